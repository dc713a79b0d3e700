namespace Hopfield.Tests;

/// <summary>Memories that grow pattern by pattern: each keeps what it held, whatever grows from it.</summary>
public class GrowingMemoryTests
{
    // Enough to outgrow its room several times, and to reach memory that never moves (64 KiB).
    [Theory, InlineData(3, 200), InlineData(100, 300)]
    public void Grown_sets_equal_sets_made_at_once_and_the_earlier_ones_stay(int dimension, int count)
    {
        PatternSet<float> all = PatternSet.OnSphere<float>(count, dimension, 1, seed: 1).Each(row => [.. row.Select(entry => entry * (1 + (row[0] > 0 ? 1 : 0)))]);
        PatternSet<float> growing = PatternSet.From(all.Pattern(0).ToArray());
        var stages = new List<PatternSet<float>> { growing };
        for (int mu = 1; mu < count; mu++) stages.Add(growing = growing.Add(all.Pattern(mu)));
        for (int mu = 0; mu < count; mu++)
        {
            PatternSet<float> atOnce = PatternSet.From(all.Values[..((mu + 1) * dimension)], dimension);
            Assert.Equal((mu + 1, dimension, atOnce.MaxNorm), (stages[mu].PatternCount, stages[mu].Dimension, stages[mu].MaxNorm));
            Assert.Equal(atOnce.Values, stages[mu].Values);
        }
    }

    [Fact]
    public void Two_sets_that_grow_from_one_do_not_see_each_other()
    {
        PatternSet<double> common = PatternSet.From([1.0, 2], [3, 4.0]).Add([5, 6]);
        PatternSet<double> left = common.Add([7, 8]), right = common.Add([9, 10]), further = left.Add([11, 12]);
        Assert.Equal([1, 2, 3, 4, 5, 6], common.Values);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], left.Values);
        Assert.Equal([1, 2, 3, 4, 5, 6, 9, 10], right.Values);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 11, 12], further.Values);
    }

    [Fact]
    public void Threads_that_grow_one_set_at_once_each_get_their_own()
    {
        PatternSet<double> common = PatternSet.From([0.0, 0]).Add([1, 1]);
        var grown = new PatternSet<double>[64];
        Parallel.For(0, grown.Length, k =>
        {
            PatternSet<double> set = common;
            for (int step = 0; step < 20; step++) set = set.Add([k, step]);
            grown[k] = set;
        });
        for (int k = 0; k < grown.Length; k++)
        {
            Assert.Equal(22, grown[k].PatternCount);
            for (int step = 0; step < 20; step++) Assert.Equal([k, step], grown[k].Pattern(step + 2));
        }
    }

    // 20,000 additions of 64 numbers would copy 100 GB if each copied the set; shared memory is taken 15 times or so, 2·2·20,000 rows in all.
    [Fact]
    public void Adding_takes_memory_for_the_pattern_and_not_for_the_set()
    {
        const int Count = 20_000, N = 64;
        PatternSet<float> set = PatternSet.From(new float[N]);
        var pattern = new float[N];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int mu = 1; mu < Count; mu++) set = set.Add(pattern);
        long perPattern = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        Assert.Equal(Count, set.PatternCount);
        // A new set object (less than 200 bytes) and, where room doubles, up to four rows for each row that is there in the end.
        Assert.InRange(perPattern, 0, (4 * N * sizeof(float)) + 200);
    }

    [Theory, InlineData(1, true), InlineData(1, false), InlineData(3, true), InlineData(3, false)]
    public void Grown_attention_answers_as_one_stored_at_once(int heads, bool own)
    {
        PatternSet<double> keys = PatternSet.OnSphere<double>(9, 6, 2, seed: 1), values = PatternSet.OnSphere<double>(9, 3, 1, seed: 2), queries = PatternSet.OnSphere<double>(5, 6, 1, seed: 3);
        var options = new HopfieldAttentionOptions { Heads = heads, MaxUpdates = 2 };
        HopfieldAttention<double> grown = HopfieldAttention.Store(PatternSet.From(keys.Pattern(0).ToArray()), own ? null : PatternSet.From(values.Pattern(0).ToArray()), options);
        for (int mu = 1; mu < 9; mu++) grown = grown.Add(keys.Pattern(mu), own ? [] : values.Pattern(mu));
        Assert.Equal(HopfieldAttention.Store(keys, own ? null : values, options).Attend(queries), grown.Attend(queries));

        ContinuousHopfield<double> memory = ContinuousHopfield.Store(PatternSet.From(keys.Pattern(0).ToArray()), 2, SeparationFunction.Sparsemax);
        for (int mu = 1; mu < 9; mu++) memory = memory.Add(keys.Pattern(mu));
        Assert.Equal(ContinuousHopfield.Store(keys, 2, SeparationFunction.Sparsemax).Update(queries.Pattern(1)), memory.Update(queries.Pattern(1)));
        Assert.Equal(ContinuousHopfield.Store(keys, 2, SeparationFunction.Sparsemax).Energy(queries.Pattern(1)), memory.Energy(queries.Pattern(1)));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        PatternSet<float> set = PatternSet.From([1f, 2f]);
        Assert.Throws<ArgumentException>("pattern", () => set.Add([1]));
        Assert.Throws<ArgumentException>("pattern", () => set.Add([1, float.NaN]));
        Assert.Throws<ArgumentException>("pattern", () => ContinuousHopfield.Store(set, 1).Add([1, 2e10f]));
        Assert.Throws<ArgumentException>("key", () => HopfieldAttention.Store(set).Add([1]));
        Assert.Throws<ArgumentException>("value", () => HopfieldAttention.Store(set).Add([1, 2], [1, 2]));
        Assert.Throws<ArgumentException>("value", () => HopfieldAttention.Store(set, PatternSet.From([1f])).Add([1, 2]));
    }
}
