using System.Numerics;
using CsCheck;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>A sketch leaves out no pattern that matters, and so changes no answer by more than it says.</summary>
public class SketchTests
{
    // Any set and state: every pattern within the cut of the most similar one lies in a block that is read.
    [Fact]
    public void Patterns_that_matter_are_never_left_out()
    {
        if (!NibbleBounds.IsSupported) Assert.Skip("A sketch needs products of bytes.");
        Gen.Select(Gen.Int[0, 1 << 30], Gen.Double[-3, 3], Gen.Bool).Sample((seed, exponent, single) =>
        {
            if (single) AssertKept<float>(new SeededRandom(seed), Math.Pow(10, exponent));
            else AssertKept<double>(new SeededRandom(seed), Math.Pow(10, exponent));
        }, iter: 3000);
    }

    private static void AssertKept<T>(Random random, double beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PatternSet<T> patterns = RealDraws.Patterns<T>(random, 60, 70);
        T[] state = random.Next(3) switch
        {
            0 => RealDraws.Normals<T>(patterns.Dimension, random, Math.Pow(10, 4 * random.NextDouble() - 2)),
            1 => patterns.Pattern(random.Next(patterns.PatternCount)).ToArray(),
            _ => random.Next(5) == 0 ? new T[patterns.Dimension] : [.. patterns.Pattern(0).ToArray().Select(x => x * T.CreateTruncating(random.NextDouble()))],
        };
        var tops = new float[(patterns.PatternCount + NibbleBounds.Rows - 1) / NibbleBounds.Rows];
        float least = PatternSketch.Of(patterns)!.Bound<T>(state, beta, tops);
        double[] z = [.. patterns.Select(x => Dot.Precise<T>(x, state))];
        double limit = z.Max() - ((Math.Log(z.Length) + (25 * Math.Log(2))) / beta);
        for (int mu = 0; mu < z.Length; mu++)
        {
            if (z[mu] >= limit) Assert.True(tops[mu / NibbleBounds.Rows] >= least, $"Pattern {mu} at {z[mu]:R} of {z.Max():R} is left out: {tops[mu / NibbleBounds.Rows]:R} < {least:R}");
        }
    }

    [Theory, InlineData(64, 4.0), InlineData(64, 0.02), InlineData(7, 4.0), InlineData(129, 1.0)]
    public void A_sketch_changes_an_answer_by_no_more_than_it_says(int dimension, double beta)
    {
        const int P = 20_000;
        var random = new SeededRandom(1);
        PatternSet<float> patterns = PatternSet.From<float>(RealDraws.Normals<float>(P * dimension, random), dimension);
        var memory = ContinuousHopfield.Store(patterns, beta);
        ContinuousHopfield<float> sketched = memory.WithSketch();
        Assert.Equal(NibbleBounds.IsSupported, sketched.HasSketch);
        for (int k = 0; k < 20; k++)
        {
            float[] state = [.. patterns.Pattern(1000 * k).ToArray().Select(x => x + (0.3f * RealDraws.Normals<float>(1, random)[0]))];
            // Without a sketch in double precision. In single precision a similarity errs by fewer than N roundings of M ‖ξ‖, though they mostly
            // cancel, and the weights by β times that; with the bound of what is left out, 2⁻²⁴ M.
            double[] exact = ContinuousHopfield.Store(PatternSet.From<double>(RealDraws.Widen(patterns.Values), dimension), (double)memory.Beta).Update(RealDraws.Widen<float>(state));
            double m = patterns.MaxNorm, scores = beta * m * RealDraws.Norm<float>(state);
            double allowed = m * (Near.SingleRoundoff + (2 * Math.Tanh(dimension * Near.SingleRoundoff * scores)) + (8 * Near.SingleRoundoff));
            Near.Absolute(exact, RealDraws.Widen<float>(sketched.Update(state)), allowed);
            Near.Absolute(exact, RealDraws.Widen<float>(memory.Update(state)), allowed);
            Assert.Equal(memory.Recall(state, maxUpdates: 50).Stopped, sketched.Recall(state, maxUpdates: 50).Stopped);
        }
    }

    // Sharp: few blocks of eight are read. Flat: all would have to be, and the sketch says so.
    [Theory, InlineData(4.0, true), InlineData(0.01, false)]
    public void It_is_used_where_few_patterns_have_weight(double beta, bool used)
    {
        if (!NibbleBounds.IsSupported) Assert.Skip("A sketch needs products of bytes.");
        PatternSet<double> patterns = PatternSet.From<double>(RealDraws.Normals<double>(20_000 * 64, new SeededRandom(2)), 64);
        var next = new double[64];
        Assert.Equal(used, PatternSketch.Of(patterns)!.TryUpdate(patterns.Values, patterns.Pattern(7), beta, next));
        if (used) Near.Absolute(patterns.Pattern(7), next, 1e-9); // the others have e⁻¹⁰⁰ of the weight
    }

    [Fact]
    public void Memories_that_need_none_are_left_as_they_are()
    {
        PatternSet<double> patterns = PatternSet.OnSphere<double>(5, 3, 1, seed: 1);
        var sparse = ContinuousHopfield.Store(patterns, 1, SeparationFunction.Sparsemax);
        Assert.Same(sparse, sparse.WithSketch());
        Assert.False(ContinuousHopfield.Store(patterns, 1).WithSketch().Add([1, 0, 0]).HasSketch);
        Assert.Throws<OperationCanceledException>(() => ContinuousHopfield.Store(patterns, 1).WithSketch().Update([1, 0, 0], new double[3], 1, new(canceled: true)));
    }
}
