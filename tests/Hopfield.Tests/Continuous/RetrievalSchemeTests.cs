namespace Hopfield.Tests;

public class RetrievalSchemeTests
{
    private static readonly PatternSet<double> _patterns = PatternSet.OnSphere<double>(12, 7, 2, seed: 1);
    private static readonly double[] _state = PatternSet.OnSphere<double>(1, 7, 2, seed: 2).Pattern(0).ToArray();

    [Fact]
    public void Softmax_of_dot_products_is_the_hopfield_update()
    {
        foreach (FenchelYoungSeparation separation in ContinuousHopfieldTests.FenchelYoung)
        {
            var scheme = new RetrievalScheme(Similarity.Dot, separation, 1.5);
            var memory = ContinuousHopfield.Store(_patterns, 1.5, separation);
            // Twelve scores below 6 and twelve rows below 2 in another order: some ten roundings, of which 1e-14 is 90.
            Near.Absolute(memory.Update(_state), scheme.Retrieve(_patterns, _state), 1e-14);
            Near.Absolute(memory.Attention(_state), scheme.Weights(_patterns, _state), 1e-14);
        }
    }

    [Fact]
    public void The_identity_is_a_linear_memory()
    {
        // Without a softmax attention is one matrix: Σ v (k·q) = (Σ v kᵀ) q.
        PatternSet<double> values = PatternSet.OnSphere<double>(12, 3, 1, seed: 5);
        double[] answer = new RetrievalScheme(Similarity.Dot, SeparationFunction.Identity).Retrieve(_patterns, _state, values);
        for (int j = 0; j < 3; j++)
        {
            double sum = 0;
            for (int i = 0; i < 7; i++) sum += Enumerable.Range(0, 12).Sum(mu => values.Pattern(mu)[j] * _patterns.Pattern(mu)[i]) * _state[i];
            Near.Absolute(sum, answer[j], 1e-13);
        }
    }

    [Fact]
    public void The_maximum_is_the_nearest_neighbour()
    {
        double[] distances = [.. Enumerable.Range(0, 12).Select(mu => Hopfield.Kernels.Distance.Between(_patterns.Pattern(mu), _state))];
        int nearest = Array.IndexOf(distances, distances.Min());
        double[] answer = new RetrievalScheme(Similarity.Euclidean, SeparationFunction.Maximum).Retrieve(_patterns, _state);
        Assert.Equal(_patterns.Pattern(nearest).ToArray(), answer);
        // Ties share.
        Assert.Equal([0.5, 0, 0.5], new RetrievalScheme(Similarity.Dot, SeparationFunction.Maximum).Weights(PatternSet.From([1.0], [0.0], [1.0]), [1.0]));
    }

    [Fact]
    public void Softmax_of_half_squared_distances_is_the_best_guess_of_a_denoiser()
    {
        // The posterior mean of a pattern seen through normal noise of variance σ², all patterns equally likely.
        const double variance = 0.7;
        double[] likelihood = [.. Enumerable.Range(0, 12).Select(mu =>
            Enumerable.Range(0, 7).Aggregate(1.0, (product, i) => product * Math.Exp(-Math.Pow(_state[i] - _patterns.Pattern(mu)[i], 2) / (2 * variance))))];
        double[] answer = new RetrievalScheme(Similarity.Euclidean, SeparationFunction.Softmax, 1 / variance).Retrieve(_patterns, _state);
        for (int i = 0; i < 7; i++)
            Near.Absolute(Enumerable.Range(0, 12).Sum(mu => likelihood[mu] * _patterns.Pattern(mu)[i]) / likelihood.Sum(), answer[i], 1e-13);
    }

    [Fact]
    public void Powers_weigh_by_the_power_of_the_similarity()
    {
        double[] weights = new RetrievalScheme(Similarity.Dot, SeparationFunction.Power(3), 5).Weights(PatternSet.From([1.0], [-2.0], [0.0]), [10.0]);
        Near.Absolute([1.0 / 9, -8.0 / 9, 0], weights, 1e-15);
        Assert.Equal([0.0, 0.0], new RetrievalScheme(Similarity.Dot, SeparationFunction.Power(2)).Weights(PatternSet.From([1.0], [2.0]), [0.0]));
        // 10²⁰ to the 40th power would overflow; the quotient does not.
        double half = Math.Pow(0.5, 40);
        Near.Absolute([1 / (1 + half), half / (1 + half)], new RetrievalScheme(Similarity.Dot, SeparationFunction.Power(40)).Weights(PatternSet.From([1e10], [0.5e10]), [1e10]), 1e-15);
    }

    [Fact]
    public void Similarities_are_those_of_their_definitions()
    {
        float[] x = [3, 4], y = [0, -2];
        Assert.Equal(-8, Similarity.Dot.Between<float>(x, y));
        Assert.Equal(-0.8, Similarity.Cosine.Between<float>(x, y), 15);
        Assert.Equal(0, Similarity.Cosine.Between<float>(x, [0, 0]));
        Assert.Equal(-22.5, Similarity.Euclidean.Between<float>(x, y), 12);
        Assert.Equal(-9, Similarity.Manhattan.Between<float>(x, y));
    }

    [Fact]
    public void A_separation_of_ones_own_fits_every_door()
    {
        // The two best, half each: it must never see an absent pattern.
        SeparationFunction top = SeparationFunction.Custom("top two", (z, beta, p) =>
        {
            Assert.DoesNotContain(double.NegativeInfinity, z.ToArray());
            double second = z.ToArray().OrderDescending().Take(2).Last();
            for (int mu = 0; mu < z.Length; mu++) p[mu] = z[mu] >= second ? 0.5 : 0;
        });
        Assert.Equal("top two", top.ToString());
        Assert.Equal([0, 0.5, 0.5], new RetrievalScheme(Similarity.Dot, top).Weights(PatternSet.From([1.0], [3.0], [2.0]), [1.0]));
        var attention = HopfieldAttention.Store(PatternSet.From([1f], [3f], [2f], [5f]), options: new() { Separation = top });
        Assert.Equal(2.5f, attention.Attend(PatternSet.From([1f]), AttentionMask.Forbid(new[,] { { false, false, false, true } }))[0, 0]);

        SeparationFunction broken = SeparationFunction.Custom("broken", (z, beta, p) => p.Fill(double.NaN));
        Assert.Contains("broken", Assert.Throws<InvalidOperationException>(() => new RetrievalScheme(Similarity.Dot, broken).Weights(_patterns, _state)).Message);
    }

    [Fact]
    public void Entmax_joins_softmax_and_sparsemax()
    {
        Assert.Same(SeparationFunction.Softmax, SeparationFunction.Entmax(1));
        Assert.Same(SeparationFunction.Sparsemax, SeparationFunction.Entmax(2));
        Assert.Equal(["softmax", "1.5-entmax", "sparsemax", "identity", "maximum", "power 3"],
            new[] { SeparationFunction.Softmax, SeparationFunction.Entmax(1.5), SeparationFunction.Sparsemax, SeparationFunction.Identity, SeparationFunction.Maximum, SeparationFunction.Power(3) }.Select(s => s.Name));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var scheme = new RetrievalScheme(Similarity.Dot, SeparationFunction.Softmax);
        Assert.Throws<ArgumentException>("state", () => scheme.Weights(_patterns, [1.0]));
        Assert.Throws<ArgumentException>("projected", () => scheme.Retrieve(_patterns, _state, PatternSet.From([1.0])));
        Assert.Throws<ArgumentOutOfRangeException>("Beta", () => new RetrievalScheme(Similarity.Dot, SeparationFunction.Softmax, 0));
        Assert.Throws<ArgumentOutOfRangeException>("Beta", () => scheme with { Beta = double.NaN });
        Assert.Throws<ArgumentNullException>("Similarity", () => new RetrievalScheme(null!, SeparationFunction.Softmax));
        Assert.Throws<ArgumentNullException>("Separation", () => new RetrievalScheme(Similarity.Dot, null!));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => SeparationFunction.Entmax(0.9));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => SeparationFunction.Entmax(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => SeparationFunction.Power(0));
        Assert.Throws<ArgumentException>("weights", () => SeparationFunction.Identity.Weigh<float>([1, 2], 1, new float[1]));
    }
}
