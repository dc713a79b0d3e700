namespace Hopfield.Tests;

public class EchoLawTests
{
    // The network's law is the mean field of chapter and verse, reached there by another equation: √(2α) = erf(y)/y − (2/√π) e^(−y²).
    [Fact]
    public void A_network_echoes_as_its_mean_field_says()
    {
        Assert.Equal(MeanField.CriticalLoad, EchoLaw.Network.CriticalLoad, 1e-12);
        Assert.Equal(MeanField.CriticalOverlap, EchoLaw.Network.CriticalOverlap, 1e-9);
        // Both roots are sought to 1e-14 in y; towards α_c the load is flat in y, at 0.13 by a slope of 0.06.
        foreach (double load in new[] { 0.01, 0.05, 0.1, 0.13 }) Assert.Equal(MeanField.Overlap(load), EchoLaw.Network.Overlap(load), 1e-12);
    }

    // Düring, Coolen and Sherrington (1998): α_c ≈ 0.269 for sequences.
    [Fact, Trait("Kind", "Paper")]
    public void A_sequence_holds_what_is_published() => Assert.Equal(0.269, EchoLaw.Sequence.CriticalLoad, 5e-4);

    // Digits of α(y) at its maximum (mpmath); tests/measurements/Echoes.cs finds the first six by a search of its own, and measures what memories hold.
    [Fact]
    public void The_capacities_have_their_digits()
    {
        // At the top an error of y, 1e-10, counts with its square only.
        Assert.Equal(0.1998015441404101813726, EchoLaw.Bidirectional.CriticalLoad, 1e-12);
        Assert.Equal(0.2690616291420254200629, EchoLaw.Sequence.CriticalLoad, 1e-12);
        Assert.Equal(0.93278839737333146111, EchoLaw.Bidirectional.CriticalOverlap, 1e-9);
        Assert.Equal(0.834870790048, EchoLaw.Sequence.CriticalOverlap, 1e-9);
    }

    [Fact]
    public void Overlaps_start_at_one_fall_with_the_load_and_end_at_the_capacity()
    {
        foreach (EchoLaw law in new[] { EchoLaw.Network, EchoLaw.Bidirectional, EchoLaw.Sequence })
        {
            double[] overlaps = [.. Enumerable.Range(0, 50).Select(k => law.Overlap(k / 50.0 * law.CriticalLoad))];
            Assert.Equal(1, overlaps[0]);
            for (int k = 1; k < overlaps.Length; k++) Assert.True(overlaps[k] <= overlaps[k - 1]);
            Assert.InRange(law.Overlap(law.CriticalLoad), law.CriticalOverlap - 1e-12, overlaps[^1]);
            Assert.Equal(0, law.Overlap(law.CriticalLoad * 1.001));
        }
    }

    // The fewer ways back there are, the less noise: one echo after one step, after two, or to another pattern.
    [Fact]
    public void The_quieter_the_echo_the_more_fits()
    {
        foreach (double echo in new[] { 0.05, 0.3, 0.9 })
        {
            Assert.True(EchoLaw.Sequence.Noise(echo) < EchoLaw.Bidirectional.Noise(echo));
            Assert.True(EchoLaw.Bidirectional.Noise(echo) < EchoLaw.Network.Noise(echo));
        }
        Assert.All(new[] { EchoLaw.Network, EchoLaw.Bidirectional, EchoLaw.Sequence }, law => Assert.Equal(1, law.Noise(0)));
    }

    // r = 1/(1 − U)², (1 + U²)/(1 − U²)² and 1/(1 − U²): the forms in which the three are written down. 1e-12: a few roundings of numbers up to 100.
    [Fact]
    public void One_law_of_a_ring_holds_all_three()
    {
        foreach (double u in new[] { 0.05, 0.3, 0.9 })
        {
            Assert.Equal(1 / ((1 - u) * (1 - u)), EchoLaw.Network.Noise(u), 1e-12 / ((1 - u) * (1 - u)));
            Assert.Equal((1 + u * u) / ((1 - u * u) * (1 - u * u)), EchoLaw.Bidirectional.Noise(u), 1e-12 / ((1 - u) * (1 - u)));
            Assert.Equal(1 / (1 - u * u), EchoLaw.Sequence.Noise(u), 1e-12 / (1 - u));
        }
        Assert.Equal(EchoLaw.Network.CriticalLoad, EchoLaw.Ring(1).CriticalLoad);
        Assert.Equal(EchoLaw.Bidirectional.CriticalLoad, EchoLaw.Ring(2).CriticalLoad);
        Assert.Equal(EchoLaw.Sequence.CriticalLoad, EchoLaw.Ring(200).CriticalLoad, 1e-12);
    }

    // The oracle solves the ring itself: n_s = Σ_j U^j g_(s−j), once around and again and again, and adds the squares of the weights of each g.
    [Fact]
    public void A_ring_is_the_sum_of_its_rounds()
    {
        foreach (int k in new[] { 1, 2, 3, 5 })
        {
            foreach (double u in new[] { 0.1, 0.5 })
            {
                var weights = new double[k];
                double power = 1;
                for (int j = 0; j < 400; j++, power *= u) weights[j % k] += power;
                Assert.Equal(weights.Sum(w => w * w), EchoLaw.Ring(k).Noise(u), 1e-12);
            }
        }
    }

    [Fact]
    public void Longer_tunes_hold_more()
    {
        double[] capacities = [.. Enumerable.Range(1, 12).Select(k => EchoLaw.Ring(k).CriticalLoad)];
        for (int k = 1; k < capacities.Length; k++) Assert.True(capacities[k] > capacities[k - 1]);
        Assert.True(capacities[^1] < EchoLaw.Sequence.CriticalLoad);
    }

    // m = erf(y), y = m/√(2αr): the overlap, the echo and the noise of one load belong together.
    [Fact]
    public void The_echo_closes_the_equations()
    {
        foreach (EchoLaw law in new[] { EchoLaw.Network, EchoLaw.Bidirectional, EchoLaw.Ring(3), EchoLaw.Sequence })
        {
            foreach (double load in new[] { 0.02, 0.1, 0.13 })
            {
                double m = law.Overlap(load), echo = law.Echo(load), y = m / Math.Sqrt(2 * load * law.Noise(echo));
                // y is solved to 1e-14; at 0.02 m differs from 1 by 1e-12 and erf gives nothing back, so the test goes forward.
                Assert.Equal(m, MathNet.Numerics.SpecialFunctions.Erf(y), 1e-12);
                Assert.Equal(echo, 2 * y * Math.Exp(-y * y) / (Math.Sqrt(Math.PI) * m), 1e-12);
            }
            Assert.Equal(0, law.Echo(0));
            Assert.InRange(law.Echo(law.CriticalLoad), law.Echo(0.99 * law.CriticalLoad), 1);
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("load", () => EchoLaw.Network.Overlap(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("echo", () => EchoLaw.Sequence.Noise(1));
        Assert.Throws<ArgumentOutOfRangeException>("echo", () => EchoLaw.Sequence.Noise(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => EchoLaw.Network.Echo(0.14));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => EchoLaw.Ring(0));
    }
}
