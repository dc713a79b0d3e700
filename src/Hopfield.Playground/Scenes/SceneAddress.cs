using System.Globalization;
using System.Text;

namespace Hopfield.Playground;

/// <summary>A scene as the question of an address: <c>size=8&amp;memory=hebb&amp;stored=d0,d3,d7&amp;picture=d3n15.2</c>. What is usual is left out.</summary>
internal static class SceneAddress
{
    /// <summary>What a first visitor sees: three digits, and one of them with 15 % noise.</summary>
    public const string First = "stored=d0,d3,d7&picture=d3n15.2";

    /// <summary>Writes a scene.</summary>
    /// <param name="scene">The scene.</param>
    public static string Write(Scene scene)
    {
        var text = new StringBuilder();
        void Add(string name, string value) => text.Append(text.Length > 0 ? "&" : "").Append(name).Append('=').Append(value);
        string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
        MemoryChoice choice = scene.Choice;
        if (scene.Shelf.Side != Shelf.Sides[0]) Add("size", Whole(scene.Shelf.Side));
        if (choice.Kind != MemoryKind.Hebb) Add("memory", MemoryChoice.Word(choice.Kind));
        if (choice.Degree != MemoryChoice.UsualDegree) Add("n", Whole(choice.Degree));
        if (choice.Beta != MemoryChoice.UsualBeta) Add("beta", choice.Beta.ToString(CultureInfo.InvariantCulture));
        Add("stored", Runs([.. scene.Stored.Select(picture => picture.Key)]));
        Add("picture", scene.Picture.Key);
        if (scene.Seed != 1) Add("seed", Whole(scene.Seed));
        if (scene.Held) Add("hold", "1");
        return text.ToString();
    }

    /// <summary>Reads a scene.</summary>
    /// <param name="text">The question of an address, with or without its mark; empty for what a first visitor sees.</param>
    /// <param name="problems">Receives a sentence for each part that could not be read; the rest is taken.</param>
    public static Scene Read(string text, ICollection<string> problems)
    {
        text = text.TrimStart('?');
        Dictionary<string, string> parts = Parts(text.Length == 0 ? First : text);
        string Part(string name) => parts.GetValueOrDefault(name, "");
        T Problem<T>(T instead, string sentence)
        {
            problems.Add(sentence);
            return instead;
        }

        int side = Part("size") is not { Length: > 0 } size ? Shelf.Sides[0]
            : int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int named) && Shelf.Sides.Contains(named) ? named
            : Problem(Shelf.Sides[0], $"The address asks for pictures of size {size}; there are {string.Join(", ", Shelf.Sides)}.");
        var shelf = new Shelf(side);

        MemoryKind kind = Part("memory") is not { Length: > 0 } word ? MemoryKind.Hebb
            : Kinds.Where(kind => MemoryChoice.Word(kind) == word).Select(kind => (MemoryKind?)kind).FirstOrDefault()
            ?? Problem(MemoryKind.Hebb, $"The address names a memory {word}; there are {string.Join(", ", Kinds.Select(MemoryChoice.Word))}.");
        int degree = Part("n") is not { Length: > 0 } n ? MemoryChoice.UsualDegree
            : int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int power) && power is >= MemoryChoice.LeastDegree and <= MemoryChoice.MostDegree ? power
            : Problem(MemoryChoice.UsualDegree, $"The address asks for n = {n}; n goes from {MemoryChoice.LeastDegree} to {MemoryChoice.MostDegree}.");
        double beta = Part("beta") is not { Length: > 0 } b ? MemoryChoice.UsualBeta
            : double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && real is >= MemoryChoice.LeastBeta and <= MemoryChoice.MostBeta ? real
            : Problem(MemoryChoice.UsualBeta, $"The address asks for β = {b}; β goes from {Numbers.Short(MemoryChoice.LeastBeta)} to {Numbers.Short(MemoryChoice.MostBeta)}.");

        var scene = new Scene(shelf, new MemoryChoice(kind, degree, beta), [], shelf.Blank(), Held: Part("hold") == "1");
        if (int.TryParse(Part("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out int seed)) scene = scene with { Seed = seed };
        var stored = new List<Picture>();
        foreach (string key in Keys(Part("stored")))
        {
            if (shelf.Find(key) is not { } picture) problems.Add($"The address names a picture {key} that does not exist.");
            else if (stored.Count < Scene.MostStored && !stored.Any(picture.Shows)) stored.Add(picture);
        }
        scene = scene with { Stored = stored };
        return Part("picture") is not { Length: > 0 } shown ? scene with { Picture = stored.Count > 0 ? stored[0] : shelf.Blank() }
            : scene with { Picture = shelf.Find(shown) ?? Problem(shelf.Blank(), $"The address names a picture {shown} that does not exist.") };
    }

    private static MemoryKind[] Kinds { get; } = [MemoryKind.Hebb, MemoryKind.Projection, MemoryKind.Power, MemoryKind.Exponential, MemoryKind.Continuous];

    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>();
        foreach (string part in text.Split('&'))
        {
            int at = part.IndexOf('=');
            if (at > 0) parts[part[..at]] = Uri.UnescapeDataString(part[(at + 1)..]);
        }
        return parts;
    }

    // r0,r1,r2,r3 is written r0~3.
    private static string Runs(string[] keys)
    {
        var text = new StringBuilder();
        for (int from = 0, to; from < keys.Length; from = to + 1)
        {
            to = from;
            while (to + 1 < keys.Length && Number(keys[to]) is { } number && keys[to + 1] == $"{keys[from][0]}{number + 1}") to++;
            text.Append(from > 0 ? "," : "").Append(keys[from]);
            if (to > from) text.Append(to > from + 1 ? $"~{Number(keys[to])}" : $",{keys[to]}");
        }
        return text.ToString();
    }

    private static IEnumerable<string> Keys(string text)
    {
        foreach (string run in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = run.Split('~');
            if (ends.Length == 2 && Number(ends[0]) is { } first && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) && last - first is >= 0 and < Scene.MostStored)
            {
                for (int number = first; number <= last; number++) yield return $"{run[0]}{number}";
            }
            else
            {
                yield return run;
            }
        }
    }

    // The number of a picture that is nothing but one of its source.
    private static int? Number(string key) => PictureKey.Parse(key) is { Source: not PictureKey.Own, Noise: 0, Covered: false } parsed ? parsed.Number : null;
}
