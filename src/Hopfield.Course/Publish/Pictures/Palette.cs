namespace Hopfield.Course;

/// <summary>A choice of at most 256 colours for a picture, by median cut: the box of colours with the largest spread is halved until there are enough.</summary>
internal sealed class Palette
{
    private readonly Dictionary<uint, byte> _indices;

    private Palette(IReadOnlyList<uint> colours, Dictionary<uint, byte> indices)
    {
        Colours = colours;
        _indices = indices;
    }

    /// <summary>The colours, one RGBA value each (red in the lowest byte).</summary>
    public IReadOnlyList<uint> Colours { get; }

    /// <summary>The index of a pixel's colour.</summary>
    /// <param name="rgba">A colour of the picture that the palette was made for.</param>
    public byte IndexOf(uint rgba) => _indices[Visible(rgba)];

    /// <summary>Chooses colours.</summary>
    /// <param name="pixels">The picture.</param>
    /// <param name="count">The largest number of colours, 1 to 256.</param>
    public static Palette Of(ReadOnlySpan<uint> pixels, int count)
    {
        var weights = new Dictionary<uint, int>();
        foreach (uint pixel in pixels) weights[Visible(pixel)] = weights.GetValueOrDefault(Visible(pixel)) + 1;

        var boxes = new List<Box> { new([.. weights.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))]) };
        while (boxes.Count < count && boxes.MaxBy(box => box.Spread) is { Spread: > 0 } widest)
        {
            boxes.Remove(widest);
            boxes.AddRange(widest.Halve());
        }

        boxes = [.. boxes.OrderBy(box => box.Brightness)];
        var indices = new Dictionary<uint, byte>();
        for (int i = 0; i < boxes.Count; i++)
        {
            foreach ((uint colour, _) in boxes[i].Colours) indices[colour] = (byte)i;
        }

        return new Palette([.. boxes.Select(box => box.Mean)], indices);
    }

    // What cannot be seen has no colour.
    private static uint Visible(uint rgba) => rgba >> 24 == 0 ? 0 : rgba;

    private sealed class Box
    {
        private const int Channels = 4;
        private readonly int _axis;

        public Box(List<(uint Colour, int Weight)> colours)
        {
            Colours = colours;
            double total = colours.Sum(item => (double)item.Weight);
            var mean = new double[Channels];
            for (int c = 0; c < Channels; c++)
            {
                int channel = c;
                mean[c] = colours.Sum(item => (double)Part(item.Colour, channel) * item.Weight) / total;
                double spread = colours.Sum(item => Square(Part(item.Colour, channel) - mean[channel]) * item.Weight);
                if (spread > Spread) (Spread, _axis) = (spread, c);
            }

            Mean = Enumerable.Range(0, Channels).Aggregate(0u, (rgba, c) => rgba | ((uint)Math.Round(mean[c]) << (8 * c)));
        }

        public List<(uint Colour, int Weight)> Colours { get; }

        /// <summary>Squared distance from the mean along the widest channel, summed over all pixels.</summary>
        public double Spread { get; }

        public uint Mean { get; }

        /// <summary>Orders the palette, so that shades that touch in the picture are neighbours in it.</summary>
        public double Brightness => (Part(Mean, 3) * 1000.0) + (0.3 * Part(Mean, 0)) + (0.59 * Part(Mean, 1)) + (0.11 * Part(Mean, 2));

        public IEnumerable<Box> Halve()
        {
            double cut = Part(Mean, _axis);
            List<(uint Colour, int Weight)> low = [.. Colours.Where(item => Part(item.Colour, _axis) <= cut)];
            List<(uint Colour, int Weight)> high = [.. Colours.Where(item => Part(item.Colour, _axis) > cut)];
            if (low.Count == 0 || high.Count == 0)
            {
                // The rounded mean may lie on the outermost colour.
                List<(uint Colour, int Weight)> sorted = [.. Colours.OrderBy(item => Part(item.Colour, _axis))];
                (low, high) = (sorted[..(sorted.Count / 2)], sorted[(sorted.Count / 2)..]);
            }

            return [new Box(low), new Box(high)];
        }

        private static byte Part(uint rgba, int channel) => (byte)(rgba >> (8 * channel));

        private static double Square(double x) => x * x;
    }
}
