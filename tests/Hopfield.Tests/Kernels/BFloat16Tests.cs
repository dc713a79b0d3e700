using Hopfield.Kernels;

namespace Hopfield.Tests;

public class BFloat16Tests
{
    private static float Widened(int bits) => BitConverter.Int32BitsToSingle(bits << 16);

    [Fact]
    public void Every_one_of_the_65536_numbers_survives_the_way_to_single_precision_and_back()
    {
        for (int bits = 0; bits < 1 << 16; bits++)
        {
            float value = Widened(bits), back = BFloat16.FromSingle(value).ToSingle();
            if (float.IsNaN(value)) Assert.True(float.IsNaN(back));
            else Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(back));
        }
    }

    [Fact]
    public void What_lies_between_two_numbers_goes_to_the_nearer_and_from_the_middle_to_the_even_one()
    {
        for (int bits = 0; bits < 0x7F7F; bits += 13)
        {
            float lower = Widened(bits), upper = Widened(bits + 1), middle = BitConverter.Int32BitsToSingle((bits << 16) + 0x8000);
            Assert.Equal(lower, BFloat16.FromSingle(MathF.BitDecrement(middle)).ToSingle());
            Assert.Equal(upper, BFloat16.FromSingle(MathF.BitIncrement(middle)).ToSingle());
            Assert.Equal(bits % 2 == 0 ? lower : upper, BFloat16.FromSingle(middle).ToSingle());
            Assert.Equal(bits % 2 == 0 ? -lower : -upper, BFloat16.FromSingle(-middle).ToSingle());
        }
    }

    [Fact]
    public void Rounding_errs_by_at_most_one_part_in_256()
    {
        var random = new SeededRandom(1);
        foreach (float value in RealDraws.Normals<float>(10_000, random, 100))
            Near.Absolute(value, BFloat16.FromSingle(value).ToSingle(), Math.Abs(value) / 256.0);
    }

    [Fact]
    public void What_is_too_large_becomes_infinite_and_NaN_stays_NaN()
    {
        Assert.Equal(float.PositiveInfinity, BFloat16.FromSingle(float.MaxValue).ToSingle());
        Assert.Equal(float.NegativeInfinity, BFloat16.FromSingle(float.NegativeInfinity).ToSingle());
        Assert.True(float.IsNaN(BFloat16.FromSingle(float.NaN).ToSingle()));
        Assert.True(float.IsNaN(BFloat16.FromSingle(BitConverter.Int32BitsToSingle(0x7F800001)).ToSingle())); // its fraction lies in the lower half
    }

    [Fact]
    public void Equality_is_that_of_numbers()
    {
        BFloat16 one = BFloat16.FromSingle(1), nan = BFloat16.FromSingle(float.NaN);
        Assert.True(one == BFloat16.FromSingle(1.001f) && one != BFloat16.FromSingle(2));
        Assert.True(BFloat16.FromSingle(0f) == BFloat16.FromSingle(-0f));
        Assert.True(nan.Equals(BFloat16.FromSingle(-float.NaN)) && nan != BFloat16.FromSingle(float.NaN));
        Assert.Equal(BFloat16.FromSingle(0f).GetHashCode(), BFloat16.FromSingle(0f).GetHashCode());
        Assert.Equal("1.5", BFloat16.FromSingle(1.5f).ToString());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>("rounded", () => BFloat16.FromSingle([1f], new BFloat16[2]));
        Assert.Throws<ArgumentException>("widened", () => BFloat16.ToSingle(new BFloat16[2], new float[1]));
    }
}
