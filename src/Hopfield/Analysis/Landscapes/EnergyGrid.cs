namespace Hopfield;

/// <summary>Heights on a grid that were computed elsewhere, as a landscape.</summary>
public sealed class EnergyGrid : Landscape<EnergyGrid>
{
    private EnergyGrid(double[] x, double[] y, double[,] energy)
        : base(x, y, energy, "x", "y") { }

    /// <summary>Takes heights as they are.</summary>
    /// <param name="x">Positions on the first axis, rising, shape [X].</param>
    /// <param name="y">Positions on the second axis, rising, shape [Y].</param>
    /// <param name="energy">Finite heights, shape [Y, X]: a row for each y.</param>
    /// <exception cref="ArgumentException">Positions do not rise, the shape differs, or a number is not finite.</exception>
    public static EnergyGrid From(double[] x, double[] y, double[,] energy)
    {
        ArgumentNullException.ThrowIfNull(energy);
        RequireRising(x, nameof(x));
        RequireRising(y, nameof(y));
        if (energy.GetLength(0) != y.Length || energy.GetLength(1) != x.Length)
        {
            throw new ArgumentException(
                $"Expected shape [{y.Length}, {x.Length}], a row for each y and a column for each x, got [{energy.GetLength(0)}, {energy.GetLength(1)}].", nameof(energy));
        }
        foreach (double height in energy)
            if (!double.IsFinite(height)) throw new ArgumentException($"Expected finite numbers, got {height}.", nameof(energy));
        return new([.. x], [.. y], (double[,])energy.Clone());
    }

    internal static void RequireRising(double[] values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length == 0) throw new ArgumentException("Expected at least one position, got none.", name);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException($"Expected finite numbers, got {values[i]}.", name);
            if (i > 0 && values[i] <= values[i - 1]) throw new ArgumentException($"Expected numbers that rise, got {values[i]} after {values[i - 1]}.", name);
        }
    }
}
