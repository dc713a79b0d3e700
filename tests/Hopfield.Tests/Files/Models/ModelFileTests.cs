using System.Reflection;

namespace Hopfield.Tests;

/// <summary>Every memory and every trained model goes into one file and comes back bit for bit.</summary>
public sealed class ModelFileTests : IDisposable
{
    private const int Draws = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("hopfield-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    // What is no memory, each with its reason. A new public class is a memory unless it is put here.
    private static readonly Dictionary<Type, string> _noMemories = new()
    {
        [typeof(ModelWithInput)] = "a view of a model; the model is saved",
        [typeof(AttentionMask)] = "belongs to a query", [typeof(PartialAnswer)] = "an answer", [typeof(HeadBetas)] = "a setting; saved with its memory",
        [typeof(MappedArray<>)] = "is a file",
        [typeof(NumericArray)] = "has writers of its own",
        [typeof(CsvTable)] = "data", [typeof(ImageSet)] = "data",
        [typeof(SeededRandom)] = "a source of numbers",
        [typeof(ModelReader)] = "reads", [typeof(ModelWriter)] = "writes",
        [typeof(AssignmentProblem)] = "a problem", [typeof(Timetable)] = "a problem", [typeof(PenaltyEnergy)] = "a problem; its network is saved",
        [typeof(EchoLaw)] = "a law", [typeof(RandomEnergy)] = "a law", [typeof(TourProblem)] = "a problem",
        [typeof(Absorption)] = "a result", [typeof(CapacityExperiment)] = "a measurement", [typeof(RetrievalBounds)] = "a result", [typeof(StateSpace)] = "a result",
        [typeof(StatePlane)] = "a picture's", [typeof(BlockPass)] = "a result", [typeof(RocCurve)] = "a measurement",
    };

    private static IEnumerable<Type> Memories() =>
        from type in typeof(PatternSet).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false, IsNested: false } && !typeof(Delegate).IsAssignableFrom(type)
        where type.GetMethod("<Clone>$") is null // records are settings and results
        where !typeof(Landscape).IsAssignableFrom(type) // pictures
        where !_noMemories.ContainsKey(type)
        select type;

    [Fact]
    public void Every_memory_can_be_saved_and_read_and_is_tried_here()
    {
        Type[] memories = [.. Memories()];
        HashSet<Type> tried = [.. Specimens.Of(1).Select(s => s.Model.GetType()).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)];
        Assert.True(memories.Length >= 12);
        string[] forgotten = [.. memories.Except(tried).Select(type => type.Name)];
        Assert.True(forgotten.Length == 0, $"No specimens: {string.Join(", ", forgotten)}. Give them files, or say in this test why they are no memories.");
        foreach (Type memory in memories)
        {
            // A generic memory is read by its static companion: ContinuousHopfield.FromFile<float>(path).
            Type door = memory.IsGenericType ? memory.Assembly.GetType(memory.FullName!.Split('`')[0])! : memory;
            MethodInfo? save = memory.GetMethod("Save", [typeof(string)]), read = door.GetMethod("FromFile", [typeof(string)]);
            Assert.True(save is { IsStatic: false } && read is { IsStatic: true }, $"{memory.Name} has no pair of Save(path) and FromFile(path).");
        }
        Assert.Equal(tried.Count, memories.Length);
    }

    [Fact]
    public void Every_model_comes_back_bit_for_bit()
    {
        for (int seed = 1; seed <= Draws; seed++)
        {
            foreach (Specimen specimen in Specimens.Of(seed))
            {
                byte[] bytes = specimen.Save();
                object loaded = specimen.Load(bytes);
                SameBits.Assert(specimen.Model, loaded);
                Assert.Equal(bytes, specimen.Save()); // equal models make equal files
            }
        }
    }

    [Fact]
    public void The_comparison_tells_models_apart()
    {
        foreach ((Specimen one, Specimen other) in Specimens.Of(1).Zip(Specimens.Of(2)))
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SameBits.Assert(one.Model, other.Model));
    }

    // What the comparison above would not see: something that no field shows.
    [Fact]
    public void A_model_that_came_back_recalls_what_the_old_one_recalls()
    {
        foreach (Specimen specimen in Specimens.Of(3))
        {
            (object before, object after) = (specimen.Model, specimen.Load(specimen.Save()));
            switch (before)
            {
                case BipolarModel network:
                    sbyte[] start = Bipolar.Random(network.Dimension, seed: 5);
                    RecallResult<sbyte[]> first = network.Recall(start, maxSweeps: 20), second = ((BipolarModel)after).Recall(start, maxSweeps: 20);
                    Assert.Equal((first.Stopped, first.Steps, first.Changes), (second.Stopped, second.Steps, second.Changes));
                    Assert.Equal(first.State, second.State);
                    Assert.Equal(network.LocalFields(start), ((BipolarModel)after).LocalFields(start));
                    break;
                case ContinuousHopfield<float> memory:
                    float[] state = new float[memory.Dimension];
                    state.AsSpan().Fill(0.25f);
                    Assert.Equal(memory.Update(state), ((ContinuousHopfield<float>)after).Update(state));
                    Assert.Equal(memory.Energy(state), ((ContinuousHopfield<float>)after).Energy(state));
                    break;
                case HopfieldAttention<double> { Options.Separation: FenchelYoungSeparation } attention:
                    PatternSet<double> queries = PatternSet.OnSphere<double>(4, attention.QueryDimension, 2, seed: 6);
                    Assert.Equal(attention.Attend(queries), ((HopfieldAttention<double>)after).Attend(queries));
                    break;
                case CompactHopfield compact:
                    float[] query = new float[compact.Dimension];
                    Assert.Equal(compact.Update(query), ((CompactHopfield)after).Update(query));
                    Assert.Equal(compact.ErrorBound(query), ((CompactHopfield)after).ErrorBound(query));
                    break;
            }
        }
    }

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_stays_beside_it()
    {
        string path = PathOf("memory.npz");
        File.WriteAllText(path, "what was there before");
        Assert.Throws<InvalidTimeZoneException>(() => ModelFile.Save(new Unfinished(), path));
        Assert.Equal("what was there before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));

        BinaryPatterns patterns = BinaryPatterns.Random(5, 70, seed: 1);
        patterns.Save(path);
        Assert.Equal(patterns.ToArray(), BinaryPatterns.FromFile(path).ToArray());
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_memory_that_lies_in_a_mapped_file_is_saved_like_any_other()
    {
        NpyFile.Write(PathOf("x.npy"), [1f, 2, 3, 4, 5, 6], 3, 2);
        using (MappedArray<float> file = NpyFile.Map<float>(PathOf("x.npy")))
            ContinuousHopfield.Store(PatternSet.Wrap(file.Values, 2), 0.5f).Save(PathOf("memory.npz"));
        ContinuousHopfield<float> memory = ContinuousHopfield.FromFile<float>(PathOf("memory.npz"));
        Assert.Equal(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, memory.Patterns.ToArray());
        Assert.Equal(0.5f, memory.Beta);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        byte[] bytes = Specimens.Of(1).First().Save();
        using var stream = new FileBytes.ForwardOnly(bytes);
        SameBits.Assert(Specimens.Of(1).First().Model, ModelFile.Load<BinaryPatterns>(stream));
    }

    [Fact]
    public void Code_of_the_user_is_refused_by_name()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 20, seed: 1);
        PatternSet<double> real = PatternSet.From<double>(patterns);
        void Refused(Action<string> save, string name)
        {
            Assert.Contains(name, Assert.Throws<NotSupportedException>(() => save(PathOf("own.npz"))).Message);
            Assert.Empty(Directory.GetFiles(_folder));
        }
        Refused(new DenseAssociativeMemory(patterns, InteractionFunction.Custom("cosh of mine", Math.Cosh, Math.Sinh)).Save, "'cosh of mine'");
        Refused(new DenseAssociativeMemory(patterns, InteractionFunction.CustomLogarithmic("log of mine", z => z, _ => 1)).Save, "'log of mine'");
        Refused(new HopfieldAttention<double>(real, options: new() { Separation = SeparationFunction.Custom("mine", (z, _, p) => z.CopyTo(p)) }).Save, "'mine'");
        Refused(new ContinuousHopfield<double>(real, 1, new OwnSeparation()).Save, "'derived'");
    }

    private sealed class OwnSeparation : FenchelYoungSeparation
    {
        public override string Name => "derived";

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights) => Softmax.Weigh(z, beta, weights);

        public override double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights) => Softmax.Conjugate(z, beta, weights);

        public override double LargestEntropy(int count) => Math.Log(count);

        public override void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities) => weights.CopyTo(sensitivities);
    }

    private sealed class Unfinished : ISavable<Unfinished>
    {
        public static string ModelName => "Unfinished";

        public void Write(ModelWriter writer)
        {
            writer.Array<double>("weights", new double[10_000]);
            throw new InvalidTimeZoneException();
        }

        public static Unfinished Read(ModelReader reader) => new();
    }
}
