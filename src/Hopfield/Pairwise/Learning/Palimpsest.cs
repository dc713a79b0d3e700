namespace Hopfield;

/// <summary>Hebb's rule that forgets: old patterns fade instead of all patterns collapsing together.</summary>
/// <remarks>Patterns are stored in the order of their rows, the last row being the latest memory.</remarks>
public static class Palimpsest
{
    /// <summary>Every integer weight stays within ±bound: a pattern that would carry it further leaves it at the bound.</summary>
    /// <remarks>Source: G. Parisi, "A memory which forgets", J. Phys. A 19, 1986; J.-P. Nadal et al., "Networks of formal neurons and memory palimpsests", Europhysics Letters 1, 1986.</remarks>
    /// <param name="patterns">X, shape [P, N], oldest first.</param>
    /// <param name="bound">The largest |N·w_ij|, at least 1. Near 0.4·√N the latest memories are held best.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public static HopfieldNetwork Bounded(BinaryPatterns patterns, int bound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        int n = patterns.Dimension;
        Require.Room(n, n, "weights", nameof(patterns));
        var weights = new int[n, n];
        foreach (sbyte[] x in patterns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = Math.Clamp(weights[i, j] + x[i] * x[j], -bound, bound);
            }
        }
        return new HopfieldNetwork(weights, 1.0 / n);
    }

    /// <summary>Before each new pattern all weights shrink: W ← (1 − decay)·W + (1/N) x xᵀ off the diagonal.</summary>
    /// <remarks>Source: M. Mézard, J.-P. Nadal, G. Toulouse, "Solvable models of working memories", J. Physique 47, 1986.</remarks>
    /// <param name="patterns">X, shape [P, N], oldest first.</param>
    /// <param name="decay">The share of every weight that is lost per stored pattern, in [0, 1); 0 is Hebb's rule.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decay lies outside [0, 1).</exception>
    public static HopfieldNetwork Decaying(BinaryPatterns patterns, double decay, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (!(decay >= 0 && decay < 1)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "Expected a share in [0, 1).");
        int n = patterns.Dimension;
        Require.Room(n, n, "weights", nameof(patterns));
        var weights = new double[n, n];
        foreach (sbyte[] x in patterns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++) weights[i, j] = (1 - decay) * weights[i, j] + x[i] * x[j];
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = weights[i, j] / n;
        }
        return new HopfieldNetwork(weights);
    }
}
