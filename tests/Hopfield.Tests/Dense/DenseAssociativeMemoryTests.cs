using System.Numerics;

namespace Hopfield.Tests;

public class DenseAssociativeMemoryTests
{
    public static TheoryData<string> Functions => [.. _all.Select(f => f.Name)];

    private static readonly InteractionFunction[] _all =
    [
        InteractionFunction.Power(2), InteractionFunction.Power(3), InteractionFunction.RectifiedPower(4), InteractionFunction.RectifiedPower(45),
        InteractionFunction.Exponential(), InteractionFunction.Exponential(1e-6), InteractionFunction.Exponential(50),
        InteractionFunction.Custom("z⁴ − z", z => z * z * z * z - z, z => 4 * z * z * z - 1),
        InteractionFunction.CustomLogarithmic("exp(z²)", z => z * z, z => 2 * z),
    ];

    private static InteractionFunction Named(string name) => _all.Single(f => f.Name == name);

    [Theory, MemberData(nameof(Functions))]
    public void The_energy_is_that_of_the_definition(string function)
    {
        InteractionFunction f = Named(function);
        foreach ((BinaryPatterns patterns, sbyte[] state) in Draws())
        {
            double energy = new DenseAssociativeMemory(patterns, f).Energy(state);
            int[] overlaps = patterns.Similarities(state);
            if (!f.IsLogarithmic)
            {
                Near.Relative(-overlaps.Sum(z => f.Value(z)), energy, 1e-13);
                continue;
            }
            double largest = overlaps.Max(z => f.LogValue(z));
            Near.Relative(-(largest + Math.Log(overlaps.Sum(z => Math.Exp(f.LogValue(z) - largest)))), energy, 1e-13);
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_flip_changes_the_energy_by_twice_the_value_times_the_field(string function)
    {
        foreach ((BinaryPatterns patterns, sbyte[] state) in Draws())
        {
            var memory = new DenseAssociativeMemory(patterns, Named(function));
            double before = memory.Energy(state);
            for (int i = 0; i < state.Length; i++)
            {
                sbyte[] flipped = [.. state];
                flipped[i] = (sbyte)-flipped[i];
                double change = memory.Energy(flipped) - before, field = memory.LocalField(state, i);
                // Energies of double precision: their difference is right to a few roundoffs of the larger one.
                Near.Absolute(change, 2 * state[i] * field, 64 * Near.DoubleRoundoff * Math.Max(1, Math.Max(Math.Abs(before), Math.Abs(before + change))));
            }
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_walk_keeps_its_overlaps_through_flips(string function)
    {
        var random = new SeededRandom(1);
        BinaryPatterns patterns = BinaryPatterns.Random(9, 23, random);
        var memory = new DenseAssociativeMemory(patterns, Named(function));
        BipolarState walk = memory.Begin(Bipolar.Random(23, random));
        for (int step = 0; step < 200; step++)
        {
            walk.Flip(random.Next(23));
            sbyte[] state = walk.State.ToArray();
            Assert.Equal(memory.Energy(state), walk.Energy);
            int unit = random.Next(23);
            Assert.Equal(memory.LocalField(state, unit), walk.LocalField(unit));
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void The_order_of_the_patterns_changes_no_bit_of_the_answer(string function)
    {
        foreach ((BinaryPatterns patterns, sbyte[] state) in Draws())
        {
            var memory = new DenseAssociativeMemory(patterns, Named(function));
            var reversed = new DenseAssociativeMemory(patterns.Subset(Enumerable.Range(0, patterns.PatternCount).Reverse()), Named(function));
            Assert.Equal(memory.Energy(state), reversed.Energy(state));
            Assert.Equal(memory.LocalFields(state), reversed.LocalFields(state));
        }
    }

    [Fact]
    public void Powers_that_fit_are_exact_integers()
    {
        // 300 units to the 12th power need 99 bits, sums over 20 patterns 104.
        var random = new SeededRandom(2);
        foreach (bool rectified in new[] { false, true })
        {
            foreach (int n in new[] { 2, 5, 12 })
            {
                BinaryPatterns patterns = BinaryPatterns.Random(20, 300, random);
                sbyte[] state = patterns.Pattern(0);
                for (int i = 0; i < 60; i++) state[i] = (sbyte)-state[i];
                var memory = new DenseAssociativeMemory(patterns, rectified ? InteractionFunction.RectifiedPower(n) : InteractionFunction.Power(n));
                BigInteger Energy(sbyte[] xi) => -patterns.Similarities(xi).Aggregate(BigInteger.Zero, (sum, z) => sum + (rectified && z < 0 ? 0 : BigInteger.Pow(z, n)));
                RoundsOnce(Energy(state), memory.Energy(state));
                double[] fields = memory.LocalFields(state);
                for (int i = 0; i < 300; i += 7)
                {
                    sbyte[] flipped = [.. state];
                    flipped[i] = (sbyte)-flipped[i];
                    RoundsOnce(state[i] * (Energy(flipped) - Energy(state)), 2 * fields[i]); // h_i = ξ_i (E(flipped) − E)/2
                }
            }
        }
    }

    // The double nearest to an integer lies within one roundoff of it.
    private static void RoundsOnce(BigInteger expected, double actual) =>
        Assert.True(BigInteger.Abs(new BigInteger(actual) - expected) << 53 <= BigInteger.Abs(expected), $"{actual:R} is not {expected} rounded.");

    [Fact]
    public void The_square_is_the_classical_network()
    {
        // Σ_μ [(r + 1)² − (r − 1)²]/2 = 2 Σ_μ x_μi r_μ: twice the field of the unscaled Hebbian weights.
        foreach ((BinaryPatterns patterns, sbyte[] state) in Draws())
        {
            var dense = new DenseAssociativeMemory(patterns, InteractionFunction.Power(2));
            HopfieldNetwork classical = Hebbian.From(patterns, scale: 1);
            Assert.Equal(classical.LocalFields(state), dense.LocalFields(state).Select(h => h / 2));
            RecallResult<sbyte[]> a = classical.Recall(state), b = dense.Recall(state);
            Assert.Equal(a.State, b.State);
            Assert.Equal((a.Stopped, a.Steps, a.Changes), (b.Stopped, b.Steps, b.Changes));
        }
    }

    [Theory]
    [InlineData(3, false, false)]
    [InlineData(4, false, true)]
    [InlineData(3, true, false)]
    [InlineData(4, true, false)]
    public void Only_even_plain_powers_keep_the_mirror_image(int degree, bool rectified, bool keeps)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 60, seed: 1);
        var memory = new DenseAssociativeMemory(patterns, rectified ? InteractionFunction.RectifiedPower(degree) : InteractionFunction.Power(degree));
        for (int mu = 0; mu < 5; mu++)
        {
            Assert.True(memory.IsFixedPoint(patterns.Pattern(mu)));
            Assert.Equal(keeps, memory.IsFixedPoint(Bipolar.Mirror(patterns.Pattern(mu))));
        }
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1)]
    [InlineData(1e10)]
    public void Exponentials_never_overflow_at_4096_units(double beta)
    {
        // exp(4096 β) is infinite from β = 0.17 on; the fields and energies here are not.
        BinaryPatterns patterns = BinaryPatterns.Random(8, 4096, seed: 3);
        var memory = new DenseAssociativeMemory(patterns, InteractionFunction.Exponential(beta));
        sbyte[] state = patterns.Pattern(5);
        for (int i = 0; i < 1000; i++) state[i] = (sbyte)-state[i];
        double energy = memory.Energy(state);
        Assert.True(double.IsFinite(energy));
        // 2096 of the nearest overlap; the others are below 400 in magnitude, so at β = 1 they do not show.
        if (beta >= 1) Assert.Equal(-2096 * beta, energy);
        Assert.All(memory.LocalFields(state), h => Assert.True(double.IsFinite(h) && h != 0));
        if (beta >= 1) Assert.Equal(patterns.Pattern(5), memory.Recall(state).State);
    }

    // Sizes and functions of a tutorial on dense memories, random patterns in place of its pictures: others overlap by a few √N = 48, the state by at
    // least N/2 = 1152, so the nearest pattern outweighs the sum of all others and one sweep repairs every flip.
    [Theory]
    [InlineData(6, 100, 0.20)]
    [InlineData(0, 1024, 0.25)]
    public void Patterns_of_48_by_48_units_come_back_from_noise_in_one_sweep(int degree, int p, double flips)
    {
        InteractionFunction f = degree > 0 ? InteractionFunction.RectifiedPower(degree) : InteractionFunction.Exponential(50.0 / 2304);
        BinaryPatterns patterns = BinaryPatterns.Random(p, 2304, seed: 48);
        var memory = new DenseAssociativeMemory(patterns, f);
        RecallResult<sbyte[]> recall = memory.Recall(Corruption.Flip(patterns.Pattern(3), flips, seed: 1));
        Assert.Equal(patterns.Pattern(3), recall.State);
        Assert.Equal((long)Math.Round(flips * 2304), recall.Changes);
    }

    [Fact]
    public void Small_beta_gives_the_linear_field_with_all_its_digits()
    {
        // exp(βz) ≈ 1 + βz: h_i → β Σ_μ x_μi / P, which a difference of two logarithms near ln P would lose.
        BinaryPatterns patterns = BinaryPatterns.Random(7, 31, seed: 8);
        sbyte[] state = Bipolar.Random(31, new SeededRandom(4));
        double[] fields = new DenseAssociativeMemory(patterns, InteractionFunction.Exponential(1e-9)).LocalFields(state);
        for (int i = 0; i < 31; i++) Near.Relative(1e-9 * patterns.Sum(x => x[i]) / 7, fields[i], 1e-6); // next order: β N
    }

    [Fact]
    public void A_tie_is_exactly_zero()
    {
        // A pattern and its mirror image pull equally at a state half way between them.
        sbyte[] x = Bipolar.Parse("####......#"), halfway = Bipolar.Parse("##..#.#.#..");
        Assert.Equal(1, Math.Abs(Bipolar.Parse("####......#").Zip(halfway, (a, b) => a * b).Sum()));
        sbyte[] state = [.. halfway];
        BinaryPatterns patterns = BinaryPatterns.From(x, Bipolar.Mirror(x));
        foreach (InteractionFunction f in _all)
        {
            // Without unit i both overlaps are 0 where the unit agrees with the odd one out.
            int unit = Enumerable.Range(0, x.Length).First(i => Math.Sign(x.Zip(state, (a, b) => a * b).Sum()) == x[i] * state[i]);
            if (f.Name == "z⁴ − z") continue; // odd part: the two pulls differ
            Assert.Equal(0, new DenseAssociativeMemory(patterns, f).LocalField(state, unit));
        }
    }

    [Fact]
    public void Functions_that_overflow_are_sent_to_the_log_form()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 1000, seed: 1);
        ArgumentException thrown = Assert.Throws<ArgumentException>("interaction", () =>
            new DenseAssociativeMemory(patterns, InteractionFunction.Custom("plain exp", Math.Exp, Math.Exp)));
        Assert.Contains("log form", thrown.Message);
        Assert.Throws<ArgumentException>("interaction", () => new DenseAssociativeMemory(patterns, InteractionFunction.Power(200)));
        Assert.Throws<ArgumentException>("interaction", () =>
            new DenseAssociativeMemory(patterns, InteractionFunction.CustomLogarithmic("log", Math.Log, z => 1 / z)));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 10, seed: 1);
        var memory = new DenseAssociativeMemory(patterns, InteractionFunction.Power(3));
        Assert.Throws<ArgumentNullException>("patterns", () => new DenseAssociativeMemory(null!, InteractionFunction.Power(3)));
        Assert.Throws<ArgumentNullException>("interaction", () => new DenseAssociativeMemory(patterns, null!));
        Assert.Throws<ArgumentException>("state", () => memory.Begin(new sbyte[9]));
        Assert.Throws<ArgumentException>("state", () => memory.Begin(new sbyte[10]));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => InteractionFunction.Power(1));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => InteractionFunction.RectifiedPower(0));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => InteractionFunction.Exponential(double.NaN));
        Assert.Throws<ArgumentNullException>("derivative", () => InteractionFunction.Custom("f", z => z, null!));
        Assert.Throws<ArgumentException>("name", () => InteractionFunction.Custom(" ", z => z, z => 1));
    }

    [Theory, MemberData(nameof(Functions))]
    public void Values_derivatives_and_logarithms_of_a_function_agree(string function)
    {
        InteractionFunction f = Named(function);
        foreach (double z in new[] { 0.25, 1.5, 2, 3 })
        {
            double step = 1e-6, slope = (f.Value(z + step) - f.Value(z - step)) / (2 * step);
            Near.Absolute(slope, f.Derivative(z), 1e-4 * (1 + Math.Abs(f.Derivative(z))));
            if (f.Value(z) > 0) Near.Absolute(Math.Log(f.Value(z)), f.LogValue(z), 1e-12 * (1 + Math.Abs(f.LogValue(z))));
        }
        Assert.Equal(f.Name, f.ToString());
    }

    private static IEnumerable<(BinaryPatterns Patterns, sbyte[] State)> Draws()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new SeededRandom(seed);
            BinaryPatterns patterns = BinaryPatterns.Random(random.Next(1, 12), random.Next(1, 40), random);
            yield return (patterns, Bipolar.Random(patterns.Dimension, random));
        }
    }
}
