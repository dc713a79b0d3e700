namespace Hopfield.Tests;

public class EstimateTests
{
    // Textbook: for 1 … 5 the mean is 3, the sample deviation √2.5, the standard error √0.5, and t(0.975; 4) = 2.776445105.
    [Fact]
    public void A_mean_has_students_interval()
    {
        Estimate e = Estimate.OfMean([1, 2, 3, 4, 5]);
        Assert.Equal(3, e.Value);
        // Five squares, their sum, two quotients and a root: below 20 roundings; 1e-14 is 90.
        Near.Relative(Math.Sqrt(0.5), e.StandardError, 1e-14);
        Near.Relative(3 + 2.776445105 * Math.Sqrt(0.5), e.High, 1e-8);
        Near.Relative(3 - 2.776445105 * Math.Sqrt(0.5), e.Low, 1e-8);
        Assert.Equal(5, e.Count);
    }

    // Wilson 1927 with z = 1.959963985: 18 of 100 gives 0.1170 … 0.2667 (worked by hand from the formula); at 0 of 20, z²/(n + z²) = 0.1611.
    [Fact]
    public void A_share_has_wilsons_interval()
    {
        Estimate e = Estimate.OfShare(18, 100);
        Assert.Equal((0.1170, 0.2667), (Math.Round(e.Low, 4), Math.Round(e.High, 4)));
        Assert.Equal("0.18 (0.117 … 0.2667, n = 100)", e.ToString());
        Estimate none = Estimate.OfShare(0, 20), all = Estimate.OfShare(20, 20);
        Assert.Equal(0, none.Low);
        Near.Relative(3.8414588 / (20 + 3.8414588), none.High, 1e-7);
        Near.Relative(1 - 3.8414588 / (20 + 3.8414588), all.Low, 1e-7);
        Assert.Equal(1, all.High);
    }

    [Fact]
    public void Trials_are_asked_in_order_and_counted()
    {
        List<int> asked = [];
        Estimate e = Estimate.OfTrials(100, k =>
        {
            asked.Add(k);
            return k % 7 == 0;
        }, confidence: 0.9);
        Assert.Equal(Enumerable.Range(0, 100), asked);
        Assert.Equal(Estimate.OfShare(15, 100, confidence: 0.9), e);
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => Estimate.OfTrials(0, _ => true));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => Estimate.OfTrials(5, _ => true, confidence: 1));
    }

    // 95 % of the intervals cover the truth: 4,000 seeded draws, tolerance 4 standard errors of a share (4·√(0.95·0.05/4000) = 0.0138)
    // plus 0.005 for the lattice of Wilson's interval.
    [Fact]
    public void The_intervals_cover_the_truth_as_often_as_they_say()
    {
        double[] covers = Trials.Run(4000, 5, random =>
        {
            double[] samples = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];
            Estimate e = Estimate.OfMean(samples);
            return e.Low <= 0.5 && 0.5 <= e.High ? 1.0 : 0;
        });
        Assert.Equal(0.95, covers.Average(), 0.019);
        double[] shares = Trials.Run(4000, 6, random =>
        {
            Estimate e = Estimate.OfShare(Enumerable.Range(0, 80).Count(_ => random.NextDouble() < 0.2), 80);
            return e.Low <= 0.2 && 0.2 <= e.High ? 1.0 : 0;
        });
        Assert.Equal(0.95, shares.Average(), 0.019);
    }

    // Mean 0.96, deviation √0.0018, t(0.975; 4) = 2.776: the interval would end at 1.0127.
    [Fact]
    public void The_interval_of_a_share_ends_at_one()
    {
        Estimate e = Estimate.OfMean([1, 1, 0.9, 0.95, 0.95]), cut = e.Within(0, 1);
        Assert.True(e.High > 1);
        Assert.Equal(e with { High = 1 }, cut);
        Assert.Equal(e, e.Within(-1, 2));
        Assert.Equal(0, Estimate.OfMean([0, 0, 0, 0.1]).Within(0, 1).Low);
        Assert.True(double.IsNaN(Estimate.OfMean([0.5]).Within(0, 1).High));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => e.Within(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("least", () => e.Within(0.97, 1));
    }

    [Fact]
    public void A_single_sample_has_no_interval() => Assert.True(double.IsNaN(Estimate.OfMean([3]).Low));

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>("samples", () => Estimate.OfMean([]));
        Assert.Throws<ArgumentException>("samples", () => Estimate.OfMean([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("successes", () => Estimate.OfShare(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => Estimate.OfShare(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => Estimate.OfShare(1, 2, 1));
    }
}
