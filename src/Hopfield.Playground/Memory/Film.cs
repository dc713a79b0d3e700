namespace Hopfield.Playground;

/// <summary>A recall as it is watched: some of its states in their order, the first and the last among them, with energy and overlaps of each.</summary>
internal sealed class Film
{
    /// <summary>The most states that are shown.</summary>
    public const int MostFrames = 240;

    private readonly sbyte[][] _sides;

    private Film(int frames, int dimension, int patternCount)
    {
        Dimension = dimension;
        _sides = new sbyte[frames][];
        Shades = new byte[frames * dimension];
        Energies = new double[frames];
        Overlaps = new double[frames * patternCount];
        Changes = new int[frames];
    }

    /// <summary>How many states it shows.</summary>
    public int Frames => Energies.Length;

    /// <summary>N.</summary>
    public int Dimension { get; }

    /// <summary>The pixels of every frame from 0 (off) to 255 (on), shape [frames, N].</summary>
    public byte[] Shades { get; }

    /// <summary>The energy of every frame, shape [frames].</summary>
    public double[] Energies { get; }

    /// <summary>m of every frame with every stored picture, shape [frames, P].</summary>
    public double[] Overlaps { get; }

    /// <summary>How many changes or steps lie before every frame, shape [frames].</summary>
    public int[] Changes { get; }

    /// <summary>Why it ended.</summary>
    public StopReason Stopped { get; private init; }

    /// <summary>Whether pixels may be grey.</summary>
    public bool IsGrey { get; private init; }

    /// <summary>A frame as a picture: each pixel on the side of grey where it is.</summary>
    /// <param name="frame">Which one.</param>
    public sbyte[] Side(int frame) => _sides[frame];

    /// <summary>A recall of ±1 pixels: a state for each pixel that changed.</summary>
    /// <param name="recall">The recall, with its path.</param>
    /// <param name="patterns">What is stored.</param>
    public static Film Of(RecallResult<sbyte[]> recall, BinaryPatterns patterns)
    {
        Trajectory<sbyte[]> path = recall.RequirePath(nameof(recall));
        int[] shown = Spread(path.States.Count);
        var film = new Film(shown.Length, patterns.Dimension, patterns.PatternCount) { Stopped = recall.Stopped };
        for (int frame = 0; frame < shown.Length; frame++)
        {
            sbyte[] state = path.States[shown[frame]];
            film.Set(frame, shown[frame], path.Energies[shown[frame]], state, new Picture("", state).Shades, patterns.Overlaps(state));
        }
        return film;
    }

    /// <summary>A recall of real pixels: a state for each step.</summary>
    /// <param name="recall">The recall, with its path.</param>
    /// <param name="patterns">What is stored, ±1 each.</param>
    public static Film Of(RecallResult<double[]> recall, PatternSet<double> patterns)
    {
        Trajectory<double[]> path = recall.RequirePath(nameof(recall));
        int[] shown = Spread(path.States.Count);
        var film = new Film(shown.Length, patterns.Dimension, patterns.PatternCount) { Stopped = recall.Stopped, IsGrey = true };
        for (int frame = 0; frame < shown.Length; frame++)
        {
            double[] state = path.States[shown[frame]], overlaps = new double[patterns.PatternCount];
            foreach ((int mu, double similarity) in patterns.Nearest(state, patterns.PatternCount)) overlaps[mu] = similarity / patterns.Dimension;
            film.Set(frame, shown[frame], path.Energies[shown[frame]], GreyMemory.Sides(state), Array.ConvertAll(state, Shade), overlaps);
        }
        return film;
    }

    private void Set(int frame, int changes, double energy, sbyte[] side, byte[] shades, double[] overlaps)
    {
        (_sides[frame], Changes[frame], Energies[frame]) = (side, changes, energy);
        shades.CopyTo(Shades, frame * Dimension);
        overlaps.CopyTo(Overlaps, frame * overlaps.Length);
    }

    private static byte Shade(double pixel) => (byte)Math.Round((Math.Clamp(pixel, -1, 1) + 1) * 127.5);

    // All states, or as many as are shown, evenly among them.
    private static int[] Spread(int count)
    {
        int frames = Math.Min(count, MostFrames);
        return [.. Enumerable.Range(0, frames).Select(frame => frames == 1 ? 0 : (int)((long)frame * (count - 1) / (frames - 1)))];
    }
}
