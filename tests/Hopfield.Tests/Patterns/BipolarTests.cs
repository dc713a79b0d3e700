namespace Hopfield.Tests;

public class BipolarTests
{
    [Theory]
    [InlineData("1 -1 1 -1", "#.#.")]
    [InlineData("-1 -1", "..")]
    [InlineData("+1,-1", null)]
    [InlineData("+1 −1\n-1 1", "#..#")]
    [InlineData("+-+", "#.#")]
    [InlineData("101", "#.#")]
    [InlineData("- 1", ".#")]
    public void A_sign_directly_before_a_one_belongs_to_it(string text, string? units)
    {
        if (units is null) Assert.Throws<ArgumentException>("text", () => Bipolar.Parse(text));
        else Assert.Equal(units, Bipolar.Format(Bipolar.Parse(text)));
    }

    [Fact]
    public void Text_and_state_are_two_spellings_of_one_thing()
    {
        sbyte[] state = Bipolar.Parse("#.1\n0+-");

        Assert.Equal([1, -1, 1, -1, 1, -1], state);
        Assert.Equal("#.#.#.", Bipolar.Format(state));
        Assert.Equal("#.#\n.#.", Bipolar.Format(state, width: 3));
        Assert.Equal(state, Bipolar.Parse(Bipolar.Format(state, width: 2)));
    }

    [Fact]
    public void Zero_one_units_map_to_bipolar_ones_and_back()
    {
        Assert.Equal([1, -1, 1], Bipolar.FromZeroOne([1, 0, 1]));
        Assert.Equal([1, 0, 1], Bipolar.ToZeroOne([1, -1, 1]));
    }

    [Fact]
    public void Overlap_and_distance_say_the_same()
    {
        sbyte[] x = Bipolar.Random(101, seed: 4), y = Bipolar.Random(101, seed: 5);

        Assert.Equal(1 - 2.0 * Bipolar.HammingDistance(x, y) / 101, Bipolar.Overlap(x, y), 1e-15);
        Assert.Equal(101, Bipolar.HammingDistance(x, Bipolar.Mirror(x)));
        Assert.Equal(-1, Bipolar.Overlap(x, Bipolar.Mirror(x)));
        Assert.Equal(1, Bipolar.Overlap(x, x));
    }

    [Fact]
    public void Refuses_what_is_no_state()
    {
        Assert.Throws<ArgumentException>("state", () => Bipolar.Mirror([1, 0]));
        Assert.Throws<ArgumentException>("state", () => Bipolar.Format([]));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => Bipolar.Format([1], -1));
        Assert.Throws<ArgumentException>("y", () => Bipolar.Overlap([1, 1], [1]));
        Assert.Throws<ArgumentException>("x", () => Bipolar.HammingDistance([], []));
        Assert.Throws<ArgumentException>("units", () => Bipolar.FromZeroOne([]));
        Assert.Throws<ArgumentException>("units", () => Bipolar.FromZeroOne([-1]));
        Assert.Throws<ArgumentException>("units", () => Bipolar.From(Array.Empty<int>()));
        Assert.Throws<ArgumentException>("units", () => Bipolar.From(Array.Empty<bool>()));
        Assert.Throws<ArgumentException>("units", () => Bipolar.From<float>([], 0));
        Assert.Throws<ArgumentException>("units", () => Bipolar.From([1, 2]));
        Assert.Throws<ArgumentException>("units", () => Bipolar.From([1, double.NaN], 0));
        Assert.Throws<ArgumentException>("threshold", () => Bipolar.From([1.0], double.NaN));
        Assert.Throws<ArgumentException>("value", () => Bipolar.Constant(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => Bipolar.Constant(0, 1));
        Assert.Throws<ArgumentNullException>("text", () => Bipolar.Parse(null!));
    }

    // Three random patterns agree with their majority in three of four units each (N → ∞); with one mirrored, that one disagrees.
    [Fact]
    public void The_majority_is_the_sign_of_the_sum()
    {
        sbyte[] a = Bipolar.Parse("++-+-"), b = Bipolar.Parse("+--++"), c = Bipolar.Parse("-+--+");
        Assert.Equal("##.##", Bipolar.Format(Bipolar.Majority(a, b, c)));
        Assert.Equal(a, Bipolar.Majority(a));
        Assert.Equal("##.#.", Bipolar.Format(Bipolar.Majority(a, b, Bipolar.Mirror(Bipolar.Parse("--++-")), a, Bipolar.Mirror(c))));
        Assert.Throws<ArgumentException>("states", () => Bipolar.Majority(a, b));
        Assert.Throws<ArgumentException>("states", () => Bipolar.Majority());
        Assert.Throws<ArgumentException>("states", () => Bipolar.Majority(a, b, [1, -1]));
    }
}
