using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>An inverse temperature that is none is refused wherever one is taken: below zero the largest exponent is no longer that of the largest similarity.</summary>
public class TemperatureDoorsTests
{
    private static readonly Dictionary<string, Action<double>> _doors = new()
    {
        ["Softmax.Apply"] = beta => Softmax.Apply<double>([1, 2], beta, new double[2]),
        ["LogSumExp.Of"] = beta => LogSumExp.Of<double>([1, 2], beta),
        ["Entmax.Apply"] = beta => Entmax.Apply<double>([1, 2], beta, 1.5, new double[2]),
        ["Attend.Apply"] = beta => Attend.Apply<double>([1], [1, 2], [1, 2], 2, 1, beta, new double[1]),
        ["Attend.Apply in sixteen bits"] = beta => Attend.Apply([1f], new BFloat16[2], 2, 1, (float)beta, new float[1]),
        ["Softmax.Weigh"] = beta => SeparationFunction.Softmax.Weigh<double>([1, 2], beta, new double[2]),
        ["Sparsemax.Weigh"] = beta => SeparationFunction.Sparsemax.Weigh<double>([1, 2], beta, new double[2]),
        ["Identity.Weigh"] = beta => SeparationFunction.Identity.Weigh<double>([1, 2], beta, new double[2]),
        ["Maximum.Weigh"] = beta => SeparationFunction.Maximum.Weigh<double>([1, 2], beta, new double[2]),
        ["Power.Weigh"] = beta => SeparationFunction.Power(2).Weigh<double>([1, 2], beta, new double[2]),
        ["Custom.Weigh"] = beta => SeparationFunction.Custom("own", (z, _, p) => z.CopyTo(p)).Weigh<double>([1, 2], beta, new double[2]),
    };

    public static TheoryData<string> Doors => [.. _doors.Keys];

    [Theory, MemberData(nameof(Doors))]
    public void No_temperature_is_refused_by_name(string door)
    {
        foreach (double beta in new[] { 0, -0.0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("beta", () => _doors[door](beta));
        _doors[door](1);
    }
}
