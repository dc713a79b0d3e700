using System.Numerics;

namespace Hopfield;

/// <summary>The energy over a flat cut through state space, on a grid, with a way to place states and recall paths in the same cut.</summary>
/// <param name="Plane">The cut: where (0, 0) lies and what the two axes mean.</param>
/// <param name="X">Grid values along the first axis, in units of the states.</param>
/// <param name="Y">Grid values along the second axis.</param>
/// <param name="Energy">E at each grid point, shape [rows Y, columns X].</param>
/// <remarks>For ±1 models use <see cref="LandscapeSlice"/>, whose grid points are true states.</remarks>
public sealed record EnergySurface(StatePlane Plane, double[] X, double[] Y, double[,] Energy)
{
    private Func<double[], double> EnergyOf { get; init; } = _ => double.NaN;

    /// <summary>Draws the energy of a continuous memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="memory">The memory.</param>
    /// <param name="plane">The cut; left out: the plane of the first two coordinates for N = 2, the plane of most variance of the patterns above.</param>
    /// <param name="reach">Half the side of the square; left out: 1.5 times the farthest pattern's distance from the middle within the cut.</param>
    /// <param name="points">Grid points along each axis, at least 2.</param>
    /// <exception cref="ArgumentException">The plane's states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reach is not positive and finite, or there are fewer than two points.</exception>
    public static EnergySurface Of<T>(ContinuousHopfield<T> memory, StatePlane? plane = null, double? reach = null, int points = 61)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(memory);
        plane ??= StatePlane.Of(memory.Patterns);
        double[][] patterns = [.. Enumerable.Range(0, memory.PatternCount).Select(mu => Array.ConvertAll(memory.Patterns.Pattern(mu).ToArray(), double.CreateTruncating))];
        double farthest = patterns.Max(x => plane.Coordinates(x) is var (u, v) ? Math.Max(Math.Abs(u), Math.Abs(v)) : 0);
        return Of(state => memory.Energy(Array.ConvertAll(state, T.CreateTruncating)), plane, reach ?? (farthest > 0 ? 1.5 * farthest : 1), points);
    }

    /// <summary>Draws any energy of real-valued states.</summary>
    /// <param name="energy">E(ξ) of a state of shape [N].</param>
    /// <param name="plane">The cut.</param>
    /// <param name="reach">Half the side of the square around the plane's origin, positive.</param>
    /// <param name="points">Grid points along each axis, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reach is not positive and finite, or there are fewer than two points.</exception>
    public static EnergySurface Of(Func<double[], double> energy, StatePlane plane, double reach, int points = 61)
    {
        ArgumentNullException.ThrowIfNull(energy);
        ArgumentNullException.ThrowIfNull(plane);
        Require.PositiveFinite(reach);
        Require.AtLeast(points, 2);
        double[] ticks = [.. Enumerable.Range(0, points).Select(k => reach * (2.0 * k / (points - 1) - 1))];
        var heights = new double[points, points];
        for (int row = 0; row < points; row++)
            for (int column = 0; column < points; column++)
                heights[row, column] = energy(plane.State(ticks[column], ticks[row]));
        return new(plane, ticks, ticks, heights) { EnergyOf = energy };
    }

    /// <summary>A state's place in the cut: its orthogonal projection, at the state's own energy. A state outside the cut floats off the surface.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N.</exception>
    public LandscapePoint Place<T>(params T[] state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        double[] exact = Array.ConvertAll(state, double.CreateTruncating);
        var (x, y) = Plane.Coordinates(exact);
        return new(x, y, EnergyOf(exact));
    }

    /// <summary>The places of all states of a recall.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="trajectory">The path that a recall recorded.</param>
    /// <exception cref="ArgumentException">A state is not of length N.</exception>
    public IReadOnlyList<LandscapePoint> Path<T>(Trajectory<T[]> trajectory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        return [.. trajectory.States.Select(Place)];
    }
}
