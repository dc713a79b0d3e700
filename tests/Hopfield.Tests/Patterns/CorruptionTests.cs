namespace Hopfield.Tests;

public class CorruptionTests
{
    private static readonly sbyte[] _state = Bipolar.Random(40, seed: 2);

    [Theory, InlineData(0, 0), InlineData(0.1, 4), InlineData(0.2625, 11), InlineData(1, 40)]
    public void Exactly_the_rounded_share_of_units_flips(double share, int count)
    {
        sbyte[] before = [.. _state];

        Assert.Equal(count, Bipolar.HammingDistance(_state, Corruption.Flip(_state, share, seed: 3)));
        Assert.Equal(count, Bipolar.HammingDistance(_state, Corruption.FlipCount(_state, count, seed: 3)));
        Assert.Equal(before, _state);
    }

    [Fact]
    public void The_flipped_units_depend_on_the_seed_and_on_nothing_else()
    {
        Assert.Equal(Corruption.Flip(_state, 0.3, seed: 3), Corruption.Flip(_state, 0.3, seed: 3));
        Assert.NotEqual(Corruption.Flip(_state, 0.3, seed: 3), Corruption.Flip(_state, 0.3, seed: 4));
    }

    // 8,000 draws of 10 among 40 units: each unit is hit 2,000 times on average, with standard deviation 38.7.
    [Fact]
    public void Every_unit_is_equally_likely_to_flip()
    {
        var random = new SeededRandom(6);
        var hits = new int[40];
        for (int trial = 0; trial < 8000; trial++)
        {
            sbyte[] spoilt = Corruption.FlipCount(_state, 10, random);
            for (int i = 0; i < 40; i++) hits[i] += spoilt[i] != _state[i] ? 1 : 0;
        }

        Assert.All(hits, hit => Assert.InRange(hit, 2000 - 175, 2000 + 175));
    }

    [Fact]
    public void A_mask_covers_its_part_and_leaves_the_rest()
    {
        sbyte[] covered = Corruption.Mask(_state, 10..20);
        sbyte[] noisy = Corruption.Scramble(_state, ^20.., seed: 1);

        Assert.All(covered[10..20], unit => Assert.Equal(-1, unit));
        Assert.Equal([.. _state[..10], .. _state[20..]], (sbyte[])[.. covered[..10], .. covered[20..]]);
        Assert.Equal(_state[..20], noisy[..20]);
        Assert.NotEqual(_state[20..], noisy[20..]);
        Assert.All(Corruption.Mask(_state, .., fill: 1), unit => Assert.Equal(1, unit));
    }

    [Fact]
    public void A_mask_darkens_the_same_part_of_every_pattern()
    {
        PatternSet<double> before = PatternSet.OnSphere<double>(3, 6, radius: 1, seed: 1), after = Corruption.Mask(before, 4..);
        for (int mu = 0; mu < 3; mu++) Assert.Equal([.. before.Pattern(mu)[..4], 0, 0], after.Pattern(mu).ToArray());
        Assert.DoesNotContain(0, before.Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("hidden", () => Corruption.Mask(before, 4..7));
    }

    [Fact]
    public void Refuses_what_cannot_be_spoiled()
    {
        Assert.Throws<ArgumentOutOfRangeException>("flipFraction", () => Corruption.Flip(_state, 1.01, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("flipFraction", () => Corruption.Flip(_state, double.NaN, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Corruption.FlipCount(_state, 41, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Corruption.FlipCount(_state, -1, seed: 1));
        Assert.Throws<ArgumentException>("state", () => Corruption.FlipCount([1, 3], 1, seed: 1));
        Assert.Throws<ArgumentException>("fill", () => Corruption.Mask(_state, .., fill: 0));
        Assert.Throws<ArgumentOutOfRangeException>("hidden", () => Corruption.Mask(_state, 30..50));
        Assert.Throws<ArgumentNullException>("random", () => Corruption.Scramble(_state, .., null!));
    }
}
