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

    // Digits of α(y) at its maximum (mpmath).
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

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("load", () => EchoLaw.Network.Overlap(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("echo", () => EchoLaw.Sequence.Noise(1));
        Assert.Throws<ArgumentOutOfRangeException>("echo", () => EchoLaw.Sequence.Noise(double.NaN));
    }
}
