using CsCheck;

namespace Hopfield.Tests;

public class HeadMeasureTests
{
    [Fact]
    public void Uniform_weights_over_512_need_461_and_a_single_pattern_needs_one()
    {
        Assert.Equal(461, HeadMeasure.PatternsForMass<float>(Uniform(512)));
        float[] oneHot = new float[512];
        oneHot[300] = 1;
        Assert.Equal(1, HeadMeasure.PatternsForMass<float>(oneHot));
    }

    // 0.9·P is whole for these P; the sum of that many rounded weights may fall a few bits short of 0.9, and still counts.
    [Theory, InlineData(10), InlineData(20), InlineData(30), InlineData(70), InlineData(100), InlineData(490), InlineData(1000), InlineData(5000)]
    public void A_mass_reached_up_to_rounding_is_reached(int count)
    {
        Assert.Equal(count * 9 / 10, HeadMeasure.PatternsForMass<float>(Uniform(count)));
        Assert.Equal(count * 9 / 10, HeadMeasure.PatternsForMass<double>(Array.ConvertAll(Uniform(count), _ => 1.0 / count)));
    }

    [Fact]
    public void A_boundary_is_exact_and_ties_do_not_matter()
    {
        double[] weights = [0.5, 0.4, 0.1];
        Assert.Equal(2, HeadMeasure.PatternsForMass<double>(weights));
        Assert.Equal(3, HeadMeasure.PatternsForMass<double>(weights, 0.9001));
        Assert.Equal(1, HeadMeasure.PatternsForMass<double>(weights, 0.5));
        Assert.Equal(3, HeadMeasure.PatternsForMass<double>([0.3, 0.05, 0.3, 0.3, 0.05]));
        Assert.Equal(3, HeadMeasure.PatternsForMass<double>([0.05, 0.3, 0.05, 0.3, 0.3]));
        Assert.Equal(3, HeadMeasure.PatternsForMass<double>(weights, 1));
    }

    [Fact]
    public void No_smaller_set_carries_the_mass() => Gen.Double[0.001, 1].Array[1, 40].Select(Gen.Double[0.05, 0.999]).Sample((raw, mass) =>
    {
        double sum = raw.Sum();
        double[] p = Array.ConvertAll(raw, x => x / sum);
        int k = HeadMeasure.PatternsForMass<double>(p, mass);
        double[] largest = [.. p.OrderDescending()];
        Assert.True(largest.Take(k).Sum() >= mass - 1e-12);
        Assert.True(largest.Take(k - 1).Sum() < mass + 1e-12);
    }, seed: "0N0XIzNsQ0O2", iter: 2000);

    [Theory]
    [InlineData(257, HeadClass.VeryLarge), InlineData(256, HeadClass.Large), InlineData(65, HeadClass.Large), InlineData(64, HeadClass.Medium)]
    [InlineData(17, HeadClass.Medium), InlineData(16, HeadClass.Small), InlineData(1, HeadClass.Small), InlineData(16.5, HeadClass.Medium)]
    public void A_value_on_a_boundary_belongs_to_the_smaller_class(double k, HeadClass expected) =>
        Assert.Equal(expected, HeadMeasure.Classify(k, 512));

    [Fact]
    public void A_head_is_its_median_query()
    {
        HeadMeasure even = HeadMeasure.Of([4, 1, 3, 10], 64);
        Assert.Equal((3.5, HeadClass.Medium), (even.Median, even.Class));
        Assert.Equal([4, 1, 3, 10], even.Counts);
        Assert.Equal(4, HeadMeasure.Of([9, 4, 1], 64).Median);
    }

    [Fact]
    public void A_layer_counts_its_heads_by_class()
    {
        double[,] wide = new double[3, 64], narrow = new double[3, 64];
        for (int s = 0; s < 3; s++)
        {
            narrow[s, s] = 1;
            for (int mu = 0; mu < 64; mu++) wide[s, mu] = 1 / 64.0;
        }
        LayerSummary layer = LayerSummary.Of([wide, narrow, wide]);
        Assert.Equal([2, 0, 0, 1], layer.ClassCounts);
        Assert.Equal([58, 1, 58], layer.Medians);
        Assert.Equal((1, 0), (layer.Narrowest, layer.Widest));
    }

    [Fact]
    public void The_effective_number_lies_between_one_and_P()
    {
        Assert.Equal(1, HeadMeasure.EffectivePatternCount<double>([0, 1, 0]));
        // The exponential of a sum of seven terms below 2: some ten roundings; 1e-14 is 90.
        Near.Relative(7, HeadMeasure.EffectivePatternCount<double>(Enumerable.Repeat(1 / 7.0, 7).ToArray()), 1e-14);
        Near.Relative(2, HeadMeasure.EffectivePatternCount<float>([0.5f, 0, 0.5f]), 1e-14);
    }

    [Fact]
    public void What_is_no_distribution_is_refused()
    {
        Assert.Throws<ArgumentException>("weights", () => HeadMeasure.PatternsForMass<double>([]));
        Assert.Throws<ArgumentException>("weights", () => HeadMeasure.PatternsForMass<double>([0.5, 0.4]));
        Assert.Throws<ArgumentException>("weights", () => HeadMeasure.PatternsForMass<double>([1.5, -0.5]));
        Assert.Throws<ArgumentException>("weights", () => HeadMeasure.EffectivePatternCount<double>([double.NaN, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("mass", () => HeadMeasure.PatternsForMass<double>([1], 0));
        Assert.Throws<ArgumentException>("attention", () => HeadMeasure.Of(new double[0, 3]));
        Assert.Throws<ArgumentException>("counts", () => HeadMeasure.Of([65], 64));
    }

    private static float[] Uniform(int count) => [.. Enumerable.Repeat(1f / count, count)];
}
