namespace Hopfield.Playground;

/// <summary>What happened, in plain sentences.</summary>
internal static class Story
{
    /// <summary>What is seen, before anything has moved.</summary>
    /// <param name="visit">The visit.</param>
    public static string Beginning(Visit visit)
    {
        Scene now = visit.Now;
        if (now.Count == 0) return "Nothing is stored yet. Draw a picture, or take one, and press Store this picture.";
        (int mu, double overlap) = Closest(now, visit.Shown.Units);
        string like = mu < 0 ? "" : overlap == 1 ? $"This is {now.Stored[mu].Name}, as it was stored."
            : $"Of the stored pictures, {now.Stored[mu].Name} is the most like this one: {Different(now, mu, visit.Shown)} of {now.Dimension} pixels differ.";
        return $"{like} Press Remember and watch.";
    }

    /// <summary>How a recall went.</summary>
    /// <param name="visit">The visit, with a film.</param>
    public static string Ending(Visit visit)
    {
        if (visit.Film is not { } film) return "";
        Scene now = visit.Now;
        int last = film.Frames - 1, changes = film.Changes[last];
        var end = new Picture("", film.Side(last));
        string fell = $"The energy went from {Numbers.Short(film.Energies[0])} to {Numbers.Short(film.Energies[last])}.";
        if (!film.IsGrey && changes == 0)
        {
            int same = now.IndexOf(end);
            return same >= 0 ? $"Nothing changes: {now.Stored[same].Name} is at rest." : "Nothing changes: this picture is at rest, although nobody stored it.";
        }

        string took = film.IsGrey ? Count(changes, "step", "steps") : $"{Count(changes, "changed pixel", "changed pixels")}";
        string rest = film.Stopped is StopReason.FixedPoint or StopReason.Converged ? $"After {took} nothing moves any more." : $"After {took} it was still moving; here it was stopped.";
        return $"{rest} {Arrival(now, film, end)} {fell}";
    }

    private static string Arrival(Scene now, Film film, Picture end)
    {
        int exact = now.IndexOf(end);
        if (film.IsGrey)
        {
            int last = film.Frames - 1;
            double[] overlaps = film.Overlaps[(last * now.Count)..];
            int most = Array.IndexOf(overlaps, overlaps.Max());
            return exact >= 0 && overlaps[exact] > 0.99 ? $"It has chosen one: {now.Stored[exact].Name}."
                : exact >= 0 ? $"Every pixel is on its side of {now.Stored[exact].Name}, but greyer: others have a say in it, too."
                : $"It is a mixture, most like {now.Stored[most].Name}: β is too small to choose one, or there is none to choose.";
        }
        if (exact >= 0) return $"There it is: {now.Stored[exact].Name}, pixel by pixel.";
        if (now.IndexOf(end with { Units = Bipolar.Mirror(end.Units) }) is >= 0 and var mirror) return $"It is the negative of {now.Stored[mirror].Name}: this memory holds every picture's negative, too.";
        (int mu, double overlap) = Closest(now, end.Units);
        return $"It rests in a picture that nobody stored, most like {now.Stored[mu].Name} (overlap {Numbers.Short(overlap)}): a ghost.";
    }

    /// <summary>What to try after a recall.</summary>
    /// <param name="visit">The visit; without a film there is nothing to try.</param>
    public static string Next(Visit visit)
    {
        if (visit.Film is not { } film) return "";
        Scene now = visit.Now;
        var end = new Picture("", film.Side(film.Frames - 1));
        MemoryKind kind = now.Choice.Kind;
        return now.IndexOf(end) >= 0 ? "Try more noise: how much does it bear? Or load more pictures into it, below."
            : kind == MemoryKind.Continuous ? "Try a larger β: it chooses more sharply."
            : now.IndexOf(end with { Units = Bipolar.Mirror(end.Units) }) >= 0 ? "Try an odd power: it holds no negatives."
            : kind == MemoryKind.Hebb ? "Try another memory with the same picture: Projection, or a power."
            : kind == MemoryKind.Power && now.Choice.Degree < MemoryChoice.MostDegree ? "Try a larger n: the similar pictures are heard even more."
            : "Try less noise, or fewer pictures.";
    }

    /// <summary>How full the memory is.</summary>
    /// <param name="visit">The visit.</param>
    public static string Load(Visit visit)
    {
        Scene now = visit.Now;
        if (now.Count == 0) return "Nothing is stored.";
        int kept = visit.Kept.Count(held => held);
        bool grey = now.Choice.Kind == MemoryKind.Continuous;
        string one = grey ? "comes back when it is shown" : "is at rest", many = grey ? "come back when they are shown" : "are at rest";
        string how = now.Count == 1 ? kept == 1 ? $"It {one}" : "It is lost"
            : kept == now.Count ? $"All of them {many}" : kept == 0 ? $"None of them {one}" : kept == 1 ? $"One of them {one}" : $"{kept} of them {many}";
        return $"{Count(now.Count, "picture", "pictures")} in {now.Dimension} pixels: a load of α = {Numbers.Short((double)now.Count / now.Dimension)}. {how}.";
    }

    /// <summary>What loading has shown; empty where nothing was lost.</summary>
    /// <param name="visit">The visit.</param>
    public static string Breaking(Visit visit)
    {
        Scene now = visit.Now;
        string label = now.Choice.Label, full = now.Count == Scene.MostStored ? $" This page stores no more than {Scene.MostStored}." : "";
        if (IsRigid(visit)) return "All of them are at rest, but so is every other picture: the memory holds whatever it is shown, and recalls nothing.";
        int kept = visit.Kept.Count(held => held);
        if (kept == now.Count && visit.Curves.FirstLoss(label) is null) return full.TrimStart();
        // Where the curve begins with a loss, nobody saw the first.
        string lost = visit.Curves.FirstLoss(label) is { } first && visit.Curves.MostKept(label) is { } most
            ? $"The first loss came with {Count(first, "picture", "pictures")}; more than {most} were never held at once.{full}" : full.TrimStart();
        return IsBroken(visit) ? $"It has broken: of {now.Count} pictures {(kept == 0 ? "not one is" : kept == 1 ? "one is" : $"{kept} are")} still held. {lost}" : lost;
    }

    /// <summary>A memory is broken when it holds less than half of what it was given, or holds everything and recalls nothing.</summary>
    /// <param name="visit">The visit.</param>
    public static bool IsBroken(Visit visit) => 2 * visit.Kept.Count(held => held) < visit.Now.Count || IsRigid(visit);

    private static bool IsRigid(Visit visit) => visit.Memory is { IsRigid: true };

    private static (int Mu, double Overlap) Closest(Scene scene, sbyte[] units)
    {
        (int Mu, double Overlap) best = (-1, double.NegativeInfinity);
        for (int mu = 0; mu < scene.Count; mu++)
        {
            double overlap = Bipolar.Overlap(scene.Stored[mu].Units, units);
            if (overlap > best.Overlap) best = (mu, overlap);
        }
        return best;
    }

    private static int Different(Scene scene, int mu, Picture picture) => Bipolar.HammingDistance(scene.Stored[mu].Units, picture.Units);

    private static string Count(int count, string one, string many) => count == 1 ? $"one {one}" : $"{Numbers.Short(count)} {many}";
}
