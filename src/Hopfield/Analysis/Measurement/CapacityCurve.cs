namespace Hopfield;

/// <summary>Where a point of a capacity curve was measured.</summary>
/// <param name="Dimension">N.</param>
/// <param name="PatternCount">P.</param>
/// <param name="FlipFraction">ρ, the share of units flipped before recall.</param>
public sealed record CapacitySetting(int Dimension, int PatternCount, double FlipFraction)
{
    /// <summary>α = P/N, as measured (P is a whole number).</summary>
    public double Load => (double)PatternCount / Dimension;
}

/// <summary>One point of a capacity curve.</summary>
/// <param name="Setting">N, P and ρ.</param>
/// <param name="Result">The criterion's mean over the networks, with its confidence interval.</param>
public sealed record CapacityPoint(CapacitySetting Setting, Estimate Result);

/// <summary>A measured curve, with one array per axis, ready for a figure.</summary>
/// <param name="Criterion">What was measured.</param>
/// <param name="Points">The points, in the order in which they were asked for.</param>
public sealed record CapacityCurve(CapacityCriterion Criterion, IReadOnlyList<CapacityPoint> Points)
{
    /// <summary>α of each point.</summary>
    public double[] Loads => [.. Points.Select(p => p.Setting.Load)];

    /// <summary>N of each point.</summary>
    public int[] Dimensions => [.. Points.Select(p => p.Setting.Dimension)];

    /// <summary>P of each point.</summary>
    public int[] PatternCounts => [.. Points.Select(p => p.Setting.PatternCount)];

    /// <summary>ρ of each point.</summary>
    public double[] FlipFractions => [.. Points.Select(p => p.Setting.FlipFraction)];

    /// <summary>The criterion's mean at each point.</summary>
    public double[] Values => [.. Points.Select(p => p.Result.Value)];

    /// <summary>Lower ends of the confidence intervals.</summary>
    public double[] Low => [.. Points.Select(p => p.Result.Low)];

    /// <summary>Upper ends of the confidence intervals.</summary>
    public double[] High => [.. Points.Select(p => p.Result.High)];

    /// <summary>The point whose load is nearest to the given one, the first of equals.</summary>
    /// <param name="load">α.</param>
    public CapacityPoint At(double load) => Points.MinBy(p => Math.Abs(p.Setting.Load - load))!;

    /// <summary>The load at which the curve first passes a level, by linear interpolation between neighbouring points; NaN if it never does.</summary>
    /// <param name="level">For example 0.9 of an overlap, or 0.005 of an error.</param>
    /// <remarks>That load is the measured capacity, at this size and for this criterion and level.</remarks>
    public double LoadAt(double level)
    {
        for (int k = 1; k < Points.Count; k++)
        {
            double from = Points[k - 1].Result.Value - level, to = Points[k].Result.Value - level;
            if (from == 0) return Points[k - 1].Setting.Load;
            if (from * to > 0) continue;
            double share = from / (from - to);
            return Points[k - 1].Setting.Load + share * (Points[k].Setting.Load - Points[k - 1].Setting.Load);
        }
        return Points[^1].Result.Value == level ? Points[^1].Setting.Load : double.NaN;
    }
}
