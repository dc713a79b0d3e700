namespace Hopfield.Benchmarks;

/// <summary>Inputs of the measurements, from seeds.</summary>
internal static class Inputs
{
    /// <summary>Normally distributed numbers of mean 0.</summary>
    public static float[] Normal(int count, int seed, float spread = 1)
    {
        var values = new double[count];
        MathNet.Numerics.Distributions.Normal.Samples(new SeededRandom(seed), values, 0, spread);
        return Array.ConvertAll(values, value => (float)value);
    }

    /// <summary>The largest difference of two arrays of one length.</summary>
    public static double LargestDifference<T>(ReadOnlySpan<T> x, ReadOnlySpan<float> y)
        where T : struct, System.Numerics.INumber<T>
    {
        if (x.Length != y.Length) throw new ArgumentException($"Expected {x.Length} entries, got {y.Length}.", nameof(y));
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(x[i]) - y[i]);
            if (!(difference <= largest)) largest = difference; // also when it is NaN
        }
        return largest;
    }
}
