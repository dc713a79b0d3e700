using System.Reflection;
using System.Text.RegularExpressions;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>What somebody writes who has data and has read nothing: it compiles, or the compiler says what to write instead.</summary>
/// <remarks>
/// A memory is stored (<c>X.Store(patterns, …)</c>), a learning rule learns from patterns (<c>Rule.From(patterns)</c>), parameters that are known
/// already make a <c>new X(…)</c>, a file gives back what it holds (<c>X.FromFile(path)</c>), and data become patterns by <c>From</c>.
/// </remarks>
public sealed class FirstLinesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hopfield-").FullName;

    // What people have at hand: three embeddings of two numbers in the usual containers, pictures in others.
    private readonly float[] _flat = [1, 0, 0, 1, -1, 0];
    private readonly float[,] _matrix = { { 1, 0 }, { 0, 1 }, { -1, 0 } };
    private readonly double[,] _doubles = { { 1, 0 }, { 0, 1 }, { -1, 0 } };
    private readonly float[][] _rows = [[1, 0], [0, 1], [-1, 0]];
    private readonly List<float[]> _list = [[1, 0], [0, 1], [-1, 0]];
    private readonly float[] _query = [0.9f, 0.1f];
    private readonly sbyte[,] _signs = { { 1, -1, 1 }, { -1, -1, 1 } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    [Fact]
    public void Real_patterns_come_in_any_container()
    {
        PatternSet<float>[] sets =
        [
            PatternSet.Wrap(_flat, 2),
            PatternSet.From(_list),
            PatternSet.From(_list.Select(row => row)),
            PatternSet.From(_rows),
            PatternSet.From(_matrix),
            PatternSet.From(_flat, dimension: 2),
            PatternSet.From(_rows[0], _rows[1], _rows[2]),
            PatternSet.From([1f, 0], [0, 1], [-1, 0]),
            PatternSet.From(PatternSet.From(_matrix)),
        ];
        Assert.All(sets, set => Assert.Equal(_matrix, set.ToArray()));
        Assert.Equal(_doubles, PatternSet.From(_doubles).ToArray());
    }

    [Fact]
    public void Binary_patterns_come_in_any_container()
    {
        byte[,] grey = { { 200, 10, 255 }, { 0, 3, 128 } };
        BinaryPatterns[] sets =
        [
            BinaryPatterns.From(new bool[,] { { true, false, true }, { false, false, true } }),
            BinaryPatterns.From(new[,] { { 1, -1, 1 }, { -1, -1, 1 } }),
            BinaryPatterns.From(new[,] { { 0.9, 0.1, 0.8 }, { 0.2, 0.0, 0.7 } }, threshold: 0.5),
            BinaryPatterns.From(new[,] { { 0.9f, 0.1f, 0.8f }, { 0.2f, 0.0f, 0.7f } }, 0.5f),
            BinaryPatterns.From(grey, (byte)127),
            BinaryPatterns.From(new[,] { { 7, 2, 9 }, { 1, 0, 8 } }, 5),
            BinaryPatterns.FromZeroOne(new[,] { { 1, 0, 1 }, { 0, 0, 1 } }),
            BinaryPatterns.From(_signs),
            BinaryPatterns.From(new int[][] { [1, -1, 1], [-1, -1, 1] }),
            BinaryPatterns.From(new List<bool[]> { new[] { true, false, true }, new[] { false, false, true } }),
            BinaryPatterns.From(new double[][] { [0.9, 0.1, 0.8], [0.2, 0.0, 0.7] }, 0.5),
            BinaryPatterns.From([1, -1, 1], [-1, -1, 1]),
            BinaryPatterns.From([[1, -1, 1], [-1, -1, 1]]),
            BinaryPatterns.Parse("#.#", "..#"),
            BinaryPatterns.FromWords([0b101, 0b100], dimension: 3),
        ];
        Assert.All(sets, set => Assert.Equal(_signs, set.ToArray()));
    }

    [Fact]
    public void States_come_from_what_is_at_hand()
    {
        sbyte[][] states =
        [
            Bipolar.From(new[] { 1, -1, 1 }),
            Bipolar.From([true, false, true]),
            Bipolar.From([0.9, 0.1, 0.8], 0.5),
            Bipolar.From(new float[] { 3, -2, 1 }, threshold: 0),
            Bipolar.FromZeroOne([1, 0, 1]),
            Bipolar.Parse("#.#"),
        ];
        Assert.All(states, state => Assert.Equal([1, -1, 1], state));
    }

    [Fact]
    public void Real_patterns_are_stored_under_a_scalar_beta()
    {
        ContinuousHopfield<float>[] memories =
        [
            ContinuousHopfield.Store(_rows, 8f),
            ContinuousHopfield.Store(_matrix, 8),
            ContinuousHopfield.Store(_matrix, 8.0),
            ContinuousHopfield.Store(_list, beta: 8),
            ContinuousHopfield.Store(PatternSet.Wrap(_flat, 2), 8.0),
            new ContinuousHopfield<float>(PatternSet.From(_matrix), 8),
        ];
        Assert.All(memories, memory => Assert.Equal(memories[0].Update(_query), memory.Update(_query)));
        Assert.Equal(0.1f, ContinuousHopfield.Store(_matrix, 0.1).Beta);

        float[] answer = Memory.Recall(_matrix, _query, 8);
        Assert.Equal(memories[0].Recall(_query).State, answer);
        CompactHopfield[] compact = [CompactHopfield.Store(_matrix, 8), CompactHopfield.Store(_list, 8.0), CompactHopfield.Store(PatternSet.From(_rows), beta: 8)];
        Assert.All(compact, memory => Assert.Equal(compact[0].Update(_query), memory.Update(_query)));
    }

    [Fact]
    public void Queries_keys_and_values_are_matrices()
    {
        double[,] values = { { 1 }, { 2 }, { 3 } };
        HopfieldAttention<double> attention = HopfieldAttention.Store(_doubles, values, new() { Beta = 0.5 });
        double[,] answers = attention.Attend(_doubles);
        double[] answer = attention.Attend([1.0, 0]);
        Assert.Equal(answers[0, 0], answer[0]);
        Assert.Equal(answers, attention.Recall(_doubles).Output);
        Assert.Equal(answers, HopfieldAttention.Store(_doubles, values, new() { Beta = [0.5] }).Attend(PatternSet.From(_doubles)));
        Assert.Equal(0.5, Assert.Single(attention.Options.Beta!));
        Assert.Equal([0.5, 2], new HopfieldAttentionOptions { Heads = 2, Beta = new double[] { 0.5, 2 } }.Beta!);
        Assert.Equal(HopfieldAttention.Store(_matrix).Attend(_matrix), HopfieldAttention.Store(PatternSet.From(_matrix)).Attend(_matrix));
    }

    [Fact]
    public void Binary_patterns_are_learnt_or_stored()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(patternCount: 3, dimension: 60, seed: 1), names = BinaryPatterns.Random(3, 20, seed: 2);
        sbyte[] spoilt = Corruption.Flip(patterns.Pattern(1), 0.1, seed: 3);
        BipolarModel[] memories =
        [
            Hebbian.From(patterns),
            PseudoInverse.From(patterns),
            DenseAssociativeMemory.Store(patterns, InteractionFunction.Exponential()),
            new DenseAssociativeMemory(patterns, InteractionFunction.Power(3)),
            SimplicialNetwork.All(patterns, 2, 3),
            SimplicialNetwork.Store(patterns, Simplices.All(60, 2)),
            new HopfieldNetwork(Hebbian.From(patterns).Weights()),
        ];
        Assert.All(memories, memory => Assert.Equal(patterns.Pattern(1), memory.Recall(spoilt).State));
        Assert.Equal(patterns.Pattern(1), Memory.Recall(patterns, spoilt));

        BidirectionalMemory pairs = BidirectionalMemory.Store(patterns, names);
        Assert.Equal(names.Pattern(1), pairs.RecallSecond(spoilt).State.Second);
    }

    [Fact]
    public void Many_states_are_recalled_masked_and_grown()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(patternCount: 3, dimension: 60, seed: 1);
        RecallResult<sbyte[]>[] recalls = Hebbian.From(patterns).RecallBatch([.. patterns.Select((x, k) => Corruption.Flip(x, 0.1, seed: k))], parallelism: 0);
        Assert.All(recalls, recall => Assert.True(recall.Settled));

        HopfieldAttention<double> attention = HopfieldAttention.Store(_doubles);
        double[,] causal = attention.Attend(_doubles, AttentionMask.Causal(3));
        Assert.Equal(causal, attention.Attend(_doubles, AttentionMask.AllowFirst(3, 1, 2, 3)));
        Assert.Equal(causal, attention.Attend(_doubles, AttentionMask.Causal(3, 3, offset: 0).And(AttentionMask.AllowPatterns(true, true, true))));
        Assert.Equal(4, attention.Add([0.5, 0.5]).Keys.PatternCount);

        ContinuousHopfield<double> left = ContinuousHopfield.Store(_doubles, 8.0), right = left.Add([0.5, 0.5]);
        PartialAnswer both = left.Partial([1.0, 0]).Merge(right.Partial([1.0, 0]));
        Assert.Equal(2, both.Answer().Length);
        Assert.Equal(left.Attention([1.0, 0]).Max(), left.Nearest([1.0, 0])[0].Weight);
    }

    [Fact]
    public void Patterns_come_and_go_and_the_nearest_are_asked_for()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(patternCount: 3, dimension: 60, seed: 1);
        sbyte[] x = Bipolar.Random(60, seed: 2);
        Assert.Equal(patterns, patterns.Add(x).Remove(3));
        Assert.Equal(3, patterns.Add(x).Nearest(x)[0].Mu);
        DenseAssociativeMemory dense = DenseAssociativeMemory.Store(patterns, InteractionFunction.Power(3)).Add(x).Remove(0);
        Assert.Equal((2, 60), dense.Nearest(x)[0]);
        Assert.Equal(Hebbian.From(patterns).Weights(), Hebbian.Remove(Hebbian.Add(Hebbian.From(patterns), x), x).Weights());
        Assert.Equal(patterns, BidirectionalMemory.Store(patterns, patterns).Add(x, x).Remove(3).Second);

        PatternSet<float> set = PatternSet.From(_matrix).Add(_query).Remove(0);
        ContinuousHopfield<float> memory = ContinuousHopfield.Store(_matrix, 8).Add(_query).Remove(0);
        HopfieldAttention<float> attention = HopfieldAttention.Store(_matrix).Add(_query).Remove(0);
        CompactHopfield compact = CompactHopfield.Store(_matrix, 8).Add(_query).Remove(0);
        Assert.Equal(2, set.Nearest(_query)[0].Mu);
        Assert.Equal([2, 0], memory.Nearest(_query, count: 2).Select(match => match.Mu));
        Assert.Equal(2, attention.Nearest(_query)[0][0].Mu);
        Assert.Equal(2, compact.Nearest(_query)[0].Mu);
    }

    [Fact]
    public void Files_are_read_written_and_mapped()
    {
        NpyFile.Write(File("x.npy"), _matrix);
        NpyFile.Write(File("flat.npy"), _flat, 3, 2);
        Assert.Equal(_matrix, PatternSet.From(NpyFile.Read(File("x.npy")).ToMatrix<float>()).ToArray());
        using MappedArray<float> file = NpyFile.Map<float>(File("flat.npy"));
        Assert.Equal(_matrix, PatternSet.Wrap(file).ToArray());
        NpzFile.Write(File("all.npz"), new Dictionary<string, NumericArray> { ["x"] = NumericArray.From(_matrix), ["y"] = NumericArray.From<float>(_flat) });
        Assert.Equal(_matrix, NpzFile.Read(File("all.npz"))["x"].ToMatrix<float>());

        ContinuousHopfield.Store(_matrix, 8).Save(File("memory.npz"));
        ContinuousHopfield<float> memory = ContinuousHopfield.FromFile<float>(File("memory.npz"));
        Assert.Equal(8, memory.Beta);
        PatternSet.From(_matrix).Save(File("patterns.npz"));
        Assert.Equal(_matrix, PatternSet.FromFile<float>(File("patterns.npz")).ToArray());

        var halves = new BFloat16[6];
        BFloat16.FromSingle(_flat, halves);
        NpyFile.Write<BFloat16>(File("half.npy"), halves, 3, 2);
        using MappedArray<BFloat16> mapped = NpyFile.Map<BFloat16>(File("half.npy"));
        CompactHopfield compact = CompactHopfield.Wrap(mapped, beta: 8);
        Assert.Equal(CompactHopfield.Store(_matrix, 8).Update(_query), compact.Update(_query)); // 0 and ±1 are not rounded
    }

    [Fact]
    public void There_are_forty_lines_and_more()
    {
        string[] doors = ["From", "Store", "Wrap", "Parse", "FromZeroOne", "FromWords", "FromFile", "Recall", "Attend", "All", "Read", "Write", "Map", "Save"];
        string[] lines = System.IO.File.ReadAllLines(Repository.PathOf("tests/Hopfield.Tests/Package/FirstLinesTests.cs"));
        Assert.InRange(lines.Count(line => doors.Any(door => Regex.IsMatch(line, $@"\b[A-Z]\w+\.{door}(<\w+>)?\("))), 40, int.MaxValue);
    }

    public static TheoryData<string> Refusals =>
        [.. from type in typeof(PatternSet).Assembly.GetExportedTypes()
            from member in type.GetMembers()
            where member.GetCustomAttribute<ObsoleteAttribute>() is { IsError: true }
            select $"{type.Name}.{member}"];

    // A member that only tells what to write names members that exist, and never runs.
    [Theory, MemberData(nameof(Refusals))]
    public void What_does_not_compile_says_what_to_write(string member)
    {
        (Type type, MethodInfo method) = (from t in typeof(PatternSet).Assembly.GetExportedTypes() from m in t.GetMethods() where $"{t.Name}.{m}" == member select (t, m)).Single();
        string message = method.GetCustomAttribute<ObsoleteAttribute>()!.Message!;
        MatchCollection named = Regex.Matches(message, @"(?:(\w+)\.)?(\w+)(?:<\w+>)?\(");
        Assert.NotEmpty(named);
        foreach (Match name in named)
        {
            Type owner = name.Groups[1].Success ? typeof(PatternSet).Assembly.GetType($"Hopfield.{name.Groups[1].Value}")! : type;
            Assert.True(owner?.GetMethods().Any(m => m.Name == name.Groups[2].Value && m.GetCustomAttribute<ObsoleteAttribute>() is null) == true, $"{name.Value} of '{message}'");
        }
    }

    [Fact]
    public void There_are_such_members() => Assert.True(Refusals.Count >= 5);
}
