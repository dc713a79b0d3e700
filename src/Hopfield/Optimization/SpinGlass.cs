using MathNet.Numerics.Distributions;

namespace Hopfield;

/// <summary>Disordered magnets: networks whose weights are random, so that no state pleases all pairs (frustration).</summary>
/// <remarks>They are <see cref="HopfieldNetwork"/>s and move by the same dynamics; the energy is E = −½ ξᵀJξ = −Σ_{i&lt;j} J_ij ξ_i ξ_j.</remarks>
public static class SpinGlass
{
    /// <summary>The ground-state energy per spin of the Sherrington–Kirkpatrick glass for N → ∞ (Parisi's solution).</summary>
    public const double LimitEnergy = -0.7632;

    /// <summary>Every pair of spins is joined, J_ij normal with mean 0 and variance 1/N.</summary>
    /// <remarks>Source: Sherrington and Kirkpatrick, "Solvable model of a spin-glass", Phys. Rev. Lett. 35, 1975.</remarks>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="seed">Equal seeds give equal glasses.</param>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2.</exception>
    public static HopfieldNetwork SherringtonKirkpatrick(int dimension, int seed)
    {
        Require.AtLeast(dimension, 2);
        var random = new SeededRandom(seed, SeedUse.Network);
        Require.Room(dimension, dimension, "weights", nameof(dimension));
        double deviation = 1 / Math.Sqrt(dimension);
        var weights = new double[dimension, dimension];
        for (int i = 0; i < dimension; i++)
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = Normal.Sample(random, 0, deviation);
        return new HopfieldNetwork(weights);
    }

    /// <summary>Spins on a square grid, joined to their four neighbours by J = ±1, each sign with probability ½.</summary>
    /// <remarks>
    /// Unit number = row · width + column. Source: Edwards and Anderson, "Theory of spin glasses", J. Phys. F 5, 1975 (there with normal weights).
    /// </remarks>
    /// <param name="width">Columns, at least 2; at least 3 when periodic.</param>
    /// <param name="height">Rows, at least 2; at least 3 when periodic.</param>
    /// <param name="seed">Equal seeds give equal glasses.</param>
    /// <param name="periodic">True joins the edges, as on a torus.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is too short.</exception>
    public static HopfieldNetwork EdwardsAnderson(int width, int height, int seed, bool periodic = true)
    {
        // On a torus two cells wide both neighbours to the side would be the same spin.
        Require.AtLeast(width, periodic ? 3 : 2);
        Require.AtLeast(height, periodic ? 3 : 2);
        var random = new SeededRandom(seed, SeedUse.Network);
        int count = Require.Room(width, height, "spins", nameof(width));
        var edges = new List<(int, int, double)>();
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                if (periodic || column + 1 < width) Join(row, column, row, (column + 1) % width);
                if (periodic || row + 1 < height) Join(row, column, (row + 1) % height, column);
            }
        }
        return HopfieldNetwork.FromEdges(count, edges);

        void Join(int row, int column, int otherRow, int otherColumn)
        {
            int a = row * width + column, b = otherRow * width + otherColumn;
            edges.Add((a, b, random.Next(2) == 0 ? -1 : 1));
        }
    }

    /// <summary>The mean ground-state energy per spin to expect of a Sherrington–Kirkpatrick glass of N spins: −0.7632 + 0.70 N^(−2/3).</summary>
    /// <remarks>The factor 0.70 is a fit to computed ground states; enumerated means lie 0.01 to 0.02 above it for N = 8 … 20.</remarks>
    /// <param name="dimension">N ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2.</exception>
    public static double FiniteSizeEnergy(int dimension)
    {
        Require.AtLeast(dimension, 2);
        return LimitEnergy + 0.70 * Math.Pow(dimension, -2.0 / 3);
    }
}
