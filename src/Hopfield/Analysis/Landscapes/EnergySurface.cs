using System.Numerics;

namespace Hopfield;

/// <summary>The energy over a flat cut through real-valued states, on a grid, with a way to place states and recalls in the same cut.</summary>
/// <remarks>
/// For ±1 models use <see cref="LandscapeSlice"/>, whose grid points are true states.
/// Patterns, minima and flows can be marked where the surface is that of a memory and not of a formula.
/// </remarks>
public sealed partial class EnergySurface : Landscape<EnergySurface>
{
    private readonly Func<double[], double> _energyOf;
    private readonly ContinuousHopfield<double>? _memory;

    private EnergySurface(Func<double[], double> energyOf, ContinuousHopfield<double>? memory, StatePlane plane, double[] x, double[] y, CancellationToken cancellationToken)
        : base(x, y, Heights(energyOf, plane, x, y, cancellationToken), plane.XName, plane.YName)
    {
        (_energyOf, _memory, Plane) = (energyOf, memory, plane);
    }

    /// <summary>The cut: where (0, 0) lies and what the two axes mean. Positions are in units of the states.</summary>
    public StatePlane Plane { get; }

    /// <summary>Draws the energy of a continuous memory over a square around the plane's origin.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="memory">The memory.</param>
    /// <param name="plane">The cut; left out: the plane of the first two coordinates for N = 2, the plane of most variance of the patterns above.</param>
    /// <param name="reach">Half the side of the square; left out: 1.5 times the farthest pattern's distance from the middle within the cut.</param>
    /// <param name="points">Grid points along each axis, at least 2. Cost: points² energies.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The plane's states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reach is not positive and finite, or there are fewer than two points.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static EnergySurface Of<T>(
        ContinuousHopfield<T> memory, StatePlane? plane = null, double? reach = null, int points = 61, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(memory);
        plane ??= StatePlane.Of(memory.Patterns);
        ContinuousHopfield<double> exact = InDoublePrecision(memory);
        double farthest = 0;
        for (int mu = 0; mu < exact.PatternCount; mu++)
        {
            var (u, v) = plane.Coordinates(exact.Patterns.CopyOf(mu));
            farthest = Math.Max(farthest, Math.Max(Math.Abs(u), Math.Abs(v)));
        }
        double[] ticks = Ticks(reach ?? (farthest > 0 ? 1.5 * farthest : 1), points);
        return new(EnergyOf(memory), exact, plane, ticks, ticks, cancellationToken);
    }

    /// <summary>Draws the energy of a continuous memory over a rectangle: a look from close by.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="memory">The memory.</param>
    /// <param name="x">Grid positions along the first axis, rising, at least 2.</param>
    /// <param name="y">Grid positions along the second axis, rising, at least 2.</param>
    /// <param name="plane">As for a square.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The plane's states are not of length N, or positions do not rise.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static EnergySurface Of<T>(ContinuousHopfield<T> memory, double[] x, double[] y, StatePlane? plane = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(memory);
        RequireTicks(x, nameof(x));
        RequireTicks(y, nameof(y));
        return new(EnergyOf(memory), InDoublePrecision(memory), plane ?? StatePlane.Of(memory.Patterns), [.. x], [.. y], cancellationToken);
    }

    /// <summary>Draws any energy of real-valued states over a square around the plane's origin.</summary>
    /// <param name="energy">E(ξ) of a state of shape [N].</param>
    /// <param name="plane">The cut.</param>
    /// <param name="reach">Half the side of the square, positive.</param>
    /// <param name="points">Grid points along each axis, at least 2. Cost: points² energies.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reach is not positive and finite, or there are fewer than two points.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static EnergySurface Of(Func<double[], double> energy, StatePlane plane, double reach, int points = 61, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(energy);
        ArgumentNullException.ThrowIfNull(plane);
        double[] ticks = Ticks(reach, points);
        return new(energy, null, plane, ticks, ticks, cancellationToken);
    }

    /// <summary>A state's place in the cut: its orthogonal projection, at the state's own energy. A state outside the cut floats off the surface.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite.</exception>
    public LandscapePoint Place<T>(params ReadOnlySpan<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] exact = Array.ConvertAll(state.ToArray(), double.CreateTruncating);
        var (x, y) = Plane.Coordinates(exact);
        return new(x, y, Height(_energyOf(exact)));
    }

    private static double[,] Heights(Func<double[], double> energyOf, StatePlane plane, double[] x, double[] y, CancellationToken cancellationToken)
    {
        var heights = new double[y.Length, x.Length];
        for (int row = 0; row < y.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int column = 0; column < x.Length; column++) heights[row, column] = energyOf(plane.State(x[column], y[row]));
        }
        return heights;
    }

    private static Func<double[], double> EnergyOf<T>(ContinuousHopfield<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => state => memory.Energy(Array.ConvertAll(state, T.CreateTruncating));

    private static ContinuousHopfield<double> InDoublePrecision<T>(ContinuousHopfield<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (memory is ContinuousHopfield<double> exact) return exact;
        using HeldPatterns<T> held = memory.Patterns.Hold();
        double[] values = Array.ConvertAll(held.Values.ToArray(), double.CreateTruncating);
        return new(PatternSet.From<double>(values, memory.Dimension), double.CreateTruncating(memory.Beta), memory.Separation);
    }

    private static double[] Ticks(double reach, int points)
    {
        Require.PositiveFinite(reach);
        Require.AtLeast(points, 2);
        return [.. Enumerable.Range(0, points).Select(k => reach * (2.0 * k / (points - 1) - 1))];
    }

    private static void RequireTicks(double[] ticks, string name)
    {
        EnergyGrid.RequireRising(ticks, name);
        if (ticks.Length < 2) throw new ArgumentException("Expected at least 2 positions, got 1.", name);
    }
}
