using System.Reflection;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>One rule for every token: a recall ends with <see cref="StopReason.Cancelled"/> and the state reached, everything else throws and leaves no half result.</summary>
public class TokenDoorsTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(3, 12, seed: 1);
    private static readonly HopfieldNetwork _network = Hebbian.From(_patterns);
    private static readonly BidirectionalMemory _pairs = BidirectionalMemory.Store(_patterns, _patterns);
    private static readonly PatternSet<double> _real = PatternSet.OnSphere<double>(4, 3, 1, seed: 1);
    private static readonly ContinuousHopfield<double> _memory = ContinuousHopfield.Store(_real, 2);
    private static readonly HopfieldAttention<double> _attention = HopfieldAttention.Store(_real, options: new() { MaxUpdates = 3 });
    private static readonly CapacityExperiment _experiment = new(Hebbian.From) { Trials = 2 };
    private static readonly CityDistances _cities = Five();
    private static readonly int[] _labels = [0, 1, 0, 1];

    private static readonly Dictionary<string, Func<CancellationToken, IEnumerable<StopReason>>> _recalls = new()
    {
        ["BidirectionalMemory.Recall"] = token => [_pairs.Recall(_patterns.Pattern(0), _patterns.Pattern(1), cancellationToken: token).Stopped],
        ["BidirectionalMemory.RecallFirst"] = token => [_pairs.RecallFirst(_patterns.Pattern(0), cancellationToken: token).Stopped],
        ["BidirectionalMemory.RecallSecond"] = token => [_pairs.RecallSecond(_patterns.Pattern(0), cancellationToken: token).Stopped],
        ["BipolarModel.Glauber"] = token => [_network.Glauber(_patterns.Pattern(0), [1, 1], seed: 1, cancellationToken: token).Stopped],
        ["BipolarModel.Recall"] = token => [_network.Recall(_patterns.Pattern(0), cancellationToken: token).Stopped],
        ["BipolarModel.RecallBatch"] = token => _network.RecallBatch(_patterns, cancellationToken: token).Select(recall => recall.Stopped),
        ["ContinuousHopfield.Recall"] = token => [_memory.Recall([1, 0, 0], cancellationToken: token).Stopped],
        ["ContinuousHopfield.RecallBatch"] = token => _memory.RecallBatch(_real, cancellationToken: token).Select(recall => recall.Stopped),
        ["GradedResponseNetwork.Recall"] = token => [new GradedResponseNetwork(new double[2, 2], [0, 0], new GradedUnits(GradedRange.Bipolar, 1, 1)).Recall([1, 1], cancellationToken: token).Stopped],
        ["HopfieldAttention.Recall"] = token => _attention.Recall(_real, cancellationToken: token).Stopped.Cast<StopReason>(),
    };

    private static readonly Dictionary<string, Action<CancellationToken>> _others = new()
    {
        ["Annealing.Minimise"] = token => Annealing.Minimise(_network, [1], seed: 1, cancellationToken: token),
        ["Attend.Apply"] = token => Attend.Apply<double>([1, 0, 0], _real.Values, _real.Values, 4, 3, 1, new double[3], cancellationToken: token),
        ["Avalanche.Measure"] = token => Avalanche.Measure(Hebbian.From, 10, 2, networks: 2, cancellationToken: token),
        ["BipolarModel.CountAtRest"] = token => _network.CountAtRest(_patterns, cancellationToken: token),
        ["BipolarModel.CountRecalled"] = token => _network.CountRecalled(_patterns, _patterns, cancellationToken: token),
        ["BipolarModel.RecallOverlap"] = token => _network.RecallOverlap(_patterns, cancellationToken: token),
        ["BoltzmannMachine.Step"] = token => BoltzmannMachine.Step(_network, _patterns, 0.1, 1, sweeps: 2, seed: 1, cancellationToken: token),
        ["CapacityExperiment.OverLoad"] = token => _experiment.OverLoad(10, [0.1], cancellationToken: token),
        ["CapacityExperiment.OverNoise"] = token => _experiment.OverNoise(10, 1, [0.1], cancellationToken: token),
        ["CapacityExperiment.OverPatternCount"] = token => _experiment.OverPatternCount(10, [1], cancellationToken: token),
        ["CapacityExperiment.OverSize"] = token => _experiment.OverSize(0.1, [10], cancellationToken: token),
        ["CompactHopfield.Update"] = token => CompactHopfield.Store(new float[,] { { 1, 0 } }, 1).Update([1, 0], new float[2], cancellationToken: token),
        ["Continuation.Follow"] = token => Continuation.Follow(_real, [1, 0, 0], 1, 1.5, token),
        ["Continuation.Thresholds"] = token => Continuation.Thresholds(_real, 1, 1.1, token),
        ["ContinuousHopfield.Partials"] = token => _memory.Partials(_real, cancellationToken: token),
        ["ContinuousHopfield.Update"] = token => _memory.Update([1, 0, 0], new double[3], cancellationToken: token),
        ["DenseClassifier.Train"] = token => DenseClassifier.Train(PatternSet.From(new double[4, 2]), _labels, new() { Epochs = 1 }, cancellationToken: token),
        ["DenseSequence.Play"] = token => DenseSequence.Store(_patterns, InteractionFunction.Power(2)).Play(_patterns.Pattern(0), 1, token),
        ["EnergySurface.Of"] = token => EnergySurface.Of(_memory, points: 2, cancellationToken: token),
        ["FixedPoints.Find"] = token => FixedPoints.Find(_memory, cancellationToken: token),
        ["GroundState.Of"] = token => GroundState.Of(_network, token),
        ["Hebbian.MeanSubtracted"] = token => Hebbian.MeanSubtracted(_patterns, cancellationToken: token),
        ["Hebbian.WriteIntegers"] = token => Hebbian.WriteIntegers(_patterns, new int[144], cancellationToken: token),
        ["HeldKarp.Solve"] = token => HeldKarp.Solve(_cities, token),
        ["HopfieldAttention.Attend"] = token => _attention.Attend(_real, cancellationToken: token),
        ["HopfieldTank.Film"] = token => HopfieldTank.Film(_cities, cancellationToken: token),
        ["HopfieldTank.Run"] = token => HopfieldTank.Run(_cities, runs: 1, cancellationToken: token),
        ["MeanFieldAnnealing.Minimise"] = token => MeanFieldAnnealing.Minimise(_network, [1], seed: 1, cancellationToken: token),
        ["Palimpsest.Bounded"] = token => Palimpsest.Bounded(_patterns, 1, token),
        ["Palimpsest.Decaying"] = token => Palimpsest.Decaying(_patterns, 0.1, token),
        ["Perceptron.Directed"] = token => Perceptron.Directed(_patterns, cancellationToken: token),
        ["Perceptron.Symmetric"] = token => Perceptron.Symmetric(_patterns, cancellationToken: token),
        ["PseudoInverse.From"] = token => PseudoInverse.From(_patterns, null, token),
        ["RetrievalBounds.Of"] = token => RetrievalBounds.Of(_real, 1, token),
        ["Sequences.From"] = token => Sequences.From(_patterns, cancellationToken: token),
        ["SoftmaxRegression.Train"] = token => SoftmaxRegression.Train(_real, _labels, cancellationToken: token),
        ["StateCensus.Enumerate"] = token => StateCensus.Enumerate(_network, _patterns, cancellationToken: token),
        ["StateCensus.Sample"] = token => StateCensus.Sample(_network, _patterns, cancellationToken: token),
        ["StateSpace.Of"] = token => StateSpace.Of(_network, cancellationToken: token),
        ["Storkey.From"] = token => Storkey.From(_patterns, null, token),
        ["Timetable.Solve"] = token => new Timetable(new double[,] { { 0, 1 } }, []).Solve(token),
        ["TourAnnealing.Solve"] = token => TourAnnealing.Solve(_cities, 100, seed: 1, token),
        ["TourSearch.TwoOpt"] = token => TourSearch.TwoOpt(_cities, [0, 1, 2, 3, 4], token),
        ["Trials.Run"] = token => Trials.Run(2, 1, random => random.Next(), cancellationToken: token),
        ["Unlearning.Dream"] = token => Unlearning.Dream(_network, 1, 0.1, seed: 1, cancellationToken: token),
    };

    private static CancellationToken Asked => new(canceled: true);

    // On a line, one after the other.
    private static CityDistances Five()
    {
        var distances = new double[5, 5];
        for (int a = 0; a < 5; a++)
        {
            for (int b = 0; b < 5; b++) distances[a, b] = Math.Abs(a - b);
        }
        return new("five", ["A", "B", "C", "D", "E"], distances, null, null);
    }

    public static TheoryData<string> Recalls => [.. _recalls.Keys];

    public static TheoryData<string> Others => [.. _others.Keys];

    [Theory, MemberData(nameof(Recalls))]
    public void A_recall_returns_where_it_is(string operation) =>
        Assert.All(_recalls[operation](Asked), stopped => Assert.Equal(StopReason.Cancelled, stopped));

    [Theory, MemberData(nameof(Others))]
    public void Everything_else_throws(string operation) => Assert.ThrowsAny<OperationCanceledException>(() => _others[operation](Asked));

    [Fact]
    public void Whatever_takes_a_token_is_in_one_of_the_lists()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> operations =
            from type in typeof(PatternSet).Assembly.GetExportedTypes()
            from method in type.GetMethods(All)
            where method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken))
            select $"{type.Name.Split('`')[0]}.{method.Name}";
        Assert.Equal(_recalls.Keys.Concat(_others.Keys).Order(StringComparer.Ordinal), operations.Distinct().Order(StringComparer.Ordinal));
    }

    // A token that is asked while the work is under way ends it before all of it is done.
    [Fact]
    public void Learning_from_dreams_tells_how_far_it_is_and_stops_in_between()
    {
        using var source = new CancellationTokenSource();
        var told = new List<int>();
        BoltzmannMachine.Step(_network, _patterns, 0.1, 1, sweeps: 2, seed: 1, progress: new Ear(told.Add));
        Assert.Equal([1, 2, 3], told);
        told.Clear();
        var stopping = new Ear(done =>
        {
            told.Add(done);
            if (done == 2) source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => BoltzmannMachine.Step(_network, _patterns, 0.1, 1, sweeps: 2, seed: 1, stopping, source.Token));
        Assert.Equal([1, 2], told);
    }

    private sealed class Ear(Action<int> hear) : IProgress<int>
    {
        public void Report(int value) => hear(value);
    }
}
