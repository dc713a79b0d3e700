using System.Runtime.InteropServices.JavaScript;

namespace Hopfield.Playground;

/// <summary>What the page may ask and do. Each call does a whole piece of work; pictures and curves come as arrays.</summary>
internal static partial class Doors
{
    private static Visit _visit = new("");

    [JSExport]
    internal static string Open(string address)
    {
        _visit = new Visit(address);
        return string.Join(' ', _visit.Problems);
    }

    [JSExport]
    internal static string Address() => SceneAddress.Write(_visit.Now);

    /// <summary>Side, P, n, seed, held, whether there is an undo and a redo, frames of the film and the one that is shown, whether it is broken.</summary>
    [JSExport]
    internal static int[] Facts() =>
    [
        _visit.Now.Shelf.Side, _visit.Now.Count, _visit.Now.Choice.Degree, _visit.Now.Seed, Flag(_visit.Now.Held), Flag(_visit.CanUndo), Flag(_visit.CanRedo),
        _visit.Film?.Frames ?? 0, _visit.Frame, Flag(Story.IsBroken(_visit)), Flag(_visit.Now.IndexOf(_visit.Shown) >= 0),
    ];

    [JSExport]
    internal static string Kind() => MemoryChoice.Word(_visit.Now.Choice.Kind);

    [JSExport]
    internal static double Beta() => _visit.Now.Choice.Beta;

    /// <summary>What is seen, from 0 to 255 a pixel.</summary>
    [JSExport]
    internal static byte[] Picture() => _visit.Film is { } film
        ? film.Shades[(_visit.Frame * film.Dimension)..((_visit.Frame + 1) * film.Dimension)]
        : _visit.Now.Picture.Shades;

    /// <summary>All stored pictures, 0 or 255 a pixel, one after the other.</summary>
    [JSExport]
    internal static byte[] Stored() => [.. _visit.Now.Stored.SelectMany(picture => picture.Shades)];

    [JSExport]
    internal static string[] Names() => [.. _visit.Now.Stored.Select(picture => picture.Name)];

    /// <summary>1 for each stored picture that is held.</summary>
    [JSExport]
    internal static int[] Kept() => Array.ConvertAll(_visit.Kept, Flag);

    /// <summary>m of what is seen with each stored picture.</summary>
    [JSExport]
    internal static double[] Overlaps() => _visit.Film is { } film
        ? film.Overlaps[(_visit.Frame * _visit.Now.Count)..((_visit.Frame + 1) * _visit.Now.Count)]
        : [.. _visit.Now.Stored.Select(picture => Bipolar.Overlap(picture.Units, _visit.Now.Picture.Units))];

    /// <summary>The energies of the film; of the picture alone where there is no film; none where nothing is stored.</summary>
    [JSExport]
    internal static double[] Energies() => _visit.Film?.Energies ?? (_visit.Memory is { } memory ? [memory.Energy(_visit.Now.Picture.Units)] : []);

    /// <summary>How many changes lie before each frame of the film.</summary>
    [JSExport]
    internal static int[] Changes() => _visit.Film?.Changes ?? [0];

    /// <summary>What is seen, how the recall ended, and what to try next.</summary>
    [JSExport]
    internal static string[] Told() => [Story.Beginning(_visit), Story.Ending(_visit), Story.Next(_visit)];

    /// <summary>How full it is, what loading has shown, and what theory says.</summary>
    [JSExport]
    internal static string[] Fullness() => [Story.Load(_visit), Story.Breaking(_visit), Theory.Says(_visit.Now)];

    /// <summary>The memories whose curves there are.</summary>
    [JSExport]
    internal static string[] CurveLabels() => [.. _visit.Curves.Labels];

    /// <summary>A memory's curve: how many were stored and how many of them were held, in turn.</summary>
    [JSExport]
    internal static int[] Curve(string label) => [.. _visit.Curves.Points(label).SelectMany(point => (int[])[point.Stored, point.Kept])];

    [JSExport]
    internal static string CurveNow() => _visit.Now.Choice.Label;

    /// <summary>How many random pictures theory promises; negative where it promises none.</summary>
    [JSExport]
    internal static double Promise() => Theory.Promise(_visit.Now) ?? -1;

    [JSExport]
    internal static void Undo() => _visit.Undo();

    [JSExport]
    internal static void Redo() => _visit.Redo();

    [JSExport]
    internal static void Paint(int[] units, bool on) => _visit.Paint(units, on);

    [JSExport]
    internal static void Take(string key) => _visit.Take(key);

    [JSExport]
    internal static void Show(int mu) => _visit.Take(_visit.Now.Stored[mu].Key);

    [JSExport]
    internal static void Clear() => _visit.Clear();

    [JSExport]
    internal static void Spoil(int percent) => _visit.Spoil(percent);

    [JSExport]
    internal static void CoverHalf() => _visit.CoverHalf();

    [JSExport]
    internal static bool Store() => _visit.Store();

    [JSExport]
    internal static void Forget(int mu) => _visit.Forget(mu);

    [JSExport]
    internal static void ForgetAll() => _visit.ForgetAll();

    [JSExport]
    internal static void Choose(string kind, int degree, double beta) =>
        _visit.Choose(new MemoryChoice(Enum.GetValues<MemoryKind>().First(one => MemoryChoice.Word(one) == kind), degree, beta));

    [JSExport]
    internal static void Hold(bool held) => _visit.Hold(held);

    [JSExport]
    internal static void Resize(int side) => _visit.Resize(side);

    /// <summary>Recalls; the number of frames to watch, 0 where nothing is stored.</summary>
    [JSExport]
    internal static int Remember() => _visit.Remember()?.Frames ?? 0;

    [JSExport]
    internal static void Stand(int frame) => _visit.Stand(frame);

    [JSExport]
    internal static bool Load(string source, int count) => _visit.Load(source[0], count);

    private static int Flag(bool holds) => holds ? 1 : 0;
}
