using static Hopfield.Tests.FiveNeurons;

namespace Hopfield.Tests;

// J. Vitay, "Neurocomputing: Hopfield networks", the slides of the example with five neurons: potentials and energies as printed.
[Trait("Kind", "Paper")]
public class FiveNeuronsTests
{
    private static readonly sbyte[] _start = Bipolar.Parse("10100");

    [Fact]
    public void The_start_has_energy_minus_nine() => Assert.Equal(-9, Network.Energy(_start));

    [Fact]
    public void The_potentials_of_the_walk_are_minus_ten_four_and_one()
    {
        Assert.Equal(-10, Network.LocalField(_start, R));
        Assert.Equal(4, Network.LocalField(_start, L));
        Assert.Equal(1, Network.LocalField(_start, M));
    }

    [Fact]
    public void The_walk_R_L_M_ends_at_energy_minus_eleven()
    {
        RecallResult<sbyte[]> recall = Network.Recall(_start, UpdateOrder.Given(R, L, M, T, B), record: true);

        Assert.Equal(Bipolar.Parse("10110"), recall.State);
        Assert.Equal(StopReason.FixedPoint, recall.Stopped);
        Assert.Equal([-9, -11], recall.Trajectory!.Energies);
    }
}
