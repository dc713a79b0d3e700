namespace Hopfield;

/// <summary>What the heads of one layer do.</summary>
/// <param name="Heads">The measure of each head, in the layer's order.</param>
public sealed record LayerSummary(IReadOnlyList<HeadMeasure> Heads)
{
    /// <summary>The number of heads in each class, in the order I, II, III, IV, shape [4].</summary>
    public int[] ClassCounts => [.. Enum.GetValues<HeadClass>().Select(c => Heads.Count(head => head.Class == c))];

    /// <summary>The median k of each head.</summary>
    public double[] Medians => [.. Heads.Select(head => head.Median)];

    /// <summary>The index of the head that looks at fewest patterns by its median, the first of equals.</summary>
    public int Narrowest => Array.IndexOf(Medians, Medians.Min());

    /// <summary>The index of the head that looks at most patterns by its median, the first of equals.</summary>
    public int Widest => Array.IndexOf(Medians, Medians.Max());

    /// <summary>Measures the heads of a layer.</summary>
    /// <param name="attention">One attention matrix per head, each of shape [S, P].</param>
    /// <param name="mass">The share of the weight that k patterns must carry, in (0, 1].</param>
    /// <exception cref="ArgumentException">There is no head, or a matrix holds a row that is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The mass is not in (0, 1].</exception>
    public static LayerSummary Of(IReadOnlyCollection<double[,]> attention, double mass = 0.9)
    {
        Require.NotEmpty(attention);
        return new([.. attention.Select(head => HeadMeasure.Of(head, mass))]);
    }

    /// <inheritdoc cref="Of(IReadOnlyCollection{double[,]}, double)"/>
    public static LayerSummary Of(IReadOnlyCollection<float[,]> attention, double mass = 0.9)
    {
        Require.NotEmpty(attention);
        return new([.. attention.Select(head => HeadMeasure.Of(head, mass))]);
    }
}
