using System.Numerics;

namespace Hopfield;

/// <summary>The grid that the real weights of a network are rounded to: w_ij = scale·k_ij with integers k_ij that add up exactly.</summary>
/// <remarks>What is small is judged beside the other weights into the same unit, never beside those of other units: a unit follows its field however
/// weak it is.</remarks>
internal sealed class WeightGrid
{
    // 2⁻¹⁰⁷⁴ is the smallest positive double.
    private const int MinExponent = -1074;

    // Fractions with larger denominators are not told from other numbers.
    private const int MaxDenominator = 10_000;

    // What adding a thousand terms in double precision may lose, as a share of the largest weight into a unit.
    private const double FractionTolerance = 1.0 / (1L << 44);

    // The largest weight into each unit keeps so many bits; where 64-bit sums cannot, 128-bit ones keep all 53 of a double.
    private const int MinBits = 40, AllBits = 53;

    /// <summary>Chooses a grid.</summary>
    /// <param name="dimension">N.</param>
    /// <param name="weights">All weights: w_ij from unit j to unit i. Gone through more than once.</param>
    /// <param name="symmetric">Whether a weight matters to both of its units.</param>
    /// <param name="name">What the caller's argument is called.</param>
    /// <exception cref="ArgumentException">The weights add up to no finite sum, or differ in size too much for any grid.</exception>
    public WeightGrid(int dimension, IEnumerable<(int From, int To, double Weight)> weights, bool symmetric, string name)
    {
        double[] largest = new double[dimension], rows = new double[dimension];
        foreach ((_, int to, double weight) in weights)
        {
            largest[to] = Math.Max(largest[to], Math.Abs(weight));
            rows[to] += Math.Abs(weight);
        }
        double sum = rows.Sum();
        if (!(sum <= Require.MaxEnergy))
            throw new ArgumentException("Expected weights that add up to a finite sum, so that energies are finite.", name);
        double largestRow = rows.Max(), least = largest.Where(size => size > 0).DefaultIfEmpty().Min();
        Scale = 1;
        if (least == 0) return;
        if (CommonDenominator(weights, largest, symmetric) is int denominator && largestRow * denominator < 1L << 50)
        {
            Scale = 1.0 / denominator;
            return;
        }
        // A power of two such that a row of rounded weights stays within 2⁶¹.
        Scale = Math.ScaleB(1, Math.Max(Math.ILogB(largestRow) - 60, MinExponent));
        if (least >= Math.ScaleB(Scale, MinBits) || Scale == double.Epsilon) return; // where the grid is that of double precision itself, nothing is rounded
        IsWide = true;
        Scale = Math.ScaleB(1, Math.Max(Math.ILogB(least) - AllBits, MinExponent));
        if (sum / Scale >= Math.ScaleB(1, 124))
        {
            throw new ArgumentException(
                $"Expected weights whose sum can be added up exactly, got {least} as the largest weight into unit {Array.IndexOf(largest, least)} beside a sum of {sum}.", name);
        }
    }

    /// <summary>The positive factor of all integers.</summary>
    public double Scale { get; }

    /// <summary>Whether the integers take 128 bits.</summary>
    public bool IsWide { get; }

    /// <summary>k, a weight in units of the scale.</summary>
    public K Round<K>(double weight)
        where K : IBinaryInteger<K> => K.CreateTruncating(Math.Round(weight / Scale));

    // The smallest d found by multiplying up whose multiples of 1/d all weights are, or null.
    private static int? CommonDenominator(IEnumerable<(int From, int To, double Weight)> weights, double[] largest, bool symmetric)
    {
        int d = 1;
        foreach ((int from, int to, double weight) in weights)
        {
            double allowed = FractionTolerance * (symmetric ? Math.Min(largest[from], largest[to]) : largest[to]);
            int tried = d;
            while (!(Math.Abs(weight - Math.Round(weight * tried) / tried) <= allowed))
            {
                tried += d;
                if (tried > MaxDenominator) return null;
            }
            d = tried;
        }
        return d;
    }
}
