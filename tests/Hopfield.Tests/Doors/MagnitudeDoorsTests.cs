using System.Numerics;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>Extremes of magnitude: what is small beside other numbers is still there, and what no arithmetic holds is refused by name.</summary>
public class MagnitudeDoorsTests
{
    private static readonly Gen<double> _size = Gen.Select(Gen.Double[-9, 9], Gen.Bool, (exponent, plus) => (plus ? 1 : -1) * Math.Pow(10, exponent));

    [Fact]
    public void A_small_weight_is_kept_beside_large_ones()
    {
        foreach (double small in new[] { 1e-14, 1e-19, 1e-3 })
        {
            var network = new HopfieldNetwork(new[,] { { 0, 1, small }, { 1, 0, 0 }, { small, 0, 0 } });
            Near.Relative(small, network.Weight(0, 2), Math.ScaleB(1, -40));
            Assert.Equal(network.Weight(0, 2), network.Weight(2, 0));
            // The third unit hears the first alone, however weak it is.
            Assert.Equal([2], network.UnstableUnits([1, 1, -1]));
        }
        var large = new HopfieldNetwork(new[,] { { 0, 1e20, 1 }, { 1e20, 0, 0 }, { 1, 0, 0 } });
        Assert.Equal((1e20, 1.0), (large.Weight(0, 1), large.Weight(2, 0)));
        Assert.Equal([2], large.UnstableUnits([1, 1, -1]));
        Assert.Equal([(0, 1, 1e20), (0, 2, 1)], large.Edges());
        Assert.Equal([2], HopfieldNetwork.FromEdges(3, [(0, 1, 1e20), (0, 2, 1)]).UnstableUnits([1, 1, -1]));
        Assert.Equal([2], new DirectedNetwork(new[,] { { 0, 1e20, 1 }, { 1e20, 0, 0 }, { 1, 0, 0 } }).UnstableUnits([1, 1, -1]));
    }

    [Fact]
    public void Weights_that_no_integers_hold_are_refused_by_name()
    {
        string message = Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, 1e20, 1e-10 }, { 1e20, 0, 0 }, { 1e-10, 0, 0 } })).Message;
        Assert.Contains("1E-10 as the largest weight into unit 2", message);
        Assert.Throws<ArgumentException>("edges", () => DirectedNetwork.FromEdges(3, [(0, 1, 1e20), (1, 2, 1e-10)]));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, 1, 1e-14 }, { 1, 0, 0 }, { 2e-14, 0, 0 } })); // not symmetric for unit 2
    }

    // Every field is the exact sum of the weights, but for what rounding to the grid may lose: at most half a step of 2⁻⁴⁰ of the largest
    // weight into the unit for each of its weights. Every energy is finite, and no update of a single unit raises it.
    [Fact]
    public void Fields_of_weights_of_any_size_are_exact_to_the_grid_and_energies_never_rise() =>
        Gen.Select(Gen.Int[2, 7], _size.Array[49], Gen.Int[0, 2], Gen.Int).Sample((n, sizes, zeros, seed) =>
        {
            var random = new SeededRandom(seed);
            var weights = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = random.Next(3) < zeros ? 0 : sizes[7 * i + j];
            }
            var network = new HopfieldNetwork(weights);
            sbyte[] state = Bipolar.Random(n, random);
            double[] fields = network.LocalFields(state);
            for (int i = 0; i < n; i++)
            {
                BigInteger sum = 0;
                double largest = 0;
                for (int j = 0; j < n; j++)
                {
                    sum += state[j] * Exact(weights[i, j]);
                    largest = Math.Max(largest, Math.Abs(weights[i, j]));
                }
                // Two roundings of double precision turn the exact sum and the field into numbers.
                double exact = Real(sum), lost = n * Math.ScaleB(largest, -41) + 4 * Near.DoubleRoundoff * Math.Abs(exact);
                Near.Absolute(exact, fields[i], lost);
                if (Math.Abs(exact) > lost) Assert.Equal(Math.Sign(exact), Math.Sign(fields[i]));
            }
            BipolarState moving = network.Begin(state);
            for (int i = 0; i < n; i++)
            {
                double before = moving.Energy;
                if (moving.FieldSign(i) * moving.State[i] >= 0) continue;
                moving.Flip(i);
                Assert.True(moving.Energy <= before);
            }
        }, iter: 4000);

    // All doubles are multiples of 2⁻¹⁰⁷⁴.
    private static BigInteger Exact(double value)
    {
        int exponent = Math.Max(Math.ILogB(value) - 52, -1074);
        return value == 0 ? 0 : (BigInteger)Math.ScaleB(value, -exponent) << (exponent + 1074);
    }

    private static double Real(BigInteger sum)
    {
        int shift = Math.Max(0, (int)BigInteger.Abs(sum).GetBitLength() - 100);
        return Math.ScaleB((double)(sum >> shift), shift - 1074);
    }

    [Fact]
    public void Energies_beyond_the_largest_number_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, 1e308 }, { 1e308, 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new HopfieldNetwork(new[,] { { 0, 7 }, { 7, 0 } }, scale: 1e308));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => Hebbian.From(BinaryPatterns.Random(2, 8, seed: 1), 1e308));
        var network = new HopfieldNetwork(new[,] { { 0, 1.0 }, { 1, 0 } });
        Assert.Throws<ArgumentException>("thresholds", () => network.WithThresholds([1e308, 1e308]));
        Assert.Throws<ArgumentException>("input", () => network.WithInput([1e308, 1e308]));
        HopfieldNetwork extreme = new(new[,] { { 0, 1e307 }, { 1e307, 0 } }, [1e307, 1e307]);
        Assert.True(double.IsFinite(extreme.WithInput([4e307, 0]).Energy([-1, 1])));
        Assert.True(double.IsFinite(extreme.WithInput([4e307, 0]).FlipChange([-1, 1], 0)));
    }

    // 1/scale is a whole number only where it is one but for rounding.
    [Fact]
    public void A_scale_near_a_fraction_is_not_that_fraction()
    {
        const double Scale = 0.3333333333;
        Assert.Equal(Scale, new HopfieldNetwork(new[,] { { 0, 1 }, { 1, 0 } }, Scale).Weight(0, 1));
    }

    [Fact]
    public void Norms_and_directions_of_tiny_patterns_are_those_of_their_multiples()
    {
        PatternSet<double> tiny = PatternSet.From([3e-200, 4e-200], [0, 1e-310], [0.0, 0]);
        Near.Relative(5e-200, tiny.Norm(0), 1e-15);
        Assert.Equal((1e-310, 0.0), (tiny.Norm(1), tiny.Norm(2)));
        Near.Relative(5e-200, tiny.MaxNorm, 1e-15);
        Near.Absolute([0.6, 0.8], PatternSet.From(tiny.Pattern(0), 2).Normalised().Pattern(0), 1e-15);
        Near.Absolute(0.96, Similarity.Cosine.Between<double>([3e-200, 4e-200], [4e-200, 3e-200]), 1e-15);
        Assert.Equal(0, Similarity.Cosine.Between<double>([3e-200, 4e-200], [0, 0]));
        Near.Absolute(0.96, Similarity.Cosine.Between<double>([3e-200, 4e-200], [4e9, 3e9]), 1e-15);
    }

    // Two patterns 5,000 apart, 10¹⁰ away from the origin: β·5,000²/4 is far above 1, so each is a valley of its own.
    [Fact]
    public void Patterns_far_from_the_origin_are_told_apart()
    {
        PatternSet<double> far = PatternSet.From([1e10, -2500], [1e10, 2500]);
        FixedPointSet found = FixedPoints.Find(ContinuousHopfield.Store(far, 1e-5), starts: 20);
        Assert.Equal(2, found.Minima.Count);
        Assert.Equal([-2500, 2500], found.Minima.Select(minimum => Math.Round(minimum.State[1])).Order());
    }

    [Fact]
    public void Ground_states_are_told_from_states_a_little_above_them()
    {
        GroundState ground = GroundState.Of(new HopfieldNetwork(new[,] { { 0, 1, 1e-14 }, { 1, 0, 0 }, { 1e-14, 0, 0 } }));
        Assert.Equal(2, ground.States.Count); // all three agree, and its mirror image; with the third turned over the energy is higher by 2·10⁻¹⁴
        Assert.All(ground.States, state => Assert.Single(state.Distinct()));
    }

    // What is left of patterns along one line, once that line is taken away, is rounding; it is no direction.
    [Fact]
    public void A_plane_through_patterns_on_one_line_takes_an_axis_for_its_second_direction()
    {
        // In few patterns and in many; from states of 4·10⁹ differences keep six digits.
        foreach ((int count, double size, double digits) in new[] { (2, 1, 1e-12), (40, 1, 1e-12), (3, 1e-9, 1e-12), (40, 1e8, 4e-6) })
        {
            PatternSet<double> line = PatternSet.From([.. Enumerable.Range(1, count).Select(k => (double[])[size * k, size * k / 3, size * k / 7])]);
            StatePlane plane = StatePlane.Of(line);
            double[] first = Difference(plane.State(1, 0), plane.State(0, 0)), second = Difference(plane.State(0, 1), plane.State(0, 0));
            double length = Math.Sqrt(1 + 1.0 / 9 + 1.0 / 49);
            Near.Absolute([1 / length, 1 / (3 * length), 1 / (7 * length)], first, digits);
            // The first axis, as far as it lies across the line; its largest entry made positive.
            double across = Math.Sqrt(1 - 1 / (length * length));
            Near.Absolute([-across, 1 / (3 * length * length * across), 1 / (7 * length * length * across)], second, digits);
        }

        static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
    }
}
