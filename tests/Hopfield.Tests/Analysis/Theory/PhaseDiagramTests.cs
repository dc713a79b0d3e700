namespace Hopfield.Tests;

public class PhaseDiagramTests
{
    // The three equations iterated with adaptive quadrature and 20 digits (mpmath): α, T, m, q, r, f. Roots are sought to 1e-13, and at a step of 0.1 the
    // trapezoid errs by e^(−2π·π T/(2·0.1·√(αr))), far below rounding: 1e-12.
    [Theory]
    [InlineData(0.05, 0.3, 0.991164995701532, 0.9829609502157836, 1.104907099449381, -0.5012361699455985)]
    [InlineData(0.10, 0.2, 0.989085155044086, 0.9844170602815264, 1.157809032241474, -0.5010406555191673)]
    public void The_memory_matches_its_table(double load, double temperature, double m, double q, double r, double f)
    {
        MeanFieldState memory = PhaseDiagram.Memory(load, temperature);
        Assert.Equal(m, memory.Overlap, 1e-12);
        Assert.Equal(q, memory.EdwardsAnderson, 1e-12);
        Assert.Equal(r, memory.Noise, 1e-12);
        Assert.Equal(f, memory.FreeEnergy, 1e-12);
    }

    // m = tanh(m/T) with 22 digits (mpmath): 0.907 at T = 0.6. Without noise there is no quadrature, and the last Newton step, below 1e-11, leaves its
    // square: a few roundings of a number below 1.
    [Fact]
    public void Without_load_the_memory_is_that_of_a_ferromagnet()
    {
        Assert.Equal(0.9073323166453099456003, PhaseDiagram.Memory(0, 0.6).Overlap, 1e-15);
        Assert.Equal(0, PhaseDiagram.Memory(0, 1.2).Overlap);
    }

    [Fact]
    public void The_lines_end_at_the_values_of_temperature_zero()
    {
        // Corrections are of order T² to T here; T = 0.02 leaves some 1e-3.
        Assert.Equal(MeanField.CriticalLoad, PhaseDiagram.RetrievalLoad(0.02), 3e-3);
        Assert.Equal(MeanField.DeepestLoad, PhaseDiagram.DeepestLoad(0.02), 2e-3);
        Assert.Equal(0, PhaseDiagram.RetrievalLoad(1));
        Assert.Equal(1.5, PhaseDiagram.SpinGlassTemperature(0.25));
    }

    [Fact]
    public void Cold_memory_and_cold_glass_have_the_energies_of_temperature_zero()
    {
        // f = E − T·S and the entropy of both states vanishes with T (the glass's is −α/…, a known flaw of the symmetric theory): order T.
        Assert.Equal(MeanField.RetrievalEnergy(0.05), PhaseDiagram.Memory(0.05, 0.02).FreeEnergy, 1e-4);
        Assert.Equal(MeanField.SpinGlassEnergy(0.05), PhaseDiagram.SpinGlass(0.05, 0.02).FreeEnergy, 1e-2);
    }

    [Fact]
    public void Both_lines_shrink_as_it_gets_warmer_and_the_deepest_lies_inside()
    {
        double[] temperatures = [0.2, 0.4, 0.6, 0.8];
        double[] retrieval = [.. temperatures.Select(PhaseDiagram.RetrievalLoad)];
        double[] deepest = [.. temperatures.Select(PhaseDiagram.DeepestLoad)];
        for (int k = 0; k < temperatures.Length; k++)
        {
            Assert.True(deepest[k] < retrieval[k]);
            if (k > 0) Assert.True(retrieval[k] < retrieval[k - 1] && deepest[k] < deepest[k - 1]);
        }
    }

    [Fact]
    public void Above_the_glass_temperature_nothing_is_frozen()
    {
        Assert.Equal((0, 0), (PhaseDiagram.SpinGlass(0.04, 1.25).EdwardsAnderson, PhaseDiagram.SpinGlass(0.04, 1.25).Noise));
        Assert.True(PhaseDiagram.SpinGlass(0.04, 1.15).EdwardsAnderson > 0);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => PhaseDiagram.Memory(0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => PhaseDiagram.RetrievalLoad(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => PhaseDiagram.SpinGlass(-0.1, 0.5));
    }
}
