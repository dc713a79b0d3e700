namespace Hopfield;

/// <summary>Temperatures for sweep after sweep: what Glauber dynamics is given. Any list of numbers will do; these are the usual ones.</summary>
public static class TemperatureSchedule
{
    /// <summary>The same temperature throughout.</summary>
    /// <param name="temperature">T ≥ 0, in units of the field.</param>
    /// <param name="sweeps">The number of sweeps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">T is negative or not finite, or there is no sweep.</exception>
    public static double[] Constant(double temperature, int sweeps) => Linear(temperature, temperature, sweeps);

    /// <summary>Equal steps from one temperature to another, both included.</summary>
    /// <param name="from">T of the first sweep, ≥ 0.</param>
    /// <param name="to">T of the last sweep, ≥ 0; a single sweep has <paramref name="from"/>.</param>
    /// <param name="sweeps">The number of sweeps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is negative or not finite, or there is no sweep.</exception>
    public static double[] Linear(double from, double to, int sweeps)
    {
        RequireTemperature(from, nameof(from));
        RequireTemperature(to, nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        var temperatures = new double[sweeps];
        for (int s = 0; s < sweeps; s++) temperatures[s] = sweeps == 1 ? from : from + (to - from) * s / (sweeps - 1);
        return temperatures;
    }

    /// <summary>Equal ratios from one temperature to another, both included: slow where it is cold.</summary>
    /// <param name="from">T of the first sweep, &gt; 0.</param>
    /// <param name="to">T of the last sweep, &gt; 0; a single sweep has <paramref name="from"/>.</param>
    /// <param name="sweeps">The number of sweeps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is not positive and finite, or there is no sweep.</exception>
    public static double[] Geometric(double from, double to, int sweeps)
    {
        RequireTemperature(from, nameof(from));
        RequireTemperature(to, nameof(to));
        ArgumentOutOfRangeException.ThrowIfZero(from);
        ArgumentOutOfRangeException.ThrowIfZero(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        var temperatures = new double[sweeps];
        for (int s = 0; s < sweeps; s++) temperatures[s] = sweeps == 1 ? from : from * Math.Pow(to / from, (double)s / (sweeps - 1));
        return temperatures;
    }

    internal static void RequireTemperature(double temperature, string name)
    {
        if (!(temperature >= 0) || !double.IsFinite(temperature))
            throw new ArgumentOutOfRangeException(name, temperature, "Expected a temperature that is finite and not negative.");
    }
}
