using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;

namespace Hopfield;

/// <summary>Finds the fixed points of a continuous memory to the last digits, minima and saddles, and says which are stable.</summary>
/// <remarks>
/// Recall follows the energy downhill and so finds minima; Newton's method finishes them, and finds saddles, which recall runs away from.
/// Newton's equations and the curvatures are solved in the smaller of N and P. A search from many starts can miss a point; in two dimensions minima − saddles + maxima = 1 tells when it has not.
/// </remarks>
public static class FixedPoints
{
    /// <summary>The minimum in whose basin a state lies.</summary>
    /// <param name="memory">The memory, in double precision.</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <returns>The fixed point, its gradient at rounding level unless the minimum is nearly flat.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite.</exception>
    public static FixedPoint From(ContinuousHopfield<double> memory, ReadOnlySpan<double> state)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return From(memory, state, memory.Patterns.Spread());
    }

    private static FixedPoint From(ContinuousHopfield<double> memory, ReadOnlySpan<double> state, double spread)
    {
        double[] settled = memory.Recall(state, maxUpdates: 2000, tolerance: 1e-12).State;
        return At(memory, Newton.TryPolish(memory, settled, within: 1e-3 * spread) ?? settled);
    }

    /// <summary>All fixed points that a search from the patterns, their mean, their midpoints and random mixtures of them finds.</summary>
    /// <param name="memory">The memory, in double precision.</param>
    /// <param name="starts">The number of random mixtures of the patterns to start from as well, at least 0.</param>
    /// <param name="seed">The random mixtures are drawn from it.</param>
    /// <param name="saddles">True to look for saddles too.</param>
    /// <param name="cancellationToken">Asks to stop between starts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of starts is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static FixedPointSet Find(
        ContinuousHopfield<double> memory, int starts = 200, int seed = 1, bool saddles = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Require.AtLeast(starts, 0);
        var found = new List<FixedPoint>();
        // Two ends so close are one point: Newton leaves about 1e-12 of M, and near a threshold, where points merge, some 1e-7 of the distance between patterns.
        double spread = memory.Patterns.Spread(), same = Math.Max(1e-6 * spread, 1e-11 * memory.Patterns.MaxNorm);
        double[][] begins = [.. Starts(memory.Patterns, starts, seed)];
        foreach (double[] start in begins)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddNew(found, From(memory, start, spread), same);
        }
        if (saddles)
        {
            // The way from one minimum to another passes a ridge. At large β the ridge is a thin fold that random starts miss, so its top is looked for.
            double[][] minima = [.. found.Select(p => p.State)];
            IEnumerable<double[]> tops = minima.SelectMany((a, k) => minima[..k].Select(b => TopBetween(memory, a, b)));
            foreach (double[] start in tops.Concat(begins))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Newton.TryPolish(memory, start, within: double.PositiveInfinity) is { } rest) AddNew(found, At(memory, rest), same);
            }
        }
        return new([.. found.OrderBy(p => p.Energy)]);
    }

    /// <summary>4/D² with D the largest distance between two patterns: for β below it the update is a contraction, and there is one fixed point only.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <returns>The bound of β; +∞ when all patterns are equal. A promise, not the threshold: several minima may need a much larger β.</returns>
    /// <remarks>The update's Jacobian is β times the covariance of the patterns under their weights, and no distribution over points at most D apart
    /// has a variance above D²/4 in any direction.</remarks>
    public static double UniqueBelow(PatternSet<double> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        double largest = 0;
        using HeldPatterns<double> x = patterns.Hold();
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            for (int nu = 0; nu < mu; nu++)
                largest = Math.Max(largest, TensorPrimitives.Distance(x[mu], x[nu]));
        }

        return 4 / (largest * largest);
    }

    /// <summary>Describes a state that is taken to be at rest.</summary>
    internal static FixedPoint At(ContinuousHopfield<double> memory, double[] state)
    {
        double[] curvatures = Newton.Curvatures(memory, state);
        return new(
            state, memory.Beta, memory.Energy(state), memory.Attention(state), memory.EffectivePatternCount(state), curvatures[0], curvatures.Count(c => c < 0));
    }

    // The highest point of the straight way between two states: the best of 64 places, refined by shrinking the interval around it.
    private static double[] TopBetween(ContinuousHopfield<double> memory, double[] a, double[] b)
    {
        double[] At(double share)
        {
            var state = new double[a.Length];
            TensorPrimitives.Lerp<double>(a, b, share, state);
            return state;
        }
        const int Places = 64;
        double best = Enumerable.Range(1, Places - 1).Select(k => (double)k / Places).MaxBy(share => memory.Energy(At(share)));
        for (double reach = 0.5 / Places; reach > 1e-9; reach /= 2)
            best = new[] { best, best - reach, best + reach }.MaxBy(share => memory.Energy(At(share)));
        return At(best);
    }

    private static IEnumerable<double[]> Starts(PatternSet<double> patterns, int random, int seed)
    {
        const int MaxPairs = 2000;
        int count = patterns.PatternCount;
        yield return patterns.Mean();
        for (int mu = 0; mu < count; mu++) yield return patterns.CopyOf(mu);
        if ((long)count * (count - 1) / 2 <= MaxPairs)
        {
            for (int mu = 0; mu < count; mu++)
                for (int nu = 0; nu < mu; nu++) yield return Mix(patterns, [(mu, 0.5), (nu, 0.5)]);
        }
        var source = new SeededRandom(seed);
        // Flat over the simplex would crowd at the mean when P is large; this prior also visits its edges.
        double[] concentration = [.. Enumerable.Repeat(Math.Min(1, 3.0 / count), count)];
        for (int k = 0; k < random; k++)
            yield return Mix(patterns, Dirichlet.Sample(source, concentration).Select((weight, mu) => (mu, weight)));
    }

    private static double[] Mix(PatternSet<double> patterns, IEnumerable<(int Mu, double Weight)> parts)
    {
        var state = new double[patterns.Dimension];
        using HeldPatterns<double> x = patterns.Hold();
        foreach (var (mu, weight) in parts) TensorPrimitives.MultiplyAdd(x[mu], weight, state, state);
        return state;
    }

    private static void AddNew(List<FixedPoint> found, FixedPoint candidate, double same)
    {
        if (!found.Exists(p => TensorPrimitives.Distance<double>(p.State, candidate.State) <= same)) found.Add(candidate);
    }
}
