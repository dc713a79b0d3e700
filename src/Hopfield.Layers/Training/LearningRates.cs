namespace Hopfield.Layers;

/// <summary>Learning rates epoch after epoch: what <see cref="TrainingOptions.LearningRates"/> takes. Any list of numbers will do; these are the usual ones.</summary>
public static class LearningRates
{
    /// <summary>Half a wave of a cosine from one rate down to another, both included.</summary>
    /// <param name="from">η of the first epoch, ≥ 0.</param>
    /// <param name="epochs">The number of epochs, at least 1.</param>
    /// <param name="to">η of the last epoch, ≥ 0; a single epoch has <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, or there is no epoch.</exception>
    public static double[] Cosine(double from, int epochs, double to = 0)
    {
        Require(from, epochs, to);
        return [.. Enumerable.Range(0, epochs).Select(e => epochs == 1 ? from : to + ((from - to) * (1 + Math.Cos(Math.PI * e / (epochs - 1))) / 2))];
    }

    /// <summary>Equal ratios from one rate to another, both included.</summary>
    /// <param name="from">η of the first epoch, &gt; 0.</param>
    /// <param name="epochs">The number of epochs, at least 1.</param>
    /// <param name="to">η of the last epoch, &gt; 0; a single epoch has <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0, or there is no epoch.</exception>
    public static double[] Geometric(double from, int epochs, double to)
    {
        Require(from, epochs, to);
        ArgumentOutOfRangeException.ThrowIfZero(from);
        ArgumentOutOfRangeException.ThrowIfZero(to);
        return [.. Enumerable.Range(0, epochs).Select(e => epochs == 1 ? from : from * Math.Pow(to / from, (double)e / (epochs - 1)))];
    }

    private static void Require(double from, int epochs, double to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
    }
}
