namespace Hopfield.Tests;

/// <summary>Masks of every kind beside what they add to each score, written out: the oracle's side.</summary>
internal static class Masks
{
    public static readonly string[] Kinds =
        ["causal", "causal, negative offset", "ranges", "lengths", "patterns", "flags", "bits", "sparse flags", "scores", "single scores", "low scores", "causal and patterns", "all at once"];

    /// <summary>A mask of shape [S, P] and its values; −∞ forbids.</summary>
    public static (AttentionMask Mask, double[,] Values) Of(string kind, int queries, int patterns, int seed)
    {
        var random = new SeededRandom(seed);
        return kind switch
        {
            "causal" => Causal(queries, patterns, patterns - queries),
            "causal, negative offset" => Causal(queries, patterns, -1 - (queries / 3)),
            "ranges" => Ranges(queries, patterns, random),
            "lengths" => Lengths(queries, patterns, random),
            "patterns" => Patterns(queries, patterns, random),
            "flags" => Flags(queries, patterns, 2, random),
            "sparse flags" => Flags(queries, patterns, 200, random),
            "bits" => Bits(queries, patterns, random),
            "scores" => Scores(queries, patterns, random, double.NegativeInfinity, single: false),
            "single scores" => Scores(queries, patterns, random, float.MinValue, single: true),
            "low scores" => Scores(queries, patterns, random, double.MinValue, single: false),
            "causal and patterns" => Both(Causal(queries, patterns, patterns / 2), Patterns(queries, patterns, random)),
            _ => Both(
                Both(Scores(queries, patterns, random, double.NegativeInfinity, single: false), Ranges(queries, patterns, random)),
                Both(Scores(queries, patterns, random, float.MinValue, single: true), Both(Patterns(queries, patterns, random), Lengths(queries, patterns, random)))),
        };
    }

    private static (AttentionMask, double[,]) Causal(int queries, int patterns, int offset) =>
        (AttentionMask.Causal(queries, patterns, offset), Fill(queries, patterns, (s, mu) => mu <= s + offset));

    private static (AttentionMask, double[,]) Ranges(int queries, int patterns, Random random)
    {
        Range[] ranges = [.. Enumerable.Range(0, queries).Select(_ =>
        {
            int first = random.Next(patterns + 1);
            return first..random.Next(first, patterns + 1);
        })];
        return (AttentionMask.AllowRanges(patterns, ranges), Fill(queries, patterns, (s, mu) => mu >= ranges[s].Start.Value && mu < ranges[s].End.Value));
    }

    private static (AttentionMask, double[,]) Lengths(int queries, int patterns, Random random)
    {
        int[] lengths = [.. Enumerable.Range(0, queries).Select(_ => random.Next(patterns + 1))];
        return (AttentionMask.AllowFirst(patterns, lengths), Fill(queries, patterns, (s, mu) => mu < lengths[s]));
    }

    private static (AttentionMask, double[,]) Patterns(int queries, int patterns, Random random)
    {
        bool[] allowed = [.. Enumerable.Range(0, patterns).Select(mu => mu % 150 < 70 || random.Next(3) == 0)];
        return (AttentionMask.AllowPatterns(allowed), Fill(queries, patterns, (_, mu) => allowed[mu]));
    }

    private static (AttentionMask, double[,]) Flags(int queries, int patterns, int oneOf, Random random)
    {
        var allowed = new bool[queries, patterns];
        double[,] values = Fill(queries, patterns, (s, mu) => allowed[s, mu] = random.Next(oneOf) == 0);
        return (AttentionMask.Allow(allowed), values);
    }

    private static (AttentionMask, double[,]) Bits(int queries, int patterns, Random random)
    {
        int words = (patterns + 63) / 64;
        ulong[] bits = [.. Enumerable.Range(0, queries * words).Select(_ => random.Next(4) switch { 0 => 0UL, 1 => ulong.MaxValue, _ => (ulong)random.NextInt64() << 1 })];
        return (AttentionMask.AllowBits(bits, queries, patterns), Fill(queries, patterns, (s, mu) => (bits[(s * words) + (mu / 64)] >> (mu % 64) & 1) == 1));
    }

    private static (AttentionMask, double[,]) Scores(int queries, int patterns, Random random, double forbidden, bool single)
    {
        double[,] values = new double[queries, patterns], given = new double[queries, patterns];
        float[,] narrow = new float[queries, patterns];
        for (int s = 0; s < queries; s++)
        {
            for (int mu = 0; mu < patterns; mu++)
            {
                bool forbids = random.Next(5) == 0;
                double score = (float)((4 * random.NextDouble()) - 2);
                values[s, mu] = forbids ? double.NegativeInfinity : score;
                given[s, mu] = forbids ? forbidden : score;
                narrow[s, mu] = (float)given[s, mu];
            }
        }
        return (single ? AttentionMask.Add(narrow) : AttentionMask.Add(given), values);
    }

    private static (AttentionMask, double[,]) Both((AttentionMask Mask, double[,] Values) a, (AttentionMask Mask, double[,] Values) b)
    {
        int queries = a.Values.GetLength(0), patterns = a.Values.GetLength(1);
        var values = new double[queries, patterns];
        for (int s = 0; s < queries; s++)
        {
            for (int mu = 0; mu < patterns; mu++) values[s, mu] = a.Values[s, mu] + b.Values[s, mu];
        }
        return (a.Mask.And(b.Mask), values);
    }

    private static double[,] Fill(int queries, int patterns, Func<int, int, bool> allows)
    {
        var values = new double[queries, patterns];
        for (int s = 0; s < queries; s++)
        {
            for (int mu = 0; mu < patterns; mu++) values[s, mu] = allows(s, mu) ? 0 : double.NegativeInfinity;
        }
        return values;
    }
}
