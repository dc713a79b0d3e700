namespace Hopfield.Layers;

/// <summary>Bags of ten points on the unit circle. Every second one, from the first on, has a point near a place that all other points keep away from.</summary>
/// <remarks>A task so small that a pooling learns it with nothing but its question, and its landscape can be drawn.</remarks>
public static class CircleBags
{
    private const int BagSize = 10;
    private const double Near = 5, Away = 60; // degrees

    /// <summary>Draws bags. The special point of a bag, where it has one, is its first.</summary>
    /// <param name="count">Their number, at least 1.</param>
    /// <param name="seed">Of all points.</param>
    /// <param name="place">The special place in degrees; its points lie within 5° of it, all others at least 60° away.</param>
    /// <returns>Inputs of shape [count, 10, 2]; an answer is true where the bag has a point near the place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no bag, or the place is not finite.</exception>
    public static TrainingData<BagBatch<double>, double> Draw(int count, int seed, double place = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!double.IsFinite(place)) throw new ArgumentOutOfRangeException(nameof(place), place, "Expected a finite number of degrees.");
        var random = new SeededRandom(seed, 1);
        var values = new double[count * BagSize * 2];
        for (int n = 0; n < count * BagSize; n++)
        {
            bool special = n % (2 * BagSize) == 0;
            double angle = place + (special ? ((2 * random.NextDouble()) - 1) * Near : Away + (random.NextDouble() * (360 - (2 * Away))));
            (values[n * 2], values[(n * 2) + 1]) = (Math.Cos(double.DegreesToRadians(angle)), Math.Sin(double.DegreesToRadians(angle)));
        }
        return new(new BagBatch<double>(values, count, BagSize, 2), new LogisticLoss<double>([.. Enumerable.Range(0, count).Select(bag => bag % 2 == 0)]));
    }
}
