namespace Hopfield;

/// <summary>What happens where the number or the stability of fixed points changes as β moves.</summary>
public enum BifurcationKind
{
    /// <summary>Saddle-node: a minimum and a saddle are born together; the branch turns back in β.</summary>
    Fold,

    /// <summary>The branch passes through and other branches leave it, as where an average splits in two (a pitchfork).</summary>
    Branching,
}

/// <summary>A point at which the set of fixed points changes.</summary>
/// <param name="Kind">Fold or branching.</param>
/// <param name="Beta">β there, the threshold.</param>
/// <param name="State">ξ there, shape [N].</param>
/// <param name="EffectivePatternCount">k_eff there.</param>
public sealed record Bifurcation(BifurcationKind Kind, double Beta, double[] State, double EffectivePatternCount);

/// <summary>One curve of fixed points ξ(β), through minima and saddles alike, with one array per axis, ready for a bifurcation diagram.</summary>
/// <param name="Points">The points in the order in which they were passed; β may go forth and back.</param>
/// <param name="Bifurcations">Thresholds on the way.</param>
public sealed record FixedPointBranch(IReadOnlyList<FixedPoint> Points, IReadOnlyList<Bifurcation> Bifurcations)
{
    /// <summary>β of each point.</summary>
    public double[] Betas => [.. Points.Select(p => p.Beta)];

    /// <summary>One coordinate of each point.</summary>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit.</exception>
    public double[] Coordinate(int unit)
    {
        if (Points.Count > 0) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)unit, (uint)Points[0].State.Length, nameof(unit));
        return [.. Points.Select(p => p.State[unit])];
    }

    /// <summary>E of each point.</summary>
    public double[] Energies => [.. Points.Select(p => p.Energy)];

    /// <summary>k_eff of each point.</summary>
    public double[] EffectivePatternCounts => [.. Points.Select(p => p.EffectivePatternCount)];

    /// <summary>Whether each point is a minimum.</summary>
    public bool[] Stable => [.. Points.Select(p => p.IsMinimum)];

    /// <summary>The curve cut where minima turn into saddles or back, for a diagram that draws the two in different ways.</summary>
    /// <returns>
    /// The parts in order. Each but the first begins with the last point of the one before, so that the lines meet; the last point of a
    /// part tells what it is. Bifurcations stay with the whole.
    /// </returns>
    public IReadOnlyList<FixedPointBranch> Parts()
    {
        var parts = new List<FixedPointBranch>();
        for (int from = 0, next; from < Points.Count; from = next)
        {
            for (next = from + 1; next < Points.Count && Points[next].IsMinimum == Points[from].IsMinimum;) next++;
            parts.Add(new([.. Points.Skip(Math.Max(from - 1, 0)).Take(next - Math.Max(from - 1, 0))], []));
        }
        return parts;
    }
}
