
namespace Hopfield.Tests;

public class SpinGlassTests
{
    // Mean ground-state energy per spin beside tests/measurements/SpinGlasses.cs: value and standard error s over K glasses, which makes s·√(K/k) over
    // k glasses here; accepted are four standard errors of the difference. The fit for all N lies 0.01 to 0.02 lower at these sizes.
    [Theory, Trait("Kind", "Measured")]
    [InlineData(8, 200, -0.5708, 0.0017, 4000), InlineData(12, 100, -0.6139, 0.0019, 2000), InlineData(16, 40, -0.6404, 0.0021, 1000)]
    [InlineData(20, 6, -0.6556, 0.0043, 200)]
    public void Small_glasses_have_their_ground_state_energy(int dimension, int glasses, double energy, double error, double measured)
    {
        double[] energies = Trials.Run(glasses, 4, random => GroundState.Of(SpinGlass.SherringtonKirkpatrick(dimension, random.Next())).Energy / dimension);
        Assert.Equal(energy, energies.Average(), 4 * error * Math.Sqrt(1 + measured / glasses));
        Assert.InRange(energy - SpinGlass.FiniteSizeEnergy(dimension), 0.01 - 4 * error, 0.02 + 4 * error);
    }

    [Fact]
    public void The_ground_state_is_the_smallest_of_all_energies()
    {
        HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(10, 3);
        StateSpace space = StateSpace.Of(glass);
        GroundState ground = GroundState.Of(glass);

        Assert.Equal(space.Energies.Min(), ground.Energy);
        Assert.Equal(2, ground.States.Count);
        Assert.Equal(Bipolar.Mirror(ground.States[0]), ground.States[1]);
    }

    // Integer weights have many ground states; all of them are found, and with thresholds there need be only one.
    [Fact]
    public void Every_ground_state_is_listed()
    {
        HopfieldNetwork glass = SpinGlass.EdwardsAnderson(4, 3, seed: 5);
        StateSpace space = StateSpace.Of(glass);
        GroundState ground = GroundState.Of(glass);
        Assert.Equal(space.Energies.Count(e => e == ground.Energy), ground.States.Count);
        Assert.All(ground.States, state => Assert.Equal(ground.Energy, glass.Energy(state)));

        var biased = HopfieldNetwork.FromEdges(3, [(0, 1, 1), (1, 2, 1)], [-0.1, 0, 0]);
        Assert.Equal([1, 1, 1], Assert.Single(GroundState.Of(biased).States));
    }

    [Fact]
    public void A_torus_joins_every_spin_to_four_neighbours_and_a_sheet_to_fewer()
    {
        HopfieldNetwork torus = SpinGlass.EdwardsAnderson(5, 4, 1), sheet = SpinGlass.EdwardsAnderson(5, 4, 1, periodic: false);
        Assert.Equal(2 * 5 * 4, torus.Edges().Count());
        Assert.Equal(4 * 4 + 5 * 3, sheet.Edges().Count());
        Assert.All(torus.Edges(), edge => Assert.Equal(1, Math.Abs(edge.Weight)));
        for (int i = 0; i < 20; i++) Assert.Equal(4, torus.Edges().Count(e => e.A == i || e.B == i));
    }

    [Fact]
    public void Couplings_of_the_full_glass_have_variance_one_over_N()
    {
        // 44,850 couplings: the relative standard error of a variance is √(2/44850) = 0.0067.
        HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(300, 2);
        double[] weights = [.. glass.Edges().Select(e => e.Weight)];
        Near.Relative(1 / 300.0, weights.Sum(w => w * w) / weights.Length, 0.027);
        Assert.Equal(0, weights.Average(), 4 / Math.Sqrt(300.0 * weights.Length));
    }

    [Fact]
    public void Annealing_finds_the_enumerated_ground_state()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(16, seed);
            AnnealingResult result = Annealing.Minimise(glass, TemperatureSchedule.Geometric(2, 0.05, 100), seed, restarts: 20);
            // Sums of 120 terms, below 20 in all: 120 · 20 · 2⁻⁵³ = 3e-13.
            Assert.Equal(GroundState.Of(glass).Energy, result.Energy, 1e-12);
            Assert.Equal(result.Energy, glass.Energy(result.State));
            Assert.Equal(result.Energies.Min(), result.Energy);
            Assert.True(glass.IsFixedPoint(result.State));
            Assert.True(result.Evaluations >= 20 * 16 * 101);
        }
    }

    // Slow cooling lies lower than quenching, on average over restarts, in a glass far too large to enumerate; −0.7632 is never passed by much.
    [Fact]
    public void Cooling_slowly_lies_lower_than_quenching()
    {
        HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(120, 1);
        double slow = Annealing.Minimise(glass, TemperatureSchedule.Geometric(1.5, 0.05, 300), 1, restarts: 8).Energies.Average() / 120;
        double quench = Annealing.Minimise(glass, [0.0], 1, restarts: 8).Energies.Average() / 120;
        Assert.True(slow < quench - 0.02);
        Assert.InRange(slow, -0.80, -0.68);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => SpinGlass.SherringtonKirkpatrick(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => SpinGlass.EdwardsAnderson(2, 3, 1));
        Assert.Throws<ArgumentException>("model", () => GroundState.Of(SpinGlass.SherringtonKirkpatrick(25, 1)));
        Assert.Throws<NotSupportedException>(() => GroundState.Of(new DirectedNetwork(new double[,] { { 0, 1 }, { -1, 0 } })));
        Assert.Throws<ArgumentException>("temperatures", () => Annealing.Minimise(SpinGlass.SherringtonKirkpatrick(4, 1), [], 1));
        Assert.ThrowsAny<OperationCanceledException>(() => Annealing.Minimise(
            SpinGlass.SherringtonKirkpatrick(4, 1), [1.0], 1, cancellationToken: new CancellationToken(true)));
    }
}
