namespace Hopfield.Tests;

/// <summary>Where the documentation says "no allocation", a hundred repetitions allocate nothing (scratch memory comes from the shared pool).</summary>
public class AllocationTests
{
    public static TheoryData<string> Separations => ContinuousHopfieldTests.Separations;

    [Theory, MemberData(nameof(Separations))]
    public void Continuous_updates_allocate_nothing(string separation)
    {
        PatternSet<float> patterns = PatternSet.OnSphere<float>(50, 33, 2, seed: 1);
        var memory = ContinuousHopfield.Store(patterns, 2f, ContinuousHopfieldTests.Named(separation));
        float[] state = patterns.Pattern(3).ToArray(), next = new float[33], weights = new float[50];
        AllocatesNothing(() => memory.Update(state, next));
        AllocatesNothing(() => memory.Attention(state, weights));
    }

    [Fact]
    public void Attention_allocates_nothing_beside_its_output()
    {
        PatternSet<float> queries = PatternSet.OnSphere<float>(7, 32, 2, seed: 2);
        float[] output = new float[7 * 32];
        foreach ((int patterns, int heads, int updates) in new[] { (50, 1, 1), (50, 4, 1), (50, 4, 4), (2500, 4, 1) }) // the last ones never move in memory
        {
            PatternSet<float> keys = PatternSet.OnSphere<float>(patterns, 32, 2, seed: 1);
            var attention = HopfieldAttention.Store(keys, options: new() { Heads = heads, MaxUpdates = updates });
            AllocatesNothing(() => attention.Attend(queries.Values, output));
        }
    }

    [Fact]
    public void Matrix_products_allocate_nothing()
    {
        float[] a = new float[40 * 300], b = new float[300 * 70], c = new float[40 * 70];
        AllocatesNothing(() => Kernels.MatrixProduct.Apply(new Kernels.MatrixView<float>(a, 40, 300), new Kernels.MatrixView<float>(b, 70, 300).Transposed, c, 70, 1f));
    }

    [Fact]
    public void Walks_of_dense_memories_allocate_nothing()
    {
        foreach (InteractionFunction f in new[] { InteractionFunction.Power(3), InteractionFunction.Power(60), InteractionFunction.Exponential() })
        {
            BipolarState walk = new DenseAssociativeMemory(BinaryPatterns.Random(20, 50, seed: 1), f).Begin(Bipolar.Random(50, seed: 2));
            AllocatesNothing(() =>
            {
                if (walk.LocalField(7) * walk.State[7] < 1e300 && walk.FieldSign(8) < 2) walk.Flip(7);
            });
        }
    }

    [Fact]
    public void Walks_of_networks_allocate_nothing()
    {
        BipolarState walk = Hebbian.From(BinaryPatterns.Random(20, 50, seed: 1)).Begin(Bipolar.Random(50, seed: 2));
        var signs = new sbyte[50];
        AllocatesNothing(() =>
        {
            walk.FieldSigns(signs);
            if (walk.LocalField(7) * signs[7] < 1e300) walk.Flip(7);
        });
    }

    private static void AllocatesNothing(Action action)
    {
        // A collection during another test may trim the shared pool, which then rents anew once: what allocates by itself does so in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            action(); // fills the pool
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repetition = 0; repetition < 100; repetition++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }
}
