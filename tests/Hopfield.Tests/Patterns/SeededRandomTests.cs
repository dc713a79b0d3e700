namespace Hopfield.Tests;

public class SeededRandomTests
{
    // Computed by an independent script from the published definitions of SplitMix64 (whose first number for the seed 1234567 is
    // 6457827717110365317) and xoshiro256**; a number below ten is the high word of ten times the draw.
    [Fact]
    public void The_stream_of_a_seed_never_changes()
    {
        var random = new SeededRandom(1);

        Assert.Equal([7, 5, 5, 3, 6, 1, 0, 3, 8, 5], Enumerable.Range(0, 10).Select(_ => random.Next(10)));
    }

    [Fact]
    public void Equal_seeds_agree_and_streams_and_seeds_differ()
    {
        int[] Draw(int seed, int stream = 0)
        {
            var random = new SeededRandom(seed, stream);
            return [.. Enumerable.Range(0, 8).Select(_ => random.Next())];
        }

        Assert.Equal(Draw(3, 4), Draw(3, 4));
        int[][] all = [Draw(0), Draw(1), Draw(-1), Draw(0, 1), Draw(1, 1), Draw(0, -1)];
        Assert.Equal(48, all.SelectMany(draws => draws).Distinct().Count());
    }

    // The first draws of neighbouring seeds: for 10,000 independent pairs the correlation has standard deviation 0.01.
    [Fact]
    public void Neighbouring_seeds_and_streams_are_not_correlated()
    {
        double[] bySeed = [.. Enumerable.Range(0, 10001).Select(seed => new SeededRandom(seed).NextDouble() - 0.5)];
        double[] byStream = [.. Enumerable.Range(0, 10001).Select(stream => new SeededRandom(7, stream).NextDouble() - 0.5)];

        foreach (double[] draws in (double[][])[bySeed, byStream])
            Assert.InRange(12 * Enumerable.Range(0, 10000).Average(k => draws[k] * draws[k + 1]), -0.045, 0.045);
    }

    // 60,000 draws into 6 bins: the statistic has 5 degrees of freedom, and exceeds 25.7 with probability 1e-4.
    [Fact]
    public void Small_bounds_are_hit_evenly()
    {
        var random = new SeededRandom(11);
        var bins = new int[6];
        for (int k = 0; k < 60000; k++) bins[random.Next(6)]++;

        Assert.True(bins.Sum(count => (count - 10000.0) * (count - 10000.0) / 10000) < 25.7);
    }

    [Fact]
    public void Every_kind_of_number_stays_in_its_range()
    {
        var random = new SeededRandom(5);
        var bytes = new byte[13];
        random.NextBytes(bytes);

        Assert.True(bytes.Distinct().Count() > 5);
        for (int k = 0; k < 1000; k++)
        {
            Assert.InRange(random.Next(), 0, int.MaxValue - 1);
            Assert.InRange(random.Next(-5, 6), -5, 5);
            Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.InRange(random.NextInt64(7), 0, 6);
            Assert.InRange(random.NextInt64(), 0, long.MaxValue - 1);
            Assert.InRange(random.NextDouble(), 0, 1 - Math.ScaleB(1, -53));
            Assert.InRange(random.NextSingle(), 0, 1 - MathF.ScaleB(1, -24));
        }
        Assert.Equal(0, random.Next(0));
        Assert.Equal(0, random.Next(1));
    }

    [Fact]
    public void Refuses_bounds_in_the_wrong_order()
    {
        var random = new SeededRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>("maxValue", () => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>("minValue", () => random.Next(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("maxValue", () => random.NextInt64(-1));
        Assert.Throws<ArgumentOutOfRangeException>("minValue", () => random.NextInt64(2, 1));
    }
}
