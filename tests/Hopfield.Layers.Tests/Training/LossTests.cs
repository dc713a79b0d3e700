namespace Hopfield.Layers.Tests;

/// <summary>Losses at values that can be worked out, and at the ends of their range.</summary>
public class LossTests
{
    [Fact]
    public void Logistic_loss_is_the_surprise_of_the_right_answer_and_never_overflows()
    {
        var loss = new LogisticLoss<double>([true, false, true, false]);
        LossSum sum = loss.Evaluate(Column(0, 0, 1000, 1000), [0, 1, 2, 3], 1, new double[4]);
        Assert.Equal((2 * Math.Log(2)) + 0 + 1000, sum.Sum, 10);
        Assert.Equal(2, sum.Right); // a logit of 0 says no
        Assert.Equal(0.5, sum.Accuracy);
        Assert.Equal(sum.Sum / 4, sum.Mean);
    }

    [Fact]
    public void Cross_entropy_counts_only_the_places_that_are_asked_for()
    {
        var loss = new CrossEntropyLoss<double>([-1, 1, 0, -1], 2);
        Assert.Equal(1, loss.TargetCount([0]));
        double[] gradient = new double[8];
        LossSum sum = loss.Evaluate(new BagBatch<double>(new double[] { 9, 9, Math.Log(3), 0, 0, Math.Log(3), 9, 9 }, 2, 2, 2), [0, 1], 1, gradient);
        Assert.Equal(2 * Math.Log(4), sum.Sum, 14);
        Assert.Equal((0, 2), (sum.Right, sum.Targets));
        Draws.Near([0, 0, 0.75, -0.75, -0.75, 0.75, 0, 0], gradient, 1e-15);
    }

    [Fact]
    public void A_class_that_nothing_answers_for_gives_a_large_loss_and_no_gradient()
    {
        double[] gradient = new double[3];
        LossSum sum = new ClassShareLoss<double>([1]).Evaluate(new BagBatch<double>(new double[] { 0.5, 0, 0.5 }, 1, 1, 3), [0], 1, gradient);
        Assert.Equal(30 * Math.Log(10), sum.Sum, 10);
        Assert.Equal([0, 0, 0], gradient);
    }

    [Fact]
    public void Padding_is_no_target_of_a_squared_loss()
    {
        var loss = new SquaredLoss<double>(new BagBatch<double>(new double[] { 1, 2, 3, 4 }, 2, 2, 1, new[] { 2, 1 }));
        LossSum sum = loss.Evaluate(new BagBatch<double>(new double[] { 0, 0, 0, 100 }, 2, 2, 1), [0, 1], 1, default);
        Assert.Equal((1.0 + 4 + 9, 3), (sum.Sum, sum.Targets));
    }

    [Fact]
    public void Shapes_and_targets_that_do_not_fit_are_refused()
    {
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => new LogisticLoss<double>([true]).Evaluate(new(new double[2], 1, 1, 2), [0], 1, default)).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => new CrossEntropyLoss<double>([5]).Evaluate(new(new double[2], 1, 1, 2), [0], 1, default)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new CrossEntropyLoss<double>([0, 1, 2], 2)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new CrossEntropyLoss<double>([-2])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new ClassShareLoss<double>([-1])).ParamName);
    }

    private static BagBatch<double> Column(params double[] values) => new(values, values.Length, 1, 1);
}
