namespace Hopfield.Layers.Tests;

/// <summary>The gradients of all other maps and of the losses against difference quotients.</summary>
public class MapGradientTests
{
    private static readonly SeededRandom _random = new(3);

    private static readonly Dictionary<string, Func<Layer<BagBatch<double>, double>>> _maps = new()
    {
        ["linear"] = () => new Linear<double>(5, 3, _random),
        ["linear, no bias"] = () => new Linear<double>(5, 3, _random, bias: false),
        ["layer norm"] = () => new LayerNorm<double>(5),
        ["ReLU"] = () => new ReLU<double>(),
        ["flatten"] = () => new Flatten<double>(),
        ["mean pooling"] = () => new MeanPooling<double>(),
        ["max pooling"] = () => new MaxPooling<double>(),
        ["attention pooling"] = () => new AttentionPooling<double>(5, 4, _random),
        ["residual"] = () => new Residual<double>(new Linear<double>(5, 5, _random)),
        ["chain"] = () => new Linear<double>(5, 6, _random).Then(new ReLU<double>()).Then(new LayerNorm<double>(6)).Then(new Linear<double>(6, 2, _random)),
        ["one layer twice in a chain"] = () => Twice(new Linear<double>(5, 5, _random)),
        ["two blocks of a transformer, pooled"] = () => new Residual<double>(new HopfieldAssociation<double>(5, new() { HiddenWidth = 3 }, _random))
            .Then(new Residual<double>(new HopfieldAssociation<double>(5, new() { HiddenWidth = 3 }, _random))).Then(new MeanPooling<double>()),
    };

    public static TheoryData<string> Maps => [.. _maps.Keys];

    private static Chain<BagBatch<double>, double> Twice(Linear<double> layer) => layer.Then(new ReLU<double>()).Then(layer);

    [Theory, MemberData(nameof(Maps))]
    public void Written_gradients_are_difference_quotients(string what)
    {
        Layer<BagBatch<double>, double> map = _maps[what]();
        foreach (Parameter<double> parameter in map.Parameters)
        {
            double[] shake = GradientCheck.Draw(parameter.Value.Length, 11);
            for (int i = 0; i < shake.Length; i++) parameter.Value[i] += 0.3 * shake[i];
        }
        double[] x = GradientCheck.Draw(3 * 4 * 5, 12);
        AssociationGradientTests.Agrees(what, GradientCheck.Run(map, x, () => new BagBatch<double>(x, 3, 4, 5, new[] { 4, 2, 0 })));
    }

    [Fact]
    public void The_gradient_of_an_embedding_is_the_difference_quotient()
    {
        var map = new EmbeddingSum<double>(6, 3, _random);
        int[] tokens = [0, 5, 5, -1, 2, 2, 3, -1, -1, -1, 4, 0];
        AssociationGradientTests.Agrees("embedding sum", GradientCheck.Run(
            map.Parameters, [], () => map.Forward(new TokenBatch(tokens, 2, 3, 2)),
            (trace, gradient, gradients) => [map.Backward(trace, gradient, gradients)]));
    }

    public static TheoryData<string> Losses => ["logistic", "cross-entropy", "class share", "squared"];

    [Theory, MemberData(nameof(Losses))]
    public void The_gradient_of_a_loss_is_the_difference_quotient(string what)
    {
        const double Step = 1e-4;
        int[] numbers = [2, 0, 3];
        (Loss<double> loss, int size, int width) = what switch
        {
            "logistic" => ((Loss<double>)new LogisticLoss<double>([true, false, false, true]), 1, 1),
            "cross-entropy" => (new CrossEntropyLoss<double>([0, 2, -1, 1, 1, -1, 0, 0], 2), 2, 3),
            "class share" => (new ClassShareLoss<double>([0, 2, 1, 1]), 1, 3),
            _ => (new SquaredLoss<double>(new BagBatch<double>(GradientCheck.Draw(4 * 2 * 3, 5), 4, 2, 3, new[] { 2, 0, 1, 2 })), 2, 3),
        };
        double[] y = [.. GradientCheck.Draw(3 * size * width, 6).Select(x => what == "class share" ? 0.1 + Math.Abs(x) : x)], gradient = new double[y.Length];
        double scale = 1.0 / loss.TargetCount(numbers);
        LossSum sum = loss.Evaluate(Output(), numbers, scale, gradient);
        Assert.Equal(loss.TargetCount(numbers), sum.Targets);
        for (int i = 0; i < y.Length; i++)
        {
            double quotient = ((8 * (At(i, Step) - At(i, -Step))) - (At(i, 2 * Step) - At(i, -2 * Step))) / (12 * Step);
            // Losses are of order 1, so the quotient errs by about 1e-16/1e-4 in rounding and by less than 1e-4⁴ times a fifth derivative below 1e5.
            Assert.True(Math.Abs(gradient[i] - (scale * quotient)) <= 1e-10, $"{what}[{i}]: {gradient[i]} and {scale * quotient}");
        }

        BagBatch<double> Output() => new(y, 3, size, width);

        double At(int i, double shift)
        {
            double old = y[i];
            y[i] = old + shift;
            double loss1 = loss.Evaluate(Output(), numbers, 0, default).Sum;
            y[i] = old;
            return loss1;
        }
    }
}
