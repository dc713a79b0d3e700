namespace Hopfield.Playground.Tests;

public sealed class PictureTests
{
    [Theory]
    [InlineData("d3")]
    [InlineData("d1234")]
    [InlineData("p6c")]
    [InlineData("r0n40.7")]
    [InlineData("d3n20.1c")]
    [InlineData("xAAAAAAAAAAA")]
    public void A_key_is_written_as_it_was_read(string text) => Assert.Equal(text, PictureKey.Parse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("q3")]
    [InlineData("p7")]
    [InlineData("d-1")]
    [InlineData("d3n0.1")]
    [InlineData("d3n101.1")]
    [InlineData("d3n20")]
    [InlineData("d3n20.")]
    [InlineData("d3cc")]
    [InlineData("d3cn20.1")]
    [InlineData("d100000")]
    [InlineData("d99999999999999")]
    [InlineData("xAAAAAAAAAA")]
    [InlineData("x!")]
    public void What_is_no_key_has_no_picture(string text) => Assert.Null(new Shelf(8).Find(text));

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void A_drawing_comes_back_from_its_key(int side)
    {
        var shelf = new Shelf(side);
        for (int seed = 0; seed < 20; seed++)
        {
            sbyte[] pixels = Bipolar.Random(side * side, seed);
            Picture drawn = shelf.Draw(pixels);
            Assert.Equal(pixels, shelf.Find(drawn.Key)!.Units);
            Assert.Matches("^x[A-Za-z0-9_-]+$", drawn.Key);
        }
    }

    [Fact]
    public void The_first_pixel_is_the_highest_bit()
    {
        sbyte[] pixels = Bipolar.Constant(64, -1);
        pixels[0] = 1;
        Assert.Equal("gAAAAAAAAAA", PackedPixels.Write(pixels));
    }

    [Fact]
    public void Digits_are_those_of_the_course_and_larger_ones_the_same_in_blocks()
    {
        ImageSet first = DataSets.Digits().Exemplars(seed: 0), third = DataSets.Digits().Exemplars(seed: 2);
        for (int digit = 0; digit < 10; digit++)
        {
            Assert.Equal(first.Bipolar(digit), new Shelf(8).Find($"d{digit}")!.Units);
            Assert.Equal(third.Bipolar(digit), new Shelf(8).Find($"d{20 + digit}")!.Units);
            sbyte[] small = first.Bipolar(digit), large = new Shelf(32).Find($"d{digit}")!.Units;
            Assert.All(Enumerable.Range(0, 1024), i => Assert.Equal(small[(i / 32 / 4 * 8) + (i % 32 / 4)], large[i]));
        }
    }

    [Fact]
    public void Photographs_are_about_as_bright_as_dark_and_have_their_names()
    {
        var shelf = new Shelf(32);
        string[] names = ["a man with a camera", "an astronaut", "a cat", "a cup of coffee", "a rocket", "a horse", "a wall of bricks"];
        for (int k = 0; k < 7; k++)
        {
            Picture photograph = shelf.Find($"p{k}")!;
            Assert.Equal(names[k], photograph.Name);
            Assert.InRange(photograph.Units.Count(unit => unit > 0), 480, 600);
        }
    }

    [Fact]
    public void Noise_flips_its_share_and_a_cover_darkens_the_lower_half()
    {
        var shelf = new Shelf(16);
        Picture whole = shelf.Find("p2")!, noisy = shelf.Spoil(whole, 25, seed: 3), half = shelf.CoverHalf(noisy);
        Assert.Equal("p2n25.3", noisy.Key);
        Assert.Equal(64, Bipolar.HammingDistance(whole.Units, noisy.Units));
        Assert.Equal("p2n25.3c", half.Key);
        Assert.Equal(noisy.Units[..128], half.Units[..128]);
        Assert.All(half.Units[128..], unit => Assert.Equal(-1, unit));
        // Noise on noise is a drawing: no key says it.
        Assert.StartsWith("x", shelf.Spoil(noisy, 10, seed: 4).Key, StringComparison.Ordinal);
    }
}
