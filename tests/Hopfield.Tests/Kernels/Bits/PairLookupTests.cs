using Hopfield.Kernels;

namespace Hopfield.Tests;

public class PairLookupTests
{
    // Lengths around the groups of two, four and eight, and beyond the runs after which sums move to double precision.
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 511, 512, 513, 1023, 1024, 1025, 1031, 4095, 10_000];

    [Theory, MemberData(nameof(Lengths))]
    public void First_numbers_are_written_and_all_are_added(int length)
    {
        var random = new SeededRandom(length);
        NumberPair[] pairs = [.. Enumerable.Range(0, 40).Select(_ => new NumberPair((float)(random.NextDouble() - 0.3) * 1000, (float)(random.NextDouble() - 0.7)))];
        int[] slots = [.. Enumerable.Range(0, length).Select(_ => random.Next(40))];
        var written = new GuardedSpan<float>(length, length % 5, sentinel: 12_345.5f);
        (double first, double second, double firstSize, double secondSize) = PairLookup.Apply(slots, pairs, written.Inside);
        Assert.Equal(slots.Select(slot => pairs[slot].First), written.Inside.ToArray());
        written.AssertUntouched();
        double exact = slots.Sum(slot => Math.Abs((double)pairs[slot].First)), other = slots.Sum(slot => Math.Abs((double)pairs[slot].Second));
        Near.Absolute(slots.Sum(slot => (double)pairs[slot].First), first, SelectedSum.SingleError * exact);
        Near.Absolute(slots.Sum(slot => (double)pairs[slot].Second), second, SelectedSum.SingleError * other);
        Near.Relative(exact, firstSize, SelectedSum.SingleError);
        Near.Relative(other, secondSize, SelectedSum.SingleError);
    }

    // What no slot names may be anything: far from the state a table overflows.
    [Fact]
    public void Pairs_that_nobody_names_do_not_matter()
    {
        NumberPair[] pairs = [new(float.NaN, float.PositiveInfinity), new(1, -2), new(float.NegativeInfinity, float.NaN)];
        var firsts = new float[21];
        Assert.Equal((21.0, -42.0, 21.0, 42.0), PairLookup.Apply([.. Enumerable.Repeat(1, 21)], pairs, firsts));
        Assert.All(firsts, value => Assert.Equal(1, value));
        Assert.Equal((0.0, 0.0, 0.0, 0.0), PairLookup.Apply([], pairs, []));
    }

    [Fact]
    public void Slots_beyond_the_table_are_refused()
    {
        NumberPair[] pairs = [new(1, 2), new(3, 4)];
        foreach (int slot in new[] { -1, 2, int.MinValue, int.MaxValue })
            Assert.Throws<ArgumentException>("slots", () => PairLookup.Apply([.. Enumerable.Repeat(0, 20), slot], pairs, new float[21]));
        Assert.Throws<ArgumentException>("firsts", () => PairLookup.Apply([0], pairs, new float[2]));
    }
}
