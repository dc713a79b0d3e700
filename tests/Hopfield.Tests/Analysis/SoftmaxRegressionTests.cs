namespace Hopfield.Tests;

public class SoftmaxRegressionTests
{
    private static readonly PatternSet<double> _images = PatternSet.OnSphere<double>(30, 4, 1.5, seed: 2);
    private static readonly int[] _labels = [.. Enumerable.Range(0, 30).Select(s => s % 3)];

    [Fact]
    public void Without_weights_every_class_is_as_probable_and_the_loss_is_the_logarithm_of_their_number()
    {
        SoftmaxRegression zero = SoftmaxRegression.Zero(4, 3);
        Assert.All(zero.Probabilities(_images.Pattern(0)), p => Assert.Equal(1 / 3.0, p, 1e-16));
        Assert.Equal(Math.Log(3), zero.Loss(_images, _labels), 1e-14); // 30 terms near 1/30 of 1.1
    }

    // One step from 0 by hand: W − rate · mean (p − e_y) xᵀ with p = 1/3.
    [Fact]
    public void A_step_moves_the_weights_against_the_mean_of_error_times_picture()
    {
        SoftmaxRegression moved = SoftmaxRegression.Zero(4, 3).Step(_images, _labels, rate: 0.6);
        for (int c = 0; c < 3; c++)
        {
            double[] weights = moved.Weights(c);
            for (int i = 0; i < 4; i++)
            {
                double gradient = Enumerable.Range(0, 30).Average(s => (1 / 3.0 - (_labels[s] == c ? 1 : 0)) * _images.Pattern(s)[i]);
                Assert.Equal(-0.6 * gradient, weights[i], 1e-15);
            }
        }
    }

    // ‖step‖² / rate is how fast the loss falls to first order; a rate of 1e-6 leaves a second-order share of about as much.
    [Fact]
    public void The_loss_falls_by_the_squared_length_of_the_gradient()
    {
        SoftmaxRegression here = SoftmaxRegression.Zero(4, 3).Step(_images, _labels, 2, ridge: 0.1);
        const double rate = 1e-5;
        SoftmaxRegression next = here.Step(_images, _labels, rate, ridge: 0.1);
        double squared = 0;
        for (int c = 0; c < 3; c++) squared += here.Weights(c).Zip(next.Weights(c), (a, b) => Math.Pow((a - b) / rate, 2)).Sum();
        double bias = 0; // the biases move too: their gradient is the mean of p − e_y
        for (int c = 0; c < 3; c++)
            bias += Math.Pow(Enumerable.Range(0, 30).Average(s => here.Probabilities(_images.Pattern(s))[c] - (_labels[s] == c ? 1 : 0)), 2);
        double fall = (here.Loss(_images, _labels, 0.1) - next.Loss(_images, _labels, 0.1)) / rate;
        // Curvature at most ½(‖x‖² + 1)/2 + ρ = 0.9 of the gradient's square, times the rate; differences of losses near 1 round by 1e-16/1e-5.
        Assert.Equal(squared + bias, fall, (squared + bias) * 1e-5 + 1e-10);
    }

    [Fact]
    public void Training_ends_where_the_gradient_vanishes_and_no_step_lowers_the_loss()
    {
        SoftmaxRegression trained = SoftmaxRegression.Train(_images, _labels, ridge: 0.01);
        SoftmaxRegression further = trained.Step(_images, _labels, 1, ridge: 0.01);
        // It ends at a gradient of 1e-6, or where the loss no longer falls.
        for (int c = 0; c < 3; c++) Assert.All(trained.Weights(c).Zip(further.Weights(c)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.True(trained.Loss(_images, _labels, 0.01) < SoftmaxRegression.Zero(4, 3).Loss(_images, _labels, 0.01));
        Assert.Equal(trained.Loss(_images, _labels, 0.01), SoftmaxRegression.Train(_images, _labels, 0.01).Loss(_images, _labels, 0.01));
    }

    // Classes that a line divides are learnt without a mistake.
    [Fact]
    public void Separable_classes_are_told_apart()
    {
        int[] sides = [.. _images.Select(x => x[0] + 0.3 * x[1] > 0.1 ? 1 : 0)];
        SoftmaxRegression trained = SoftmaxRegression.Train(_images, sides, ridge: 1e-6);
        Assert.Equal(0, trained.ErrorRate(_images, sides));
        for (int s = 0; s < 30; s++) Assert.Equal(sides[s], trained.Classify(_images.Pattern(s)));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        SoftmaxRegression zero = SoftmaxRegression.Zero(4, 3);
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => SoftmaxRegression.Zero(4, 1));
        Assert.Throws<ArgumentException>("labels", () => SoftmaxRegression.Train(_images, [0, 1]));
        Assert.Throws<ArgumentException>("labels", () => SoftmaxRegression.Train(_images, new int[30]));
        Assert.Throws<ArgumentOutOfRangeException>("ridge", () => SoftmaxRegression.Train(_images, _labels, 0));
        Assert.Throws<ArgumentException>("labels", () => zero.Loss(_images, [.. _labels.Select(label => label + 1)]));
        Assert.Throws<ArgumentException>("image", () => zero.Probabilities([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => zero.Step(_images, _labels, -1));
        Assert.Throws<OperationCanceledException>(() => SoftmaxRegression.Train(_images, _labels, cancellationToken: new CancellationToken(true)));
    }
}
