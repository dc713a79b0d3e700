using System.Buffers;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>Whoever reads mapped memory holds it: disposal in the middle of any public operation ends in its answer or in one clear exception.</summary>
public sealed class HeldMemoryTests : IDisposable
{
    private const int P = 6, N = 3;
    private static readonly double[] _values = PatternSet.OnSphere<double>(P, N, 1, seed: 1).Values.ToArray();
    private static readonly double[] _state = [0.5, -0.2, 0.3];
    private static readonly int[] _labels = [0, 1, 0, 1, 0, 1];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npy");

    public HeldMemoryTests() => File.WriteAllBytes(_path, FileBytes.Npy("<f8", false, [P, N], MemoryMarshal.AsBytes<double>(_values).ToArray()));

    public void Dispose() => File.Delete(_path);

    // Every public operation that is given patterns, or a memory of them, with an answer that shows what was read.
    private static readonly Dictionary<string, Func<PatternSet<double>, IEnumerable<double>>> _operations = new()
    {
        ["PatternSet.Centred"] = x => x.Centred().SelectMany(row => row),
        ["PatternSet.Add"] = x => x.Add(_state).Add(_state).Values.ToArray(),
        ["PatternSet.Remove"] = x => [.. x.Remove(2).Values.ToArray(), .. x.Remove(0).SelectMany(row => row)],
        ["PatternSet.Nearest"] = x => x.Nearest(_state, 2).Select(match => match.Similarity),
        ["PatternSet.GetEnumerator"] = x => x.SelectMany(row => row),
        ["PatternSet.Mean"] = x => x.Mean(),
        ["PatternSet.Norm"] = x => [x.Norm(2)],
        ["PatternSet.Normalised"] = x => x.Normalised(2).SelectMany(row => row),
        ["PatternSet.Separation"] = x => [x.Separation(1)],
        ["PatternSet.Save"] = x => Saved(x.Save),
        ["PatternSet.ToArray"] = x => x.ToArray().Cast<double>(),
        ["Corruption.Mask"] = x => Corruption.Mask(x, ..1).SelectMany(row => row),
        ["ContinuousHopfield..ctor"] = x => [new ContinuousHopfield<double>(x, 2).Energy(_state)],
        ["ContinuousHopfield.Store"] = x => [Memory(x).Energy(_state)],
        ["ContinuousHopfield.Add"] = x => Memory(x).Add(_state).Attention(_state),
        ["ContinuousHopfield.Remove"] = x => Memory(x).Remove(P - 1).Remove(1).Attention(_state),
        ["ContinuousHopfield.Attention"] = x => Memory(x).Attention(_state),
        ["ContinuousHopfield.EffectivePatternCount"] = x => [Memory(x).EffectivePatternCount(_state)],
        ["ContinuousHopfield.Energy"] = x => [Memory(x).Energy(_state)],
        ["ContinuousHopfield.Gradient"] = x => Memory(x).Gradient(_state),
        ["ContinuousHopfield.Hessian"] = x => Memory(x).Hessian(_state).Cast<double>(),
        ["ContinuousHopfield.Jacobian"] = x => Memory(x).Jacobian(_state).Cast<double>(),
        ["ContinuousHopfield.MeanJacobian"] = x => Memory(x).MeanJacobian(_state, [0, 0, 0]).Cast<double>(),
        ["ContinuousHopfield.Nearest"] = x => Memory(x).Nearest(_state, 3).Select(match => match.Weight),
        ["ContinuousHopfield.Partial"] = x => Memory(x).Partial(_state).Answer(),
        ["ContinuousHopfield.Partials"] = x => Memory(x).Partials(x)[1].Answer(),
        ["ContinuousHopfield.Recall"] = x => Memory(x).Recall(_state, maxUpdates: 5, record: true).Trajectory!.Energies,
        ["ContinuousHopfield.RecallBatch"] = x => Memory(x).RecallBatch(x, maxUpdates: 5).SelectMany(recall => recall.State),
        ["ContinuousHopfield.Save"] = x => Saved(Memory(x).Save),
        ["ContinuousHopfield.Terms"] = x => [Memory(x).Terms(_state).Attraction],
        ["ContinuousHopfield.WithSketch"] = x => Memory(x).WithSketch().Update(_state),
        ["ContinuousHopfield.Update"] = x => [.. Memory(x).Update(_state), .. ContinuousHopfield.Store(x, 2, SeparationFunction.Sparsemax).Update(_state)],
        ["HopfieldAttention..ctor"] = x => new HopfieldAttention<double>(x, x, new() { Heads = 3 }).Attend(x).Cast<double>(),
        ["HopfieldAttention.Store"] = x => HopfieldAttention.Store(x).Attend(PatternSet.From(_state)).Cast<double>(),
        ["HopfieldAttention.Add"] = x => HopfieldAttention.Store(x).Add(_state).Recall(PatternSet.From(_state)).Weights.Cast<double>(),
        ["HopfieldAttention.Remove"] = x => new HopfieldAttention<double>(x, x, new() { Heads = 3 }).Remove(0).Attend(x).Cast<double>(),
        ["HopfieldAttention.Nearest"] = x => HopfieldAttention.Store(x).Nearest(_state, 2)[0].Select(match => match.Weight),
        ["HopfieldAttention.Attend"] = x => HopfieldAttention.Store(x, options: new() { MaxUpdates = 2 }).Attend(x, AttentionMask.Causal(P)).Cast<double>(),
        ["HopfieldAttention.Recall"] = x => HopfieldAttention.Store(x).Recall(x).Weights.Cast<double>(),
        ["HopfieldAttention.Save"] = x => Saved(HopfieldAttention.Store(x).Save),
        ["RetrievalScheme.Weights"] = x => new RetrievalScheme(Similarity.Euclidean, SeparationFunction.Softmax).Weights(x, _state),
        ["RetrievalScheme.Retrieve"] = x => new RetrievalScheme(Similarity.Cosine, SeparationFunction.Softmax).Retrieve(x, _state, x),
        ["NearestNeighbour.Find"] = x => [NearestNeighbour.Find(x, _state).Distance],
        ["SoftmaxRegression.Train"] = x => SoftmaxRegression.Train(x, _labels).Probabilities(_state),
        ["SoftmaxRegression.ErrorRate"] = x => [SoftmaxRegression.Zero(N, 2).ErrorRate(x, _labels)],
        ["SoftmaxRegression.Loss"] = x => [SoftmaxRegression.Zero(N, 2).Loss(x, _labels)],
        ["SoftmaxRegression.Step"] = x => SoftmaxRegression.Zero(N, 2).Step(x, _labels, 0.1).Probabilities(_state),
        ["RetrievalBounds.Of"] = x => RetrievalBounds.Of(x, 2).Separations,
        ["FixedPoints.Find"] = x => FixedPoints.Find(Memory(x), starts: 2).Points.Select(point => point.Energy),
        ["FixedPoints.From"] = x => FixedPoints.From(Memory(x), _state).State,
        ["FixedPoints.UniqueBelow"] = x => [FixedPoints.UniqueBelow(x)],
        ["Continuation.Follow"] = x => Continuation.Follow(x, _state, 1, 1.5).Betas,
        ["Continuation.Thresholds"] = x => Continuation.Thresholds(x, 1, 1.1).Select(threshold => threshold.Beta),
        ["StatePlane.Of"] = x => StatePlane.Of(x).State(1, 2),
        ["TransformerBlock.Pass"] = x => new TransformerBlock(
            1, 1, new float[N], new float[N], new float[N, 3 * N], new float[3 * N], new float[N, N], new float[N],
            new float[N], new float[N], new float[N, 2 * N], new float[2 * N], new float[2 * N, N], new float[N]).Pass(x).Output.SelectMany(row => row),
        ["EnergySurface.Of"] = x => EnergySurface.Of(Memory(x), points: 3).Energy.Cast<double>(),
        ["DenseClassifier..ctor"] = x => [Classifier(x).Scores<double>([0.5])[1]],
        ["DenseClassifier.Save"] = x => Saved(Classifier(x).Save),
        ["DenseClassifier.Scores"] = x => Classifier(x).Scores<double>([0.5]),
        ["DenseClassifier.Classify"] = x => [Classifier(x).Classify<double>([0.5])],
        ["DenseClassifier.Votes"] = x => Classifier(x).Votes<double>([0.5]).Cast<double>(),
        ["DenseClassifier.Train"] = x => DenseClassifier.Train(x, _labels, new() { Epochs = 2, Memories = 2, Temperature = 3 }).Memories.SelectMany(row => row),
        ["DenseClassifier.ErrorRate"] = x => [DenseClassifier.Train(x, _labels, new() { Epochs = 1, Memories = 2, Temperature = 3 }).ErrorRate(x, _labels)],
    };

    private static double[] Saved(Action<string> save)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npz");
        save(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return Array.ConvertAll(bytes, value => (double)value);
    }

    // In single precision only: over mapped single-precision patterns they are tested with the files themselves.
    private static readonly string[] _others = ["CompactHopfield..ctor", "CompactHopfield.Store", "PatternSet.Pattern"];

    private static ContinuousHopfield<double> Memory(PatternSet<double> patterns) => ContinuousHopfield.Store(patterns, 2.0);

    private static DenseClassifier Classifier(PatternSet<double> patterns) => new(patterns, classCount: 2, degree: 3, temperature: 1);

    public static TheoryData<string> Operations => [.. _operations.Keys];

    [Theory, MemberData(nameof(Operations))]
    public void What_is_read_is_held_from_the_first_number_to_the_last(string operation)
    {
        using var lent = new LentMemory(_values);
        double[] expected = [.. _operations[operation](PatternSet.From<double>(_values, N))], actual = [.. _operations[operation](PatternSet.Wrap<double>(lent.Memory, N))];
        Assert.Equal(expected, actual);
        Assert.Equal(0, lent.Pins);
    }

    // The file goes just after the operation has taken hold of it for the first time, the second, … time.
    [Theory, MemberData(nameof(Operations))]
    public void Disposal_in_the_middle_ends_in_the_answer_or_in_one_clear_exception(string operation)
    {
        double[] answer = [.. _operations[operation](PatternSet.From<double>(_values, N))];
        int stopped = 0;
        for (int pin = 1; ; pin = pin < 5 ? pin + 1 : 2 * pin)
        {
            using MappedArray<double> file = NpyFile.Map<double>(_path);
            var memory = new FleetingMemory(file, pin);
            try
            {
                double[] now = [.. _operations[operation](PatternSet.Wrap<double>(memory.Memory, N))];
                Assert.Equal(answer, now);
            }
            catch (ObjectDisposedException)
            {
                stopped++;
            }
            if (!memory.IsGone) break;
        }
        Assert.True(stopped > 0);
    }

    // Any operation, any moment: before the call, after any pin, or by another thread while the call is under way.
    [Fact]
    public void Disposal_at_any_moment_ends_in_the_answer_or_in_one_clear_exception()
    {
        string[] names = [.. _operations.Keys];
        var answers = names.ToDictionary(name => name, name => _operations[name](PatternSet.From<double>(_values, N)).ToArray());
        int answered = 0, stopped = 0;
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 2000]).Sample((operation, how, pins, spins) =>
        {
            using MappedArray<double> file = NpyFile.Map<double>(_path);
            Task? other = null;
            try
            {
                PatternSet<double> set = how == 0 ? PatternSet.Wrap<double>(new FleetingMemory(file, pins).Memory, N) : PatternSet.Wrap(file);
                if (how == 1) file.Dispose();
                if (how > 1)
                {
                    other = Task.Run(() =>
                    {
                        Thread.SpinWait(spins);
                        file.Dispose();
                    });
                }
                double[] now = [.. _operations[names[operation]](set)];
                Assert.Equal(answers[names[operation]], now);
                Interlocked.Increment(ref answered);
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref stopped);
            }
            other?.Wait();
        }, iter: 3000);
        // One in four goes before the call, where only an operation that asks for no number could answer.
        Assert.True(stopped > 3000 / 8 && answered > 0, $"{answered} answered, {stopped} stopped");
    }

    [Fact]
    public void Memories_in_sixteen_bits_read_what_they_hold()
    {
        File.WriteAllBytes(_path, FileBytes.Npy("<f4", false, [P, N], MemoryMarshal.AsBytes<float>(Array.ConvertAll(_values, value => (float)value)).ToArray()));
        MappedArray<float> file = NpyFile.Map<float>(_path);
        PatternSet<float> patterns = PatternSet.Wrap(file.Values, N);
        float[] first = new CompactHopfield(patterns, 2).Pattern(0);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new CompactHopfield(patterns, 2));
        Assert.Throws<ObjectDisposedException>(() => patterns.Pattern(0).Length);
        Assert.Equal(N, first.Length);
    }

    [Fact]
    public void Every_operation_on_patterns_is_in_the_list()
    {
        Type[] holders = [typeof(PatternSet<>), typeof(ContinuousHopfield<>), typeof(HopfieldAttention<>), typeof(DenseClassifier)];
        bool Holds(Type type) => type.IsGenericType && holders.Contains(type.GetGenericTypeDefinition());
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> operations =
            from type in typeof(PatternSet).Assembly.GetExportedTypes()
            from method in type.GetMethods(All).Where(m => !m.IsSpecialName).Cast<MethodBase>().Concat(type.GetConstructors(All))
            where (holders.Contains(type) && !method.IsStatic && !method.IsConstructor) || method.GetParameters().Any(p => Holds(p.ParameterType))
            select $"{type.Name.Split('`')[0]}.{method.Name}";
        Assert.Equal(_operations.Keys.Concat(_others).Order(StringComparer.Ordinal), operations.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Arrays_that_nobody_refers_to_let_their_files_go()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux lists the mappings of a process in a file.");
        MapAndForget();
        Assert.True(Mappings() > 0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, Mappings());

        int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.EndsWith(Path.GetFileName(_path), StringComparison.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MapAndForget()
    {
        for (int k = 0; k < 20; k++) Assert.Equal(P * N, PatternSet.Wrap(NpyFile.Map<double>(_path).Values, N).ToArray().Length);
    }

    /// <summary>A mapped file that is disposed as soon as it has been pinned so many times.</summary>
    private sealed class FleetingMemory(MappedArray<double> file, int pins) : MemoryManager<double>
    {
        private readonly ReadOnlyMemory<double> _values = file.Values;

        public bool IsGone { get; private set; }

        public override Span<double> GetSpan() => MemoryMarshal.AsMemory(_values).Span;

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            MemoryHandle handle = _values[elementIndex..].Pin();
            if (--pins > 0) return handle;
            file.Dispose();
            IsGone = true;
            return handle;
        }

        public override void Unpin() { }

        protected override void Dispose(bool disposing) => file.Dispose();
    }
}
