using MathNet.Numerics;

namespace Hopfield.Tests;

public class GradedResponseNetworkTests
{
    public static TheoryData<GradedRange> Ranges => [GradedRange.Bipolar, GradedRange.Unipolar];

    [Theory, MemberData(nameof(Ranges))]
    public void The_leak_is_the_integral_of_the_inverse_response(GradedRange range)
    {
        foreach (double width in new[] { 0.02, 1, 7.5 })
        {
            var units = new GradedUnits(range, width);
            double middle = range == GradedRange.Bipolar ? 0 : 0.5;
            foreach (double x in new[] { -3, -0.5, 0, 0.1, 1, 2.5 })
            {
                double u = x * width, v = units.Response(u);
                double Inverse(double output) => width * Math.Atanh((output - middle) * 2 / units.Span);
                // Gauss–Legendre of order 64 on a smooth integrand away from its poles at the ends of the range.
                Near.Absolute(v == middle ? 0 : GaussLegendre(Inverse, middle, v), units.Leak(u), 1e-9 * width);
            }
        }

        static double GaussLegendre(Func<double, double> f, double from, double to) =>
            MathNet.Numerics.Integration.GaussLegendreRule.Integrate(f, from, to, 64);
    }

    [Theory, MemberData(nameof(Ranges))]
    public void A_saturated_unit_leaks_the_full_entropy(GradedRange range)
    {
        // t → 1 leaves ½ span · u₀/2 · 2 ln 2; no digit is lost on the way, and nothing overflows beyond it.
        var units = new GradedUnits(range, 2);
        Near.Relative(0.5 * units.Span * 2 * Constants.Ln2, units.Leak(1e10), 1e-15);
        Assert.Equal(units.Leak(40), units.Leak(-40));
    }

    [Theory, MemberData(nameof(Ranges))]
    public void The_motion_runs_down_the_slope_of_the_energy(GradedRange range)
    {
        // ∂E/∂u_i = −g′(u_i) du_i/dt. Central differences: h² for the third derivative, roundoff/h for the energy.
        const double h = 1e-5;
        for (int seed = 0; seed < 30; seed++)
        {
            (GradedResponseNetwork network, double[] u) = Draw(new SeededRandom(seed), range);
            double[] velocity = network.Velocity(u);
            for (int i = 0; i < u.Length; i++)
            {
                double[] up = [.. u], down = [.. u];
                up[i] += h;
                down[i] -= h;
                double slope = (network.Energy(up) - network.Energy(down)) / (2 * h);
                double response = (network.Units.Response(u[i] + h) - network.Units.Response(u[i] - h)) / (2 * h);
                Near.Absolute(-response * velocity[i], slope, 1e-7);
            }
        }
    }

    [Theory]
    [InlineData(2, 0.957504)]
    [InlineData(4, 0.999326)]
    [InlineData(0.5, 0)]
    public void One_unit_with_itself_settles_where_m_equals_tanh_of_w_m(double weight, double expected)
    {
        // The equation of two opposite patterns in a continuous memory, and of the mean field of a magnet.
        var network = new GradedResponseNetwork(new[,] { { weight } });
        RecallResult<GradedState> recall = network.Recall([0.3], tolerance: 1e-12);
        Assert.True(recall.Settled);
        Near.Absolute(expected, recall.State.Outputs[0], 1e-6);
        Near.Absolute(network.Units.Response(recall.State.Potentials[0]), recall.State.Outputs[0], 1e-15);
    }

    [Fact]
    public void A_steep_network_has_the_minima_of_the_binary_one()
    {
        // u₀ → 0: outputs are ±1 and the leak vanishes, so energies agree up to N u₀ ln 2 / τ and the ends are stable states.
        BinaryPatterns patterns = BinaryPatterns.Random(2, 30, seed: 1);
        HopfieldNetwork binary = Hebbian.From(patterns);
        var weights = new double[30, 30];
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 30; j++) weights[i, j] = i == j ? 0 : binary.Weight(i, j);
        }
        var graded = new GradedResponseNetwork(weights, units: new GradedUnits(Width: 1e-3));
        for (int seed = 0; seed < 20; seed++)
        {
            RecallResult<GradedState> recall = graded.Recall(RealDraws.Normals<double>(30, new SeededRandom(seed), 0.1), maxSteps: 100_000);
            Assert.True(recall.Settled);
            sbyte[] state = [.. recall.State.Outputs.Select(v => (sbyte)Math.Sign(v))];
            Assert.All(recall.State.Outputs, v => Assert.InRange(Math.Abs(v), 0.999, 1));
            Assert.True(binary.IsFixedPoint(state));
            Near.Absolute(binary.Energy(state), graded.Energy(recall.State.Potentials), 30 * 1e-3);
        }
    }

    [Fact]
    public void Longer_steps_than_the_proven_one_may_raise_the_energy()
    {
        // Two units that inhibit each other: all at once both turn on, then both off, as in the synchronous two-neuron oscillator. From
        // both off (energy near 0 but for the leak) a step of τ throws both to +1, where E = 20.
        var network = new GradedResponseNetwork(new double[,] { { 0, -20 }, { -20, 0 } }, units: new GradedUnits(Width: 0.1));
        Assert.True(network.DescentTimeStep < 0.02);
        double[] proven = [.. network.Recall([-0.03, -0.02], record: true).Trajectory!.Energies];
        double[] reckless = [.. network.Recall([-0.03, -0.02], timeStep: 1, maxSteps: 50, record: true).Trajectory!.Energies];
        Assert.True(proven.Zip(proven.Skip(1)).All(pair => pair.Second <= pair.First + 1e-12));
        Assert.Contains(reckless.Zip(reckless.Skip(1)), pair => pair.Second > pair.First + 10);
    }

    [Fact]
    public void A_recall_says_how_it_ended()
    {
        var network = new GradedResponseNetwork(new double[,] { { 0, 1 }, { 1, 0 } });
        Assert.Equal(StopReason.FixedPoint, network.Recall([0, 0]).Stopped);
        RecallResult<GradedState> converged = network.Recall([2, 1], record: true);
        Assert.Equal(StopReason.Converged, converged.Stopped);
        Assert.Equal(converged.Steps + 1, converged.Trajectory!.States.Count);
        Assert.Equal(converged.State.Outputs, converged.Trajectory.States[^1].Outputs);
        RecallResult<GradedState> limited = network.Recall([2, 1], maxSteps: 3);
        Assert.Equal((StopReason.StepLimit, 3, false), (limited.Stopped, limited.Steps, limited.Settled));
        RecallResult<GradedState> rest = network.Recall(limited.State.Potentials);
        Near.Absolute(converged.State.Outputs, rest.State.Outputs, 1e-5);
        Assert.Equal((StopReason.Cancelled, 0), (network.Recall([2, 1], cancellationToken: new CancellationToken(true)) is var c ? c.Stopped : default, c.Steps));
    }

    [Fact]
    public void A_saturated_unit_on_its_way_across_is_not_at_rest()
    {
        // Input −1 pulls u from +30 to −1, but for a long while the output shows no change to fifteen digits.
        var network = new GradedResponseNetwork(new double[,] { { 0 } }, [-1], new GradedUnits(Width: 0.05));
        Near.Absolute(-1, network.Recall([30]).State.Outputs[0], 1e-5);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>("weights", () => new GradedResponseNetwork(new double[2, 3]));
        Assert.Throws<ArgumentException>("weights", () => new GradedResponseNetwork(new double[0, 0]));
        Assert.Throws<ArgumentException>("weights", () => new GradedResponseNetwork(new[,] { { 0, 1 }, { 2.0, 0 } }));
        Assert.Throws<ArgumentException>("weights", () => new GradedResponseNetwork(new[,] { { double.NaN } }));
        Assert.Throws<ArgumentException>("input", () => new GradedResponseNetwork(new double[2, 2], [1.0]));
        Assert.Throws<ArgumentOutOfRangeException>("Width", () => new GradedUnits(Width: 0));
        Assert.Throws<ArgumentOutOfRangeException>("TimeConstant", () => new GradedUnits(TimeConstant: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("Range", () => new GradedUnits((GradedRange)7));
        var network = new GradedResponseNetwork(new double[2, 2]);
        Assert.Throws<ArgumentException>("potentials", () => network.Energy([1]));
        Assert.Throws<ArgumentException>("potentials", () => network.Velocity([1, double.NaN]));
        Assert.Throws<ArgumentException>("potentials", () => network.Recall([1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>("timeStep", () => network.Recall([1, 2], timeStep: 2));
        Assert.Throws<ArgumentOutOfRangeException>("timeStep", () => network.Recall([1, 2], timeStep: 0));
        Assert.Throws<ArgumentOutOfRangeException>("maxSteps", () => network.Recall([1, 2], maxSteps: 0));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => network.Recall([1, 2], tolerance: -1));
    }

    private static (GradedResponseNetwork Network, double[] Potentials) Draw(SeededRandom random, GradedRange range)
    {
        int n = random.Next(1, 8);
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++) weights[i, j] = weights[j, i] = 2 * random.NextDouble() - 1;
        }
        var units = new GradedUnits(range, 0.5 + random.NextDouble(), 0.5 + random.NextDouble());
        return (new GradedResponseNetwork(weights, RealDraws.Normals<double>(n, random), units), RealDraws.Normals<double>(n, random));
    }
}
