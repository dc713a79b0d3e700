using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>The exponentials of single precision against those of double precision, in units in the last place (ulp), at every width.</summary>
public class ExpTests
{
    public static TheoryData<int> Widths => RegisterWidths.Single;

    // Every 9,973rd number between the smallest that changes 1 and the largest whose exponential is finite, of both signs, and all numbers
    // in a row at the places where something begins or ends: subnormal results, 0, 1 and ∞. (All numbers of
    // that range were tried once with 16 and with 8 lanes, every third with 4 lanes without fused multiplication and addition, every
    // seventh with one: the largest errors were 0.899, 0.959, 0.933 and 0.935 ulp.)
    private static IEnumerable<float> Exponents()
    {
        uint least = BitConverter.SingleToUInt32Bits(1e-9f), most = BitConverter.SingleToUInt32Bits(104.5f);
        for (uint bits = least; bits < most; bits += 9973)
        {
            yield return BitConverter.UInt32BitsToSingle(bits);
            yield return -BitConverter.UInt32BitsToSingle(bits);
        }
        foreach (float place in new[] { 0f, 1f, 88.72284f, 88.37626f, -87.33654f, -88.02969f, -103.27893f, -103.97208f, -104f, 0.34657359f, -0.34657359f })
        {
            float x = place;
            for (int i = 0; i < 200; i++) x = MathF.BitDecrement(x);
            for (int i = 0; i < 400; i++) yield return x = MathF.BitIncrement(x);
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Exp_errs_by_less_than_one_unit_in_the_last_place(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        float[] x = [.. Exponents()], y = new float[x.Length];
        RegisterWidths.Exp(lanes, x, y);
        for (int i = 0; i < x.Length; i++)
        {
            double exact = Math.Exp(x[i]);
            if (exact > float.MaxValue)
            {
                // Beyond the largest number by less than half a unit, it may still be the largest number.
                Assert.True(y[i] == float.PositiveInfinity || exact < (double)float.MaxValue * (1 + Near.SingleRoundoff), $"exp({x[i]:R}) = {y[i]:R}");
                continue;
            }
            Assert.True(Math.Abs(y[i] - exact) < Ulp(exact), $"exp({x[i]:R}) = {y[i]:R}, {Math.Abs(y[i] - exact) / Ulp(exact):F3} ulp from {exact:R}");
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Subnormal_results_are_rounded_to_the_nearest(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        float[] x = [.. Enumerable.Range(0, 2000).Select(i => -88f - (i * 0.008f))], y = new float[x.Length];
        RegisterWidths.Exp(lanes, x, y);
        // Half a unit for rounding to 2^−149, and the error of the normal number that is rounded, which is below 2^−23 of it.
        for (int i = 0; i < x.Length; i++) Near.Absolute(Math.Exp(x[i]), y[i], (0.5 * float.Epsilon) + (Math.Exp(x[i]) / (1 << 23)));
    }

    [Theory, MemberData(nameof(Widths))]
    public void Edges_of_the_exponential(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        float[] x = [float.NegativeInfinity, -1e30f, -104f, -0f, 0f, float.Epsilon, 89f, 1e30f, float.PositiveInfinity, float.NaN], y = new float[x.Length];
        RegisterWidths.Exp(lanes, x, y);
        Assert.Equal([0, 0, 0, 1, 1, 1, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.NaN], y);
    }

    [Theory, MemberData(nameof(Widths))]
    public void The_power_of_two_errs_by_less_than_one_and_a_half_units_and_is_never_subnormal(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        float[] x = [0, float.NegativeInfinity, -1e30f, -127f, -126f, MathF.BitDecrement(-126f), -1e-9f, .. Exponents().Where(v => v <= 0).Select(v => v * 1.25f)];
        float[] y = RegisterWidths.Exp2(lanes, x);
        for (int i = 0; i < x.Length; i++)
        {
            double exact = Math.Pow(2, x[i]);
            // One unit as for exp, and the rounding of the rest x − n, half of 2^−24, times ln 2: the rest of a small negative number has no room for its digits.
            if (x[i] < -126) Assert.Equal(0f, y[i]);
            else Assert.True(Math.Abs(y[i] - exact) < 1.5 * Ulp(exact), $"2^{x[i]:R} = {y[i]:R}, {Math.Abs(y[i] - exact) / Ulp(exact):F3} ulp from {exact:R}");
        }
        Assert.True(float.IsNaN(RegisterWidths.Exp2(lanes, [float.NaN])[0]));
    }

    [Theory, MemberData(nameof(Widths))]
    public void The_sum_is_that_of_the_exponentials_whether_they_are_kept_or_not(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (int length in RealDraws.Lengths)
        {
            float[] x = RealDraws.Normals<float>(length, new SeededRandom(length)), y = new float[length];
            double sum = RegisterWidths.Exp(lanes, x, y);
            Assert.Equal(sum, RegisterWidths.Exp(lanes, x, default));
            // Positive numbers, of which a lane adds 64 and four or five more roundings add the lanes; what follows is double precision.
            Near.Relative(RealDraws.Widen<float>(y).Sum(), sum, 70 * Near.SingleRoundoff);
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void What_is_written_without_a_sum_is_the_same_to_the_bit(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (int length in RealDraws.Lengths)
        {
            float[] x = RealDraws.Normals<float>(length, new SeededRandom(length)), summed = new float[length], alone = new float[length + 1];
            alone[length] = float.NaN;
            RegisterWidths.Exp(lanes, x, summed);
            RegisterWidths.EachExp(lanes, x, alone.AsSpan(0, length));
            Assert.Equal([.. summed.Select(BitConverter.SingleToInt32Bits)], alone[..length].Select(BitConverter.SingleToInt32Bits));
            Assert.True(float.IsNaN(alone[length]), "Something was written behind the end.");
            RegisterWidths.EachExp(lanes, x, x); // in place
            Assert.Equal(summed, x);
        }
    }

    // The table of the widest registers, digit by digit: entry j times 2^(−j/32) is the same number for all, within 0.3 units of each.
    [Fact]
    public void The_table_of_powers_is_that_of_its_law()
    {
        Assert.SkipUnless(Lanes512.IsSupported, "This processor has no AVX-512, or it is switched off.");
        const double Delta = -0.005780677579241189;
        for (int j = 0; j < 32; j++)
        {
            double power = Math.Pow(2, j / 32.0) * Math.Exp(Delta), entry = (j < 16 ? Lanes512.LowPowers : Lanes512.HighPowers)[j % 16];
            Assert.Equal((float)power, entry);
            Assert.True(Math.Abs(entry - power) <= 0.3 * Ulp(power), $"entry {j} lies {Math.Abs(entry - power) / Ulp(power):F3} units from {power:R}");
        }
    }

    [Fact]
    public void An_empty_span_is_an_empty_sum() => Assert.Equal(0.0, Exp.Shifted<float>([], 1, 0, []));

    // The distance of neighbouring single-precision numbers at a positive number.
    private static double Ulp(double exact) => Math.Max(float.Epsilon, Math.Pow(2, Math.Floor(Math.Log2(exact)) - 23));
}
