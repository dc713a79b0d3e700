using MathNet.Numerics.Statistics;

namespace Hopfield.Benchmarks.Measurement;

/// <summary>The quartiles of some measurements.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>How far the quartiles are apart, as a share of the median.</summary>
    public double Spread => (Upper - Lower) / Median;

    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new Quartiles(At(0.25), At(0.5), At(0.75));

        double At(double share) => all.QuantileCustom(share, QuantileDefinition.R7); // linear between neighbours
    }
}
