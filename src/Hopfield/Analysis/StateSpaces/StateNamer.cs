namespace Hopfield;

/// <summary>Says what a state is, given the stored patterns: all mixtures are listed once, then a state is looked up.</summary>
internal sealed class StateNamer
{
    private const long MaxMixtures = 2_000_000;
    private readonly BinaryPatterns _patterns;
    private readonly int _tolerance;
    private readonly Dictionary<sbyte[], int[]> _mixtures = new(StateComparer.Instance);

    public StateNamer(BipolarModel model, BinaryPatterns patterns, int tolerance, int maxParts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patterns);
        Require.AtLeast(tolerance, 0);
        if (maxParts < 1 || maxParts % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(maxParts), maxParts, $"Expected an odd, positive number of parts, got {maxParts}.");
        if (patterns.Dimension != model.Dimension)
            throw new ArgumentException($"Expected patterns of length {model.Dimension}, got {patterns.Dimension}.", nameof(patterns));
        _patterns = patterns;
        _tolerance = tolerance;
        RequireListable(patterns.PatternCount, maxParts);
        sbyte[][] rows = [.. patterns];
        for (int parts = 3; parts <= Math.Min(maxParts, rows.Length); parts += 2) AddMixtures(rows, new int[parts], 0, 0, new int[patterns.Dimension]);
    }

    public CensusState Name(sbyte[] state, double energy, double share)
    {
        // The nearest pattern and the nearest mirror; a pattern goes before a mirror, and both before a mixture that happens to equal them.
        int[] similarities = _patterns.Similarities(state);
        int nearest = Array.IndexOf(similarities, similarities.Max()), farthest = Array.IndexOf(similarities, similarities.Min());
        if (state.Length - similarities[nearest] <= 2 * _tolerance) return new(state, StateKind.Stored, [nearest], energy, share);
        if (state.Length + similarities[farthest] <= 2 * _tolerance) return new(state, StateKind.Mirror, [farthest], energy, share);
        return _mixtures.TryGetValue(state, out int[]? parts)
            ? new(state, StateKind.Mixture, parts, energy, share)
            : new(state, StateKind.Other, [], energy, share);
    }

    // Chooses the parts in ascending order and both signs of each; an odd number of odd terms has no zero sum.
    private void AddMixtures(sbyte[][] rows, int[] parts, int chosen, int from, int[] sum)
    {
        if (chosen == parts.Length)
        {
            _mixtures.TryAdd(Array.ConvertAll(sum, s => (sbyte)Math.Sign(s)), [.. parts]);
            return;
        }
        for (int mu = from; mu < rows.Length; mu++)
        {
            parts[chosen] = mu;
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
            {
                for (int i = 0; i < sum.Length; i++) sum[i] += sign * rows[mu][i];
                AddMixtures(rows, parts, chosen + 1, mu + 1, sum);
                for (int i = 0; i < sum.Length; i++) sum[i] -= sign * rows[mu][i];
            }
        }
    }

    private static void RequireListable(int patternCount, int maxParts)
    {
        double mixtures = 0, subsets = 1;
        for (int k = 1; k <= Math.Min(maxParts, patternCount); k++)
        {
            subsets *= 2.0 * (patternCount - k + 1) / k; // C(P, k)·2^k
            if (k >= 3 && k % 2 == 1) mixtures += subsets;
        }
        if (mixtures > MaxMixtures)
            throw new ArgumentException($"Expected at most {MaxMixtures} mixtures to list, got {mixtures:N0} of up to {maxParts} among {patternCount} patterns; ask for fewer parts.", nameof(maxParts));
    }
}
