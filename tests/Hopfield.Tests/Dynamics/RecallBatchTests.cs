namespace Hopfield.Tests;

public class RecallBatchTests
{
    private const int N = 100;

    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(8, N, seed: 1);

    private static readonly sbyte[][] _queries = [.. Enumerable.Range(0, 40).Select(k => Corruption.Flip(_patterns.Pattern(k % 8), 0.3, seed: k))];

    public static TheoryData<string> Models => ["hebb", "dense", "directed", "own"];

    private static BipolarModel Model(string name) => name switch
    {
        "hebb" => Hebbian.From(_patterns),
        "dense" => DenseAssociativeMemory.Store(_patterns, InteractionFunction.Power(3)),
        "directed" => Sequences.From(_patterns),
        _ => new HopfieldNetwork(Storkey.From(_patterns).Weights()),
    };

    [Theory, MemberData(nameof(Models))]
    public void Every_state_ends_as_it_does_alone_on_any_number_of_threads(string name)
    {
        BipolarModel model = Model(name);
        foreach (UpdateOrder order in new[] { UpdateOrder.Sequential, UpdateOrder.Synchronous, UpdateOrder.Random(5), UpdateOrder.RandomUnits(5) })
        {
            RecallResult<sbyte[]>[] alone = [.. _queries.Select(query => model.Recall(query, order, TieRule.Plus, 20, clamped: [3, 4]))];
            foreach (int threads in new[] { 1, 2, 5, 0 })
            {
                RecallResult<sbyte[]>[] batch = model.RecallBatch(_queries, order, TieRule.Plus, 20, [3, 4], threads);
                Assert.Equal(alone.Select(recall => (recall.Stopped, recall.Steps, recall.Changes)), batch.Select(recall => (recall.Stopped, recall.Steps, recall.Changes)));
                Assert.Equal(alone.Select(recall => recall.State), batch.Select(recall => recall.State));
            }
        }
    }

    [Fact]
    public void A_set_of_patterns_is_a_batch()
    {
        RecallResult<sbyte[]>[] recalls = DenseAssociativeMemory.Store(_patterns, InteractionFunction.Exponential()).RecallBatch(_patterns, parallelism: 2);
        Assert.Equal([.. _patterns], recalls.Select(recall => recall.State));
        Assert.Empty(Hebbian.From(_patterns).RecallBatch([]));
    }

    [Fact]
    public void Progress_counts_every_state_once_and_upwards()
    {
        foreach (int threads in new[] { 1, 3 })
        {
            var counts = new List<int>();
            Hebbian.From(_patterns).RecallBatch(_queries, parallelism: threads, progress: new Direct<int>(counts.Add));
            Assert.Equal(Enumerable.Range(1, _queries.Length), counts);
        }
    }

    // The rule for all recalls: a token ends them with what is reached, and nothing is thrown.
    [Fact]
    public void A_token_ends_recalls_with_the_states_reached()
    {
        var cancelled = new CancellationToken(canceled: true);
        foreach (RecallResult<sbyte[]> recall in Hebbian.From(_patterns).RecallBatch(_queries, parallelism: 2, cancellationToken: cancelled).Zip(_queries, (recall, query) =>
        {
            Assert.Equal(query, recall.State);
            return recall;
        }))
        {
            Assert.Equal((StopReason.Cancelled, 0), (recall.Stopped, recall.Steps));
        }

        using var source = new CancellationTokenSource();
        RecallResult<sbyte[]>[] some = Hebbian.From(_patterns).RecallBatch(_queries, progress: new Direct<int>(count =>
        {
            if (count == 10) source.Cancel();
        }), cancellationToken: source.Token);
        Assert.Equal(10, some.Count(recall => recall.Stopped != StopReason.Cancelled));
        Assert.Equal(_queries[10..], some[10..].Select(recall => recall.State));

        BidirectionalMemory pairs = BidirectionalMemory.Store(_patterns, _patterns);
        RecallResult<BidirectionalState> both = pairs.Recall(_queries[0], _queries[1], cancellationToken: cancelled);
        Assert.Equal((StopReason.Cancelled, 0), (both.Stopped, both.Steps));
        Assert.Equal(_queries[0], both.State.First);
        Assert.Equal(_queries[1], both.State.Second);
        Assert.Equal(StopReason.Cancelled, pairs.RecallFirst(_queries[0], cancellationToken: cancelled).Stopped);
        Assert.Equal(StopReason.Cancelled, pairs.RecallSecond(_queries[0], cancellationToken: cancelled).Stopped);

        PatternSet<double> points = PatternSet.OnSphere<double>(5, 4, 1, seed: 1);
        RecallResult<double[]> continuous = ContinuousHopfield.Store(points, 1).RecallBatch(points, cancellationToken: cancelled)[3];
        Assert.Equal((StopReason.Cancelled, 0), (continuous.Stopped, continuous.Steps));
        Assert.Equal(points.Pattern(3).ToArray(), continuous.State);

        AttentionResult<double> attention = HopfieldAttention.Store(points).Recall(points, cancellationToken: cancelled);
        Assert.All(attention.Stopped.Cast<StopReason>(), stopped => Assert.Equal(StopReason.Cancelled, stopped));
        Assert.All(attention.Updates.Cast<int>(), updates => Assert.Equal(0, updates));
        Assert.All(attention.Output.Cast<double>(), entry => Assert.Equal(0.0, entry));
    }

    // And the other half: what is no recall throws, and leaves no half result.
    [Fact]
    public void A_token_ends_everything_else_with_an_exception()
    {
        var cancelled = new CancellationToken(canceled: true);
        PatternSet<double> points = PatternSet.OnSphere<double>(5, 4, 1, seed: 1);
        Action[] all =
        [
            () => Storkey.From(_patterns, null, cancelled), () => PseudoInverse.From(_patterns, null, cancelled),
            () => Palimpsest.Bounded(_patterns, 3, cancelled), () => Palimpsest.Decaying(_patterns, 0.1, cancelled),
            () => MeanFieldAnnealing.Minimise(Hebbian.From(_patterns), [1, 0.1], 1, cancellationToken: cancelled),
            () => HopfieldAttention.Store(points).Attend(points, cancellationToken: cancelled),
            () => HopfieldAttention.Store(points, options: new() { Separation = SeparationFunction.Sparsemax }).Attend(points, cancellationToken: cancelled),
            () => ContinuousHopfield.Store(points, 1, SeparationFunction.Sparsemax).Update(points.Values, new double[20], cancellationToken: cancelled),
            () => ContinuousHopfield.Store(points, 1).Partials(points, cancellationToken: cancelled),
        ];
        Assert.All(all, action => Assert.Throws<OperationCanceledException>(action));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        HopfieldNetwork net = Hebbian.From(_patterns);
        Assert.Throws<ArgumentNullException>("states", () => net.RecallBatch(null!));
        Assert.Throws<ArgumentException>("states", () => net.RecallBatch([null!]));
        Assert.Throws<ArgumentException>("states", () => net.RecallBatch([new sbyte[N]]));
        Assert.Throws<ArgumentException>("states", () => net.RecallBatch([Bipolar.Constant(N + 1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>("maxSweeps", () => net.RecallBatch([], maxSweeps: 0));
        Assert.Throws<ArgumentOutOfRangeException>("parallelism", () => net.RecallBatch(_queries, parallelism: -1));
        Assert.Throws<ArgumentException>("clamped", () => net.RecallBatch(_queries, clamped: [N]));
        Assert.Throws<ArgumentException>("order", () => net.RecallBatch(_queries, UpdateOrder.Given(0, 0)));
    }

    private sealed class Direct<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
