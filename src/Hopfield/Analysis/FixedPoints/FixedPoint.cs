namespace Hopfield;

/// <summary>A rest state of the continuous network, with what decides whether it is a memory.</summary>
/// <param name="State">ξ with ξ = Xᵀp, shape [N].</param>
/// <param name="Beta">β, the inverse temperature at which it rests.</param>
/// <param name="Energy">E(ξ).</param>
/// <param name="Attention">p, the weight of each pattern in it, shape [P].</param>
/// <param name="EffectivePatternCount">k_eff = exp(entropy of p), between 1 and P.</param>
/// <param name="SmallestCurvature">The smallest eigenvalue of the energy's Hessian there: positive at a minimum, at most 1.</param>
/// <param name="UnstableDirections">The number of negative eigenvalues: 0 at a minimum, more at a saddle.</param>
public sealed record FixedPoint(
    double[] State, double Beta, double Energy, double[] Attention, double EffectivePatternCount, double SmallestCurvature, int UnstableDirections)
{
    /// <summary>True at a minimum of the energy: recall from nearby ends here. A saddle is a fixed point that no recall keeps.</summary>
    public bool IsMinimum => UnstableDirections == 0;
}

/// <summary>The three kinds of minimum.</summary>
public enum MinimumKind
{
    /// <summary>The only minimum there is, a mixture of more than one pattern: every recall ends in the average.</summary>
    GlobalAverage,

    /// <summary>One of several minima, made of more than one pattern: the average of a cluster.</summary>
    Metastable,

    /// <summary>A minimum that is one pattern, k_eff below 1.5.</summary>
    SinglePattern,
}

/// <summary>Fixed points of one memory at one β, lowest energy first.</summary>
/// <param name="Points">Minima and saddles.</param>
public sealed record FixedPointSet(IReadOnlyList<FixedPoint> Points)
{
    /// <summary>The minima, lowest energy first.</summary>
    public IReadOnlyList<FixedPoint> Minima => [.. Points.Where(p => p.IsMinimum)];

    /// <summary>The fixed points that are no minima, lowest energy first.</summary>
    public IReadOnlyList<FixedPoint> Saddles => [.. Points.Where(p => !p.IsMinimum)];

    /// <summary>What a minimum is: a single pattern when k_eff is below 1.5 (half way between one pattern and two), otherwise the global average when it is
    /// the only minimum, and metastable when it is not.</summary>
    /// <param name="minimum">One of <see cref="Minima"/>.</param>
    /// <exception cref="ArgumentException">The point is a saddle.</exception>
    public MinimumKind KindOf(FixedPoint minimum)
    {
        ArgumentNullException.ThrowIfNull(minimum);
        if (!minimum.IsMinimum) throw new ArgumentException($"Expected a minimum, got a saddle with {minimum.UnstableDirections} unstable directions.", nameof(minimum));
        return minimum.EffectivePatternCount < 1.5 ? MinimumKind.SinglePattern
            : Points.Count(p => p.IsMinimum) == 1 ? MinimumKind.GlobalAverage
            : MinimumKind.Metastable;
    }

    /// <summary>What a minimum is, in words, with how many patterns it mixes: "metastable, k = 2.4".</summary>
    /// <param name="minimum">One of <see cref="Minima"/>.</param>
    /// <exception cref="ArgumentException">The point is a saddle.</exception>
    public string Describe(FixedPoint minimum)
    {
        string kind = KindOf(minimum) switch
        {
            MinimumKind.GlobalAverage => "global average",
            MinimumKind.Metastable => "metastable",
            _ => "single pattern",
        };
        return FormattableString.Invariant($"{kind}, k = {minimum.EffectivePatternCount:F1}");
    }
}
