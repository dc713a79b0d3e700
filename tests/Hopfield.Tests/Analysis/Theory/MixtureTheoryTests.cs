namespace Hopfield.Tests;

public class MixtureTheoryTests
{
    // Amit, Gutfreund, Sompolinsky 1985: the n-mixture overlaps each pattern by C(n−1, (n−1)/2)/2^(n−1).
    [Theory]
    [InlineData(1, 1, -0.5)]
    [InlineData(3, 0.5, -0.375)]
    [InlineData(5, 0.375, -0.3515625)]
    [InlineData(7, 0.3125, -0.341796875)]
    public void Mixtures_have_their_overlap_and_energy(int count, double overlap, double energy)
    {
        Assert.Equal(overlap, MixtureTheory.Overlap(count), 1e-15);
        Assert.Equal(energy, MixtureTheory.EnergyPerUnit(count), 1e-15);
    }

    // D. J. Amit, H. Gutfreund and H. Sompolinsky, "Spin-glass models of neural networks", Physical Review A 32 (1985), on symmetric solutions: those of
    // three patterns become stable at T = 0.46.
    [Fact, Trait("Kind", "Paper")]
    public void Mixtures_of_three_melt_at_0_46() => Assert.Equal(0.46, MixtureTheory.StabilityTemperature(3), 5e-3);

    // Bisection on the Hessian's smallest eigenvalue with 40 digits (mpmath).
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 0.459794239877785425)]
    [InlineData(5, 0.384739272388680228)]
    [InlineData(7, 0.343929844953801092)]
    public void Heat_melts_mixtures_before_memories(int count, double temperature) =>
        Assert.Equal(temperature, MixtureTheory.StabilityTemperature(count), 1e-10);

    [Theory]
    [InlineData(1, 0.6, 0.9073323166453099456003)]
    [InlineData(3, 0.3, 0.48043850370671192783)]
    [InlineData(5, 0.3, 0.35297326287306557502)]
    public void Warm_mixtures_match_their_table(int count, double temperature, double overlap) =>
        Near.Relative(overlap, MixtureTheory.Overlap(count, temperature), 1e-12);

    [Fact]
    public void The_overlap_joins_cold_to_molten()
    {
        Assert.Equal(0.5, MixtureTheory.Overlap(3, 0));
        Assert.Equal(0.5, MixtureTheory.Overlap(3, 0.01), 1e-12); // e^(−2m/T) is 1e-43
        Assert.Equal(0, MixtureTheory.Overlap(3, 1));
        Assert.True(MixtureTheory.SmallestCurvature(3, 0.4) > 0 && MixtureTheory.SmallestCurvature(3, 0.5) < 0);
    }

    [Fact]
    public void Even_mixtures_and_bad_temperatures_are_refused()
    {
        foreach (int count in new[] { 0, 2, -1 }) Assert.Throws<ArgumentException>("count", () => MixtureTheory.Overlap(count));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => MixtureTheory.Overlap(3, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => MixtureTheory.SmallestCurvature(3, 0));
    }
}
