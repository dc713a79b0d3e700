using CsCheck;
using Hopfield.Tests;

namespace Hopfield.Cluster.Tests;

/// <summary>A memory in shards answers as one machine does.</summary>
public class ClusterLawTests(Silos silos)
{
    private sealed record Case(int Count, int Dimension, int Seed, double Beta);

    private static readonly Gen<Case> _cases = Gen.Select(
        Gen.Int[1, 60], Gen.Int[1, 9], Gen.Int[0, 1000], Gen.Double[0.01, 30], (count, dimension, seed, beta) => new Case(count, dimension, seed, beta));

    // Cuts at random places: from one shard to twenty, from one row to a third of all. Their order is that of merging.
    [Fact]
    public async Task Any_number_of_shards_in_any_order_and_imbalance_answers_as_one_machine_within_the_bound() =>
        await _cases.SampleAsync(
            async it =>
            {
                var random = new SeededRandom(it.Seed);
                PatternSet<float> patterns = Draw(it.Count, it.Dimension, random), states = Draw(5, it.Dimension, random);
                (int First, int End)[] cuts = [.. Cuts(it.Count, random)];
                random.Shuffle(cuts);
                ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, Silos.NewName(), Silos.Write(patterns, cuts), it.Beta);
                Assert.Equal((it.Count, it.Dimension, cuts.Length), ((int)memory.PatternCount, memory.Dimension, memory.ShardCount));
                Assert.Equal(patterns.MaxNorm, memory.MaxNorm);
                await AssertAnswers(memory, patterns, states);
            },
            iter: 40, threads: 1);

    [Fact]
    public async Task Rows_that_are_given_answer_as_one_machine_also_when_they_take_several_messages()
    {
        PatternSet<float> patterns = Draw(2500, 500, new SeededRandom(1));
        ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, Silos.NewName(), patterns, shards: 1, beta: 0.05);
        Assert.Equal(2500, memory.PatternCount);
        ClusterAnswer<ClusterMatch[][]> nearest = await memory.NearestBatchAsync(PatternSet.From([patterns.Pattern(7).ToArray(), patterns.Pattern(2499).ToArray()]));
        Assert.Equal([new PatternKey(0, 7), new PatternKey(0, 2499)], nearest.Value.Select(matches => matches[0].Key));
        await AssertAnswers(memory, patterns, Draw(3, 500, new SeededRandom(2)));
    }

    [Fact]
    public async Task The_nearest_of_all_shards_are_those_of_one_machine() =>
        await _cases.SampleAsync(
            async it =>
            {
                var random = new SeededRandom(it.Seed);
                PatternSet<float> patterns = Draw(it.Count, it.Dimension, random), states = Draw(3, it.Dimension, random);
                ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, Silos.NewName(), Silos.Write(patterns, Cuts(it.Count, random)), it.Beta);
                int count = random.Next(1, it.Count + 5);
                ClusterAnswer<ClusterMatch[][]> nearest = await memory.NearestBatchAsync(states, count);
                for (int s = 0; s < 3; s++)
                {
                    float[] state = states.Pattern(s).ToArray();
                    (int Mu, double Similarity)[] alone = patterns.Nearest(state, Math.Min(count, it.Count));
                    ClusterMatch[] found = nearest.Value[s];
                    Assert.Equal(alone.Length, found.Select(match => match.Key.Number).Distinct().Count());
                    for (int rank = 0; rank < alone.Length; rank++)
                    {
                        // A similarity is a sum of N rounded products, so two ways to it differ by 2 N roundoffs of M ‖ξ‖ at most, and so do two at one rank.
                        double allowed = 2.02 * it.Dimension * Near.SingleRoundoff * patterns.MaxNorm * RealDraws.Norm<float>(state);
                        Near.Absolute(alone[rank].Similarity, found[rank].Similarity, allowed);
                        double exact = RealDraws.Widen(patterns.Pattern((int)found[rank].Key.Number)).Zip(RealDraws.Widen<float>(state), (x, y) => x * y).Sum();
                        Near.Absolute(exact, found[rank].Similarity, allowed);
                    }
                }
            },
            iter: 20, threads: 1);

    [Fact]
    public async Task Recalls_end_where_one_machine_ends()
    {
        const double Tolerance = 1e-5;
        PatternSet<float> patterns = PatternSet.OnSphere<float>(300, 24, radius: 5, seed: 1);
        float[][] spoilt = [.. patterns.Take(20).Select(pattern => pattern.Select((entry, i) => i % 4 == 0 ? 0 : entry).ToArray())];
        ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, Silos.NewName(), patterns, shards: 5, beta: 4);
        RecallResult<float[]>[] alone = ContinuousHopfield.Store(patterns, 4).RecallBatch(PatternSet.From(spoilt), tolerance: Tolerance);
        ClusterAnswer<RecallResult<float[]>[]> recalls = await memory.RecallBatchAsync(PatternSet.From(spoilt), tolerance: Tolerance);
        Assert.True(recalls.IsWhole);
        double[] wide = RealDraws.Widen(patterns.Values);
        for (int s = 0; s < spoilt.Length; s++)
        {
            Assert.True(recalls.Value[s].Settled);
            // At these states an update contracts by far more than two, so the last step is at least as long as the way that is left: either run ends
            // within the tolerance and one update's rounding of the same fixed point.
            double allowed = 2 * ((Tolerance * patterns.MaxNorm) + (2 * Bounds.Of(RealDraws.Widen<float>(alone[s].State), wide, wide, 4, Near.SingleRoundoff)));
            Near.Absolute(RealDraws.Widen<float>(alone[s].State), RealDraws.Widen<float>(recalls.Value[s].State), allowed);
        }
        ClusterAnswer<RecallResult<float[]>> one = await memory.RecallAsync(spoilt[3], tolerance: Tolerance);
        Assert.Equal(recalls.Value[3].State, one.Value.State);
        RecallResult<float[]> cut = (await memory.RecallAsync(spoilt[3], maxUpdates: 1, tolerance: 0)).Value;
        Assert.Equal((StopReason.StepLimit, 1), (cut.Stopped, cut.Steps));
    }

    [Fact]
    public async Task A_batch_is_one_message_to_every_shard()
    {
        string name = Silos.NewName();
        ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, name, Draw(40, 6, new SeededRandom(1)), shards: 4, beta: 1);
        int calls = 0;
        Trouble.Make(name, (_, call) =>
        {
            Interlocked.Increment(ref calls);
            return call.Invoke();
        });
        await memory.UpdateBatchAsync(Draw(100, 6, new SeededRandom(2)));
        Assert.Equal(4, calls);
        await memory.NearestBatchAsync(Draw(100, 6, new SeededRandom(2)), 3);
        Assert.Equal(8, calls);
    }

    internal static async Task AssertAnswers(ClusterMemory memory, PatternSet<float> patterns, PatternSet<float> states)
    {
        ClusterAnswer<float[][]> answer = await memory.UpdateBatchAsync(states);
        Assert.True(answer.IsWhole);
        Assert.Equal(1, answer.Share);
        AssertAnswers(answer.Value, memory.Beta, patterns, states);
    }

    /// <summary>Each of the two lies within the bound of the exact answer.</summary>
    internal static void AssertAnswers(float[][] answers, double beta, PatternSet<float> patterns, PatternSet<float> states)
    {
        var alone = ContinuousHopfield.Store(patterns, beta);
        double[] wide = RealDraws.Widen(patterns.Values);
        for (int s = 0; s < states.PatternCount; s++)
        {
            double allowed = 2 * Bounds.Of(RealDraws.Widen(states.Pattern(s)), wide, wide, beta, Near.SingleRoundoff);
            Near.Absolute(RealDraws.Widen<float>(alone.Update(states.Pattern(s))), RealDraws.Widen<float>(answers[s]), allowed);
        }
    }

    internal static PatternSet<float> Draw(int count, int dimension, Random random) =>
        PatternSet.From<float>(RealDraws.Normals<float>(count * dimension, random), dimension);

    private static IEnumerable<(int First, int End)> Cuts(int count, Random random)
    {
        for (int first = 0, end; first < count; first = end)
        {
            end = random.Next(first + 1, Math.Min(count, first + 1 + (count / 3)) + 1);
            yield return (first, end);
        }
    }
}
