namespace Hopfield.Layers.Tests;

/// <summary>The optimiser and the gradient set against textbook loops.</summary>
public class AdamWTests
{
    [Fact]
    public void Ten_steps_are_those_of_the_formula()
    {
        const double Rate = 0.01, Decay = 0.1;
        foreach (int length in new[] { 1, 3, 4, 7, 16, 33 })
        {
            Parameter<double> decays = new("a", length), stays = new("b", length) { Decays = false };
            decays.Draw(1, new SeededRandom(1));
            stays.Draw(1, new SeededRandom(2));
            double[] w = [.. decays.Value.ToArray(), .. stays.Value.ToArray()], m = new double[2 * length], v = new double[2 * length];
            var gradients = new Gradients<double>([decays, stays]);
            var optimiser = new AdamW<double>([decays, stays], Decay);
            for (int t = 1; t <= 10; t++)
            {
                double[] g = Draws.Normals<double>(2 * length, 10 + t);
                g.AsSpan(0, length).CopyTo(gradients[decays]);
                g.AsSpan(length).CopyTo(gradients[stays]);
                optimiser.Step(gradients, Rate);
                for (int i = 0; i < w.Length; i++)
                {
                    m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                    v[i] = (0.999 * v[i]) + (0.001 * g[i] * g[i]);
                    w[i] -= Rate * (i < length ? Decay : 0) * w[i];
                    w[i] -= Rate * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
                }
            }
            // Ten steps of a dozen roundings of numbers of order 1.
            Draws.Near(w, [.. decays.Value, .. stays.Value], 1e-14);
            Assert.Equal(10, optimiser.Steps);
        }
    }

    [Fact]
    public void A_clipped_gradient_keeps_its_direction_and_a_short_one_its_length()
    {
        Parameter<double> parameter = new("a", 3);
        var gradients = new Gradients<double>([parameter]);
        new double[] { 3, 0, -4 }.CopyTo(gradients[parameter]);
        Assert.Equal(5, gradients.Clip(10));
        Assert.Equal([3, 0, -4], gradients[parameter].ToArray());
        Assert.Equal(5, gradients.Clip(1));
        Draws.Near([0.6, 0, -0.8], gradients[parameter], 1e-15);
        gradients.Add(gradients);
        Assert.Equal(2, gradients.Norm(), 14);
        gradients.Clear();
        Assert.Equal(0, gradients.Norm());
    }

    [Fact]
    public void A_parameter_that_comes_twice_has_one_gradient_and_a_frozen_one_none()
    {
        Parameter<double> shared = new("a", 2), frozen = new("b", 2) { Frozen = true }, other = new("c", 2);
        var gradients = new Gradients<double>([shared, frozen, shared]);
        Assert.Equal([shared], gradients.Parameters);
        Assert.True(gradients.Want(shared));
        Assert.False(gradients.Want(frozen));
        Assert.False(gradients.Want(null));
        Assert.Throws<ArgumentException>(() => gradients[other].Length);
        Assert.Throws<ArgumentException>(() => gradients.Add(new Gradients<double>([other])));
        Assert.Throws<ArgumentException>(() => new AdamW<double>([shared, other]).Step(gradients, 0.1));
    }
}
