using System.Globalization;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Rows;

/// <summary>What a mask costs: each kind against the same call without one, in the same rounds. More than 1 is faster than without.</summary>
internal static class MaskedBatches
{
    private const string Plain = "no mask", ThreePlain = "three calls without a mask";

    // A mask may cost 15 % of a call. Half of the patterns are forbidden by a causal mask, which then may take 60 %.
    private const double Floor = 1 / 1.15, CausalFloor = 1 / 0.6;

    public static Contest Prepare(int queries, int patterns, int dimension, bool causal)
    {
        float[] q = Inputs.Normal(queries * dimension, seed: 1), x = Inputs.Normal(patterns * dimension, seed: 2), answer = new float[q.Length], expected = new float[q.Length];
        float beta = 1 / MathF.Sqrt(dimension);
        PatternSet<float> stored = PatternSet.Wrap<float>(x, dimension);
        HopfieldAttention<float> memory = HopfieldAttention.Store(stored, options: new() { Beta = [beta] });
        HopfieldAttention<float> thrice = HopfieldAttention.Store(stored, options: new() { Beta = [beta], MaxUpdates = 3 });
        Dictionary<string, AttentionMask> masks = Masks(queries, patterns, causal);

        var contenders = new List<Contender>
        {
            new(Plain, () => memory.Attend(q, answer)),
            new(ThreePlain, () =>
            {
                for (int call = 0; call < 3; call++) memory.Attend(q, answer);
            }),
            new("three updates", () => thrice.Attend(q, answer)),
        };
        string shape = FormattableString.Invariant($"(S, P, N) = ({queries}, {patterns}, {dimension})");
        var claims = new List<Claim> { new($"three updates, {shape}", "three updates", ThreePlain, Floor: 0.95, Aim: 1) };
        foreach ((string name, AttentionMask mask) in masks)
        {
            contenders.Add(new(name, () => memory.Attend(q, answer, mask)));
            bool half = causal && name.StartsWith("causal", StringComparison.Ordinal);
            claims.Add(new($"{name}, {shape}", name, Plain, half ? CausalFloor : Floor, half ? 1.9 : 1));
        }
        string threeMasked = $"three updates, {masks.Keys.First()}";
        contenders.Add(new(threeMasked, () => thrice.Attend(q, answer, masks.Values.First())));
        claims.Add(new($"{threeMasked}, {shape}", threeMasked, ThreePlain, Floor));
        return new Contest($"Masks, {shape}", 1, contenders, claims, Check);

        string Check()
        {
            double largest = 0;
            foreach ((string name, AttentionMask mask) in masks)
            {
                memory.Attend(q, answer, mask);
                AttentionResult<float> recall = memory.Recall(PatternSet.Wrap<float>(q, dimension), mask);
                Buffer.BlockCopy(recall.Output, 0, expected, 0, sizeof(float) * expected.Length);
                double apart = Inputs.LargestDifference<float>(expected, answer);
                // Weights are kept one by one there and summed as they come here: both round, and answers are of size 1.
                if (!(apart <= 1e-4)) throw new InvalidOperationException($"{name}: {apart.ToString("E1", CultureInfo.InvariantCulture)} from the answer that keeps every weight.");
                largest = Math.Max(largest, apart);
            }
            return FormattableString.Invariant($"every mask's answer lies within {largest:E1} of the one that keeps every weight");
        }
    }

    private static Dictionary<string, AttentionMask> Masks(int queries, int patterns, bool causal)
    {
        var random = new SeededRandom(3);
        var flags = new bool[queries, patterns];
        var scores = new float[queries, patterns];
        for (int s = 0; s < queries; s++)
        {
            for (int mu = 0; mu < patterns; mu++) (flags[s, mu], scores[s, mu]) = (random.Next(4) > 0, (float)random.NextDouble());
        }
        int[] lengths = [.. Enumerable.Range(0, queries).Select(_ => patterns - random.Next(patterns / 50))];
        bool[] padding = [.. Enumerable.Range(0, patterns).Select(_ => random.Next(10) > 0)];
        var masks = new Dictionary<string, AttentionMask>
        {
            ["bits, three of four"] = AttentionMask.Allow(flags), ["lengths"] = AttentionMask.AllowFirst(patterns, lengths),
            ["padding, one pattern of ten"] = AttentionMask.AllowPatterns(padding), ["scores"] = AttentionMask.Add(scores),
            [causal ? "causal" : "causal, offset P − S"] = AttentionMask.Causal(queries, patterns, patterns - queries),
        };
        if (causal) masks["causal, and scores"] = masks["scores"].And(masks["causal"]);
        return masks;
    }
}
