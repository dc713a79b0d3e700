using MathNet.Numerics;

namespace Hopfield;

/// <summary>All 2^N states of Hebb's network of three ±1 patterns on one map at a temperature: the lower a place, the more often the warm network is there.</summary>
/// <remarks>
/// <para>A state is placed by how much more it is like the first pattern than like the second, m₁ − m₂, and than like the third, m₁ − m₃. The mixture of
/// the three lies near the middle, the first pattern at the upper right, the others at the left and below, their mirrors opposite. Each single change of a unit
/// keeps the place or moves it to a neighbour, to the side, up or down, or along the diagonal.</para>
/// <para>Height: the free energy F = −T ln Σ e^(−E/T) over all states of the place; at T = 0 the lowest energy there. In the long run the network under
/// <see cref="BipolarModel.Glauber"/> is at a place with probability ∝ e^(−F/T). Nothing is approximated: the three patterns divide the units into four
/// groups, the energy depends on four counts alone, and binomials say how many states share them.</para>
/// <para>Where no state lies, two corners, the map is as high as at its highest place.</para>
/// </remarks>
public sealed class ThreePatternMap : BipolarLandscape<ThreePatternMap>
{
    private const long MaxCounts = 100_000_000;

    private readonly BinaryPatterns _patterns;
    private readonly double[,] _free;

    private ThreePatternMap(BinaryPatterns patterns, double[] x, double[] y, double[,] free)
        : base(x, y, free, "m₁ − m₂", "m₁ − m₃")
    {
        (_patterns, _free) = (patterns, free);
        EnergyName = "free energy F";
    }

    /// <summary>Lays out the states. Cost: the product of the four groups' sizes, N⁴/256 where the patterns divide the units evenly.</summary>
    /// <param name="patterns">Three patterns, of which the first differs from each of the others in some unit; <c>Hebbian.From(patterns)</c> is the network.</param>
    /// <param name="temperature">T ≥ 0, in units of the field.</param>
    /// <exception cref="ArgumentException">There are not three patterns, the first equals another, or they have too many units for all counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">T is negative or not finite.</exception>
    public static ThreePatternMap Of(BinaryPatterns patterns, double temperature)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.PatternCount != 3) throw new ArgumentException($"Expected three patterns, got {patterns.PatternCount}.", nameof(patterns));
        Require.NonNegativeFinite(temperature);
        var groups = new int[4];
        for (int i = 0; i < patterns.Dimension; i++) groups[Group(patterns, i)]++;
        (int second, int third) = (groups[2] + groups[3], groups[1] + groups[3]);
        if (second == 0 || third == 0) throw new ArgumentException("Expected a first pattern that differs from the others, got one that equals another.", nameof(patterns));
        double counts = groups.Aggregate(1.0, (product, size) => product * (size + 1));
        if (counts > MaxCounts) throw new ArgumentException($"Expected at most {MaxCounts:N0} combinations of counts, got {counts:N0}; take fewer units.", nameof(patterns));

        double[,] free = Heights(groups, patterns.Dimension, temperature);
        return new(patterns, Differences(second, patterns.Dimension), Differences(third, patterns.Dimension), free);
    }

    /// <inheritdoc/>
    public override LandscapePoint Place(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, _patterns.Dimension, nameof(state));
        int x = 0, y = 0;
        for (int i = 0; i < state.Length; i++)
        {
            if (state[i] != _patterns[0, i]) continue;
            if (_patterns[1, i] != state[i]) x++;
            if (_patterns[2, i] != state[i]) y++;
        }
        return new LandscapePoint(X[x], Y[y], Height(_free[y, x]));
    }

    // Bit 1: the second pattern differs from the first; bit 0: the third does.
    private static int Group(BinaryPatterns patterns, int unit) =>
        (patterns[1, unit] != patterns[0, unit] ? 2 : 0) + (patterns[2, unit] != patterns[0, unit] ? 1 : 0);

    // m₁ − m₂ where so many of the units in which the two differ are as in the first.
    private static double[] Differences(int units, int dimension) => [.. Enumerable.Range(0, units + 1).Select(count => 2.0 * (2 * count - units) / dimension)];

    private static double[,] Heights(int[] groups, int dimension, double temperature)
    {
        double[][] ways = [.. groups.Select(size => (double[])[.. Enumerable.Range(0, size + 1).Select(count => SpecialFunctions.BinomialLn(size, count))])];
        var heights = new double[groups[1] + groups[3] + 1, groups[2] + groups[3] + 1];
        double highest = double.NegativeInfinity;
        for (int y = 0; y < heights.GetLength(0); y++)
        {
            for (int x = 0; x < heights.GetLength(1); x++)
            {
                heights[y, x] = Height(groups, ways, dimension, temperature, x, y);
                if (double.IsFinite(heights[y, x])) highest = Math.Max(highest, heights[y, x]);
            }
        }
        for (int y = 0; y < heights.GetLength(0); y++)
            for (int x = 0; x < heights.GetLength(1); x++) heights[y, x] = Math.Min(heights[y, x], highest);
        return heights;
    }

    // F of one place. The sum is kept beside its largest term so far, so that nothing overflows; ∞ where no state lies.
    private static double Height(int[] groups, double[][] ways, int dimension, double temperature, int x, int y)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int both = Math.Max(0, Math.Max(x - groups[2], y - groups[1])); both <= Math.Min(groups[3], Math.Min(x, y)); both++)
        {
            int third = y - both, second = x - both;
            int a1 = 2 * third - groups[1], a2 = 2 * second - groups[2], a3 = 2 * both - groups[3];
            for (int none = 0; none <= groups[0]; none++)
            {
                int a0 = 2 * none - groups[0];
                double z1 = a0 + a1 + a2 + a3, z2 = a0 + a1 - a2 - a3, z3 = a0 - a1 + a2 - a3;
                double energy = 1.5 - (z1 * z1 + z2 * z2 + z3 * z3) / (2.0 * dimension); // each unit's own square, 3/2 in all, is no pair
                double term = temperature == 0 ? -energy : ways[0][none] + ways[1][third] + ways[2][second] + ways[3][both] - energy / temperature;
                if (term > largest) (sum, largest) = (sum * Math.Exp(largest - term) + 1, term);
                else sum += Math.Exp(term - largest);
            }
        }
        return temperature == 0 ? -largest : -temperature * (largest + Math.Log(sum));
    }
}
