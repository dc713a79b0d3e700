namespace Hopfield;

/// <summary>The perceptron rule: patterns are shown again and again, and only units that would answer wrongly, or too narrowly, learn.</summary>
/// <remarks>
/// <para>The stability of unit i at pattern μ is γ = x_μi h_i / ‖w_i‖, with w_i the weights into unit i. Where γ does not exceed the margin κ,
/// w_ij grows by (1/N) x_μi x_μj for all j ≠ i. Weights are integers times 1/N, so learning is exact.</para>
/// <para>Source: E. Gardner, "The space of interactions in neural network models", J. Phys. A 21, 1988, which also proves that the rule for
/// directed weights ends whenever a solution of slightly larger margin exists. For random patterns one exists up to P = 2N (κ = 0).</para>
/// </remarks>
public static class Perceptron
{
    /// <summary>Learns symmetric weights: whenever a unit is corrected, the weight back changes with it. The result has an energy.</summary>
    /// <param name="patterns">X, shape [P, N], N ≥ 2.</param>
    /// <param name="margin">κ ≥ 0, the stability that every unit of every pattern must exceed; dimensionless.</param>
    /// <param name="maxEpochs">The largest number of passes over all patterns, at least 1.</param>
    /// <param name="cancellationToken">Asks to stop, before the next pass.</param>
    /// <exception cref="ArgumentException">The patterns have fewer than two units.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite, or maxEpochs &lt; 1.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static LearnedNetwork<HopfieldNetwork> Symmetric(
        BinaryPatterns patterns, double margin = 0, int maxEpochs = 1000, CancellationToken cancellationToken = default)
    {
        (int[,] weights, int epochs, bool converged) = Learn(patterns, margin, maxEpochs, symmetric: true, cancellationToken);
        return new(new HopfieldNetwork(weights, 1.0 / patterns.Dimension), epochs, converged);
    }

    /// <summary>Learns the weights into each unit on their own; they are not symmetric, so the result has no energy.</summary>
    /// <inheritdoc cref="Symmetric"/>
    public static LearnedNetwork<DirectedNetwork> Directed(
        BinaryPatterns patterns, double margin = 0, int maxEpochs = 1000, CancellationToken cancellationToken = default)
    {
        (int[,] weights, int epochs, bool converged) = Learn(patterns, margin, maxEpochs, symmetric: false, cancellationToken);
        return new(new DirectedNetwork(weights, 1.0 / patterns.Dimension), epochs, converged);
    }

    private static (int[,] Weights, int Epochs, bool Converged) Learn(
        BinaryPatterns patterns, double margin, int maxEpochs, bool symmetric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Dimension < 2) throw new ArgumentException("Expected patterns of at least two units, got one.", nameof(patterns));
        if (!(margin >= 0) || !double.IsFinite(margin)) throw new ArgumentOutOfRangeException(nameof(margin), margin, "Expected a margin that is finite and not negative.");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEpochs, 1);
        int n = patterns.Dimension;
        Require.Room(n, n, "weights", nameof(patterns));
        var weights = new int[n, n];
        sbyte[][] rows = [.. patterns];
        for (int epoch = 1; epoch <= maxEpochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool corrected = false;
            foreach (sbyte[] x in rows)
            {
                for (int i = 0; i < n; i++) corrected |= CorrectUnit(weights, x, i, margin, symmetric);
            }
            if (!corrected) return (weights, epoch, true);
        }
        return (weights, maxEpochs, false);
    }

    private static bool CorrectUnit(int[,] weights, sbyte[] x, int i, double margin, bool symmetric)
    {
        long field = 0, square = 0;
        for (int j = 0; j < x.Length; j++)
        {
            field += weights[i, j] * x[j];
            square += (long)weights[i, j] * weights[i, j];
        }
        if (x[i] * field > margin * Math.Sqrt(square)) return false;
        for (int j = 0; j < x.Length; j++)
        {
            if (j == i) continue;
            weights[i, j] += x[i] * x[j];
            if (symmetric) weights[j, i] = weights[i, j];
        }
        return true;
    }
}

/// <summary>A network that was learnt in passes over its patterns, and whether the passes sufficed.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Network">The network as it stood at the end.</param>
/// <param name="Epochs">Passes over all patterns, the last one included.</param>
/// <param name="Converged">True when the last pass found nothing to correct: every pattern is stable with the margin asked for.</param>
public sealed record LearnedNetwork<TNetwork>(TNetwork Network, int Epochs, bool Converged)
    where TNetwork : BipolarModel;
