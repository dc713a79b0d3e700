namespace Hopfield.Benchmarks;

/// <summary>Inputs of the measurements, from seeds.</summary>
internal static class Inputs
{
    /// <summary>Normally distributed numbers of mean 0.</summary>
    public static float[] Normal(int count, int seed, float spread = 1)
    {
        var random = new SeededRandom(seed);
        var values = new float[count];
        for (int i = 0; i < count; i += 2)
        {
            // Box and Muller: two uniform numbers become two normal ones.
            double radius = spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), angle = 2 * Math.PI * random.NextDouble();
            values[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < count) values[i + 1] = (float)(radius * Math.Sin(angle));
        }
        return values;
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
