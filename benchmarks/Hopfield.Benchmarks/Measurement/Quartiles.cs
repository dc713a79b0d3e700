namespace Hopfield.Benchmarks.Measurement;

/// <summary>The quartiles of some measurements.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>How far the quartiles are apart, as a share of the median.</summary>
    public double Spread => (Upper - Lower) / Median;

    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Quartiles(At(0.25), At(0.5), At(0.75));

        double At(double share)
        {
            double place = share * (sorted.Length - 1);
            int below = (int)place;
            return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
        }
    }
}
