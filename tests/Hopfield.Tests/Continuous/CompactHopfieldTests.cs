using Hopfield.Kernels;

namespace Hopfield.Tests;

public class CompactHopfieldTests
{
    private static readonly PatternSet<float> _patterns = PatternSet.OnSphere<float>(300, 37, 2, seed: 1);

    [Fact]
    public void It_is_the_continuous_memory_of_the_rounded_patterns()
    {
        var compact = new CompactHopfield(_patterns, 3f);
        double[] rounded = [.. Enumerable.Range(0, 300).SelectMany(compact.Pattern).Select(value => (double)value)];
        foreach (int count in new[] { 1, 3, 20 })
        {
            float[] states = RealDraws.Normals<float>(count * 37, new SeededRandom(count)), next = new float[states.Length];
            compact.Update(states, next);
            double[] wide = RealDraws.Widen<float>(states), expected = NaiveAttention.Of(wide, rounded, rounded, 300, 37, 3);
            for (int s = 0; s < count; s++)
            {
                double allowed = Bounds.Of(wide.AsSpan(s * 37, 37), rounded, rounded, 3, Near.SingleRoundoff);
                Near.Absolute(expected.AsSpan(s * 37, 37), RealDraws.Widen<float>(next.AsSpan(s * 37, 37)), allowed);
            }
        }
    }

    [Fact]
    public void Rounding_moves_an_update_by_no_more_than_its_bound()
    {
        double closest = 0;
        for (int draw = 0; draw < 300; draw++)
        {
            var random = new SeededRandom(draw);
            PatternSet<float> patterns = RealDraws.Patterns<float>(random, 40, 20);
            double size = Math.Pow(10, 4 * random.NextDouble() - 2);
            float beta = (float)(size / Math.Max(1e-3, patterns.MaxNorm * patterns.MaxNorm));
            float[] state = RealDraws.Normals<float>(patterns.Dimension, random, patterns.MaxNorm);
            var compact = new CompactHopfield(patterns, beta);

            double[] wide = RealDraws.Widen(patterns.Values), exact = NaiveAttention.Of(RealDraws.Widen<float>(state), wide, wide, patterns.PatternCount, patterns.Dimension, beta);
            double[] next = RealDraws.Widen<float>(compact.Update(state));
            double moved = Math.Sqrt(next.Zip(exact, (a, b) => (a - b) * (a - b)).Sum());
            // The arithmetic of single precision errs by far less than the rounding to eight bits does; a hundredth of the bound covers it.
            Assert.True(moved <= 1.01 * compact.ErrorBound(state), $"draw {draw}: moved by {moved}, bound {compact.ErrorBound(state)}");
            closest = Math.Max(closest, moved / compact.ErrorBound(state));
        }
        Assert.True(closest > 0.1, $"A bound that is never reached to a tenth says little: {closest}.");
    }

    [Fact]
    public void One_state_and_a_batch_of_one_agree() // and no thread changes a bit
    {
        var compact = new CompactHopfield(_patterns, 3f);
        float[] state = _patterns.Pattern(7).ToArray(), next = new float[37];
        compact.Update(state, next, parallelism: 0);
        Assert.Equal(compact.Update(state), next);
        Assert.Equal((300, 37, 3f, _patterns.MaxNorm), (compact.PatternCount, compact.Dimension, compact.Beta, compact.MaxNorm));
    }

    [Fact]
    public void Rounded_patterns_in_a_mapped_file_answer_as_those_in_memory()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npy");
        var rounded = new BFloat16[_patterns.Values.Length];
        BFloat16.FromSingle(_patterns.Values, rounded);
        NpyFile.Write<BFloat16>(path, rounded, _patterns.PatternCount, 37);
        var stored = new CompactHopfield(_patterns, 3f);
        float[] state = _patterns.Pattern(7).ToArray(), next = new float[37];

        MappedArray<BFloat16> file = NpyFile.Map<BFloat16>(path);
        CompactHopfield wrapped = CompactHopfield.Wrap(file, 3);
        Assert.Equal(stored.Update(state), wrapped.Update(state));
        wrapped.Update(state, next, parallelism: 2);
        Assert.Equal(stored.Update(state), next);
        Assert.Equal(stored.Pattern(299), wrapped.Pattern(299));
        // The largest norm is that of the rounded patterns: by at most one part in 256 another one.
        Assert.Equal(Enumerable.Range(0, 300).Max(mu => Math.Sqrt(Dot.Precise<float>(wrapped.Pattern(mu), wrapped.Pattern(mu)))), wrapped.MaxNorm);
        Near.Relative(stored.MaxNorm, wrapped.MaxNorm, 1.0 / 256);
        Assert.Equal(stored.Update(state), CompactHopfield.Wrap(rounded, 37, 3).Update(state));

        file.Dispose();
        File.Delete(path);
        Assert.Throws<ObjectDisposedException>(() => wrapped.Update(state));
        Assert.Throws<ObjectDisposedException>(() => wrapped.Update(state, next));
        Assert.Throws<ObjectDisposedException>(() => wrapped.Pattern(0));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>("patterns", () => CompactHopfield.Wrap(new BFloat16[3], 2, 1));
        Assert.Throws<ArgumentException>("patterns", () => CompactHopfield.Wrap(ReadOnlyMemory<BFloat16>.Empty, 2, 1));
        Assert.Throws<ArgumentException>("patterns", () => CompactHopfield.Wrap(new[] { BFloat16.FromSingle(float.NaN) }, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => CompactHopfield.Wrap(new BFloat16[3], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => CompactHopfield.Wrap(new BFloat16[3], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => CompactHopfield.Store(_patterns, 0));
        var compact = new CompactHopfield(_patterns, 3f);
        Assert.Throws<ArgumentNullException>("patterns", () => new CompactHopfield(null!, 1f));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new CompactHopfield(_patterns, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("mu", () => compact.Pattern(300));
        Assert.Throws<ArgumentException>("state", () => compact.Update(new float[36]));
        Assert.Throws<ArgumentException>("state", () => compact.ErrorBound(new float[38]));
        Assert.Throws<ArgumentException>("states", () => compact.Update(new float[38], new float[38]));
        Assert.Throws<ArgumentException>("states", () => compact.Update([.. Enumerable.Repeat(float.NaN, 37)], new float[37]));
        Assert.Throws<ArgumentException>("next", () => compact.Update(new float[37], new float[36]));
        Assert.Throws<ArgumentException>("next", () => { float[] same = new float[37]; compact.Update(same, same); });
        Assert.Throws<ArgumentOutOfRangeException>("parallelism", () => compact.Update(new float[37], new float[37], -1));
        Assert.Throws<OperationCanceledException>(() => compact.Update(new float[37], new float[37], 1, new CancellationToken(canceled: true)));
    }
}
