namespace Hopfield.Tests;

/// <summary>Whatever holds patterns grows and shrinks by one contract: in order, each version as it was, and at the cost of a pattern as far as that goes.</summary>
public class ChangingSetsTests
{
    /// <summary>A holder of patterns by its verbs, and the rows that it then holds.</summary>
    private sealed record Kind(int Dimension, Func<sbyte[], object> Of, Func<object, sbyte[], object> Add, Func<object, int, object> Remove, Func<object, sbyte[][]> Rows);

    private static float[] Single(sbyte[] row) => Array.ConvertAll(row, value => (float)value);

    private static sbyte[][] Signs<T>(IEnumerable<T[]> rows)
        where T : System.Numerics.INumber<T> => [.. rows.Select(row => Array.ConvertAll(row, value => (sbyte)T.Sign(value)))];

    private static readonly Dictionary<string, Kind> _kinds = new()
    {
        ["PatternSet"] = Of(3, x => PatternSet.From(Single(x)), (set, x) => set.Add(Single(x)), (set, mu) => set.Remove(mu), set => Signs(set)),
        ["PatternSet, long"] = Of(700, x => PatternSet.From(Single(x)), (set, x) => set.Add(Single(x)), (set, mu) => set.Remove(mu), set => Signs(set)),
        ["BinaryPatterns"] = Of(3, x => BinaryPatterns.From(x), (set, x) => set.Add(x), (set, mu) => set.Remove(mu), set => [.. set]),
        ["BinaryPatterns, long"] = Of(700, x => BinaryPatterns.From(x), (set, x) => set.Add(x), (set, mu) => set.Remove(mu), set => [.. set]),
        ["CompactHopfield"] = Of(
            65, x => CompactHopfield.Store(PatternSet.From(Single(x)), 1), (set, x) => set.Add(Single(x)), (set, mu) => set.Remove(mu),
            set => Signs(Enumerable.Range(0, set.PatternCount).Select(set.Pattern))),
        ["ContinuousHopfield"] = Of(
            65, x => ContinuousHopfield.Store(PatternSet.From(Single(x)), 1), (set, x) => set.Add(Single(x)), (set, mu) => set.Remove(mu), set => Signs(set.Patterns)),
        ["HopfieldAttention"] = Of(
            8, x => HopfieldAttention.Store(PatternSet.From(Single(x)), options: new() { Heads = 2 }), (set, x) => set.Add(Single(x)), (set, mu) => set.Remove(mu), set => Signs(set.Keys)),
        ["DenseAssociativeMemory"] = Of(
            20, x => DenseAssociativeMemory.Store(BinaryPatterns.From(x), InteractionFunction.Power(3)), (set, x) => set.Add(x), (set, mu) => set.Remove(mu), UnitsOf),
        ["BidirectionalMemory"] = Of(
            20, x => BidirectionalMemory.Store(BinaryPatterns.From(x), BinaryPatterns.From(x)), (set, x) => set.Add(x, x), (set, mu) => set.Remove(mu), set => [.. set.Second]),
    };

    private static Kind Of<S>(int dimension, Func<sbyte[], S> of, Func<S, sbyte[], S> add, Func<S, int, S> remove, Func<S, sbyte[][]> rows)
        where S : class => new(dimension, x => of(x), (set, x) => add((S)set, x), (set, mu) => remove((S)set, mu), set => rows((S)set));

    // A dense memory keeps its patterns twice: by rows and by units. Both must say the same.
    private static sbyte[][] UnitsOf(DenseAssociativeMemory memory)
    {
        sbyte[][] rows = [.. memory.Patterns];
        for (int mu = 0; mu < rows.Length; mu++)
        {
            for (int i = 0; i < memory.Dimension; i++) Assert.Equal(rows[mu][i] > 0, (memory.Units[i][mu >> 6] >> (mu & 63) & 1) == 1);
        }
        return rows;
    }

    public static TheoryData<string> Kinds => [.. _kinds.Keys];

    // Many small changes around a few sizes, and growth beyond 64 patterns, a word of bits by units; now and then a version grows a second time.
    [Theory, MemberData(nameof(Kinds))]
    public void Every_version_holds_what_a_list_holds_and_keeps_it(string name)
    {
        Kind kind = _kinds[name];
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new SeededRandom(seed);
            sbyte[] first = Bipolar.Random(kind.Dimension, random);
            object set = kind.Of(first);
            List<sbyte[]> list = [first];
            var versions = new List<(object Set, sbyte[][] Rows)> { (set, [.. list]) };
            for (int step = 0; step < 250; step++)
            {
                int choice = random.Next(100);
                if (choice < 3) // grows anew from an older one
                {
                    (set, sbyte[][] old) = versions[random.Next(versions.Count)];
                    list = [.. old];
                }
                if (choice < 45 + seed || list.Count == 1)
                {
                    sbyte[] row = Bipolar.Random(kind.Dimension, random);
                    set = kind.Add(set, row);
                    list.Add(row);
                }
                else
                {
                    int mu = random.Next(3) switch { 0 => 0, 1 => list.Count - 1, _ => random.Next(list.Count) };
                    set = kind.Remove(set, mu);
                    list.RemoveAt(mu);
                }
                versions.Add((set, [.. list]));
            }
            foreach ((object version, sbyte[][] rows) in versions) Assert.Equal(rows, kind.Rows(version));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void More_than_a_word_of_patterns_come_and_go(string name)
    {
        Kind kind = _kinds[name];
        sbyte[][] rows = [.. BinaryPatterns.Random(200, kind.Dimension, seed: 1)];
        object set = kind.Of(rows[0]);
        for (int mu = 1; mu < rows.Length; mu++) set = kind.Add(set, rows[mu]);
        Assert.Equal(rows, kind.Rows(set));
        foreach (int mu in new[] { 130, 0, 64, 63, 195, 127, 1 })
        {
            set = kind.Remove(set, mu);
            rows = [.. rows[..mu], .. rows[(mu + 1)..]];
            Assert.Equal(rows, kind.Rows(set));
        }
    }

    // Each addition and removal of the oldest would copy up to 20,000 rows if it copied the set; the bytes that are asked for say whether it did.
    // A window of 100 among 20,000 moves through rooms of 200, which are taken anew about every 100 steps.
    [Theory, MemberData(nameof(Kinds))]
    public void Growing_and_sliding_take_memory_for_a_pattern_and_not_for_the_set(string name)
    {
        Kind kind = _kinds[name];
        const int Count = 20_000;
        int bytes = name.StartsWith("Binary", StringComparison.Ordinal) ? 8 * ((kind.Dimension + 63) / 64) : 4 * kind.Dimension;
        if (name is "DenseAssociativeMemory") bytes = 2 * (8 * ((kind.Dimension + 63) / 64) + kind.Dimension / 8);
        sbyte[] pattern = Bipolar.Random(kind.Dimension, seed: 1);
        object set = kind.Of(pattern);
        long growing = PerStep(Count, () => set = kind.Add(set, pattern));

        // A few objects and the pattern in another form: by 16 entries of 16 bytes for F's table of a dense memory, by heads, by sides.
        int allowed = 2000 + (48 * kind.Dimension);
        // Where room doubles, up to four rows for each row that is there in the end, in up to four sets that lie beside each other.
        Assert.InRange(growing, 0, allowed + (16 * bytes));
        if (name is "DenseAssociativeMemory") return; // its bits by units are copied when a pattern goes: see below

        object window = kind.Of(pattern);
        for (int step = 1; step < 100; step++) window = kind.Add(window, pattern);
        Assert.InRange(PerStep(Count, () => window = kind.Remove(kind.Add(window, pattern), 0)), 0, (2 * allowed) + (16 * bytes));
    }

    private static long PerStep(int steps, Action step)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < steps; k++) step();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / steps;
    }

    [Fact]
    public void A_dense_memory_that_loses_a_pattern_copies_its_bits()
    {
        const int N = 64, P = 6400;
        var memory = DenseAssociativeMemory.Store(BinaryPatterns.Random(P, N, seed: 1), InteractionFunction.Power(2));
        // N rows of P bits, and as many words by rows, each with as much room again for patterns to come; F's table and objects besides.
        Assert.InRange(PerStep(10, () => _ = memory.Remove(7)), N * P / 8, 4 * N * P / 8 + 20_000);
        Assert.InRange(PerStep(10, () => _ = memory.Remove(P - 1)), 0, 20_000);
    }

    // Rows are written before the set that owns them exists, and never again: readers need no lock. A row that is not whole would not hold one value throughout.
    [Fact]
    public void Threads_read_what_they_have_while_others_grow_and_shrink_it()
    {
        const int N = 257;
        PatternSet<double> common = PatternSet.From(Row(0)).Add(Row(1)).Add(Row(2));
        BinaryPatterns bits = BinaryPatterns.From(Bipolar.Constant(N, 1)).Add(Bipolar.Constant(N, -1));
        Parallel.For(0, 8, thread =>
        {
            PatternSet<double> set = common;
            BinaryPatterns binary = bits;
            for (int step = 3; step < 400; step++)
            {
                (set, binary) = (set.Add(Row(step)), binary.Add(Bipolar.Constant(N, (sbyte)(step % 2 == 0 ? 1 : -1))));
                if (step % 5 == 0) (set, binary) = (set.Remove(step % 3), binary.Remove(step % 2));
                if (step % 7 != 0) continue;
                foreach (double[] row in set) Assert.Equal(row[0] * N, row.Sum());
                foreach (sbyte[] row in binary) Assert.Equal(N, Math.Abs(row.Sum(value => (int)value)));
                Assert.Equal([0, 1, 2], common.Select(row => row[N - 1]));
                Assert.Equal([1, -1], bits.Select(row => row[N - 1]));
            }
        });

        static double[] Row(int value) => [.. Enumerable.Repeat((double)value, N)];
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_only_pattern_stays_and_one_that_is_not_there_cannot_go(string name)
    {
        Kind kind = _kinds[name];
        object one = kind.Of(Bipolar.Constant(kind.Dimension, 1)), two = kind.Add(one, Bipolar.Constant(kind.Dimension, -1));
        Assert.Equal("mu", Assert.Throws<ArgumentException>(() => kind.Remove(one, 0)).ParamName);
        foreach (int mu in new[] { -1, 2, int.MinValue, int.MaxValue }) Assert.Throws<ArgumentOutOfRangeException>("mu", () => kind.Remove(two, mu));
        Assert.ThrowsAny<ArgumentException>(() => kind.Add(two, Bipolar.Constant(kind.Dimension + 1, 1)));
    }
}
