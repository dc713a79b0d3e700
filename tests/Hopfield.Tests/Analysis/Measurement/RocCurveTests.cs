namespace Hopfield.Tests;

public class RocCurveTests
{
    // Few different scores, so that most draws have ties. Both sides are sums of halves, exact in double precision, divided by the same product.
    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_and_half_of_the_ties()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            (double[] scores, bool[] positives) = Draw(seed);
            double right = 0;
            int pairs = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                for (int j = 0; j < scores.Length; j++)
                {
                    if (!positives[i] || positives[j]) continue;
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
            Assert.Equal(right / pairs, RocCurve.Of(scores, positives).Area);
        }
    }

    // The trapezoids add at most 30 products of shares: 1e-13 is some 15 roundings of each.
    [Fact]
    public void The_area_lies_under_the_curve_which_rises_from_corner_to_corner()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            (double[] scores, bool[] positives) = Draw(seed);
            RocCurve curve = RocCurve.Of(scores, positives);
            (double[] x, double[] y) = (curve.FalseAlarms, curve.Found);
            Assert.Equal((0, 0, 1, 1), (x[0], y[0], x[^1], y[^1]));
            double area = 0;
            for (int k = 1; k < x.Length; k++)
            {
                Assert.True(x[k] >= x[k - 1] && y[k] >= y[k - 1]);
                area += (x[k] - x[k - 1]) * (y[k] + y[k - 1]) / 2;
            }
            Assert.Equal(curve.Area, area, 1e-13);
        }
    }

    [Fact]
    public void Only_the_order_of_the_scores_counts()
    {
        (double[] scores, bool[] positives) = Draw(7);
        RocCurve curve = RocCurve.Of(scores, positives), bent = RocCurve.Of([.. scores.Select(s => Math.Exp(3 * s) - 5)], positives);
        Assert.Equal(curve.Area, bent.Area);
        Assert.Equal(curve.Found, bent.Found);
        // Sums of halves over one product: 1 minus one of them is the other, up to two roundings.
        Assert.Equal(1 - curve.Area, RocCurve.Of([.. scores.Select(s => -s)], positives).Area, 1e-15);
        Assert.Equal(0.5, RocCurve.Of(new double[positives.Length], positives).Area);
    }

    [Fact]
    public void As_many_are_found_as_the_best_threshold_finds()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            (double[] scores, bool[] positives) = Draw(seed);
            double allowed = new Random(seed).NextDouble();
            double best = scores.Append(double.PositiveInfinity)
                .Where(t => ShareAbove(t, false) <= allowed).Max(t => ShareAbove(t, true));
            Assert.Equal(best, RocCurve.Of(scores, positives).FoundAt(allowed));

            double ShareAbove(double threshold, bool positive) =>
                (double)Enumerable.Range(0, scores.Length).Count(i => positives[i] == positive && scores[i] >= threshold) / positives.Count(p => p == positive);
        }
    }

    // 10,000 people, 100 of them ill: a test that finds 80 of them and calls 495 of the 9,900 others ill is right in 80 of 575. Three roundings.
    [Fact]
    public void A_predictive_value_is_a_share_of_people()
    {
        Assert.Equal(80.0 / 575, RocCurve.PredictiveValue(0.8, 0.05, 0.01), 1e-15);
        Assert.Equal(1, RocCurve.PredictiveValue(0.3, 0, 0.01));
        Assert.Equal(0.01, RocCurve.PredictiveValue(1, 1, 0.01), 1e-15);
        Assert.Equal(double.NaN, RocCurve.PredictiveValue(0, 0, 0.5));
    }

    [Fact]
    public void What_makes_no_curve_is_refused()
    {
        Assert.Throws<ArgumentException>("positives", () => RocCurve.Of([1, 2], [true]));
        Assert.Throws<ArgumentException>("positives", () => RocCurve.Of([1, 2], [true, true]));
        Assert.Throws<ArgumentException>("positives", () => RocCurve.Of([], []));
        Assert.Throws<ArgumentException>("scores", () => RocCurve.Of([1, double.NaN], [true, false]));
        Assert.Throws<ArgumentOutOfRangeException>("falseAlarms", () => RocCurve.Of([1, 2], [true, false]).FoundAt(1.1));
        Assert.Throws<ArgumentOutOfRangeException>("prevalence", () => RocCurve.PredictiveValue(1, 0, -0.1));
    }

    private static (double[] Scores, bool[] Positives) Draw(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(2, 30);
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(6))];
        bool[] positives = [.. Enumerable.Range(0, count).Select(i => i == 0 || (i > 1 && random.Next(3) == 0))];
        return (scores, positives);
    }
}
