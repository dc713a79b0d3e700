using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield;

public sealed partial class EnergySurface
{
    // Queries start a little inside the edge, where a path is still seen whole.
    private const double RimOfFlows = 0.96;

    /// <summary>Marks a state.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="kind">What it is.</param>
    /// <param name="label">A word or two beside it; may be empty.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite.</exception>
    public EnergySurface WithPoint<T>(ReadOnlySpan<T> state, PointKind kind = PointKind.State, string label = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => WithPoints(Place(state) with { Kind = kind, Label = label });

    /// <inheritdoc cref="WithPoint{T}(ReadOnlySpan{T}, PointKind, string)"/>
    public EnergySurface WithPoint<T>(T[] state, PointKind kind = PointKind.State, string label = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => WithPoint((ReadOnlySpan<T>)state, kind, label);

    /// <summary>Draws the path of a recall.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="recall">A recall that recorded its path.</param>
    /// <exception cref="ArgumentException">The recall has no path, or a state is not of length N.</exception>
    public EnergySurface WithPath<T>(RecallResult<T[]> recall)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(recall);
        return WithPath((IReadOnlyList<LandscapePoint>)[.. recall.RequirePath(nameof(recall)).States.Select(state => Place<T>(state))]);
    }

    /// <summary>Marks the stored patterns that lie within the drawn rectangle.</summary>
    /// <param name="label">Makes a label of μ; left out: no labels.</param>
    /// <exception cref="InvalidOperationException">The surface is that of a formula, which stores nothing.</exception>
    public EnergySurface WithPatterns(Func<int, string>? label = null)
    {
        PatternSet<double> patterns = Memory().Patterns;
        return WithPoints(Enumerable.Range(0, patterns.PatternCount)
            .Select(mu => Place<double>(patterns.CopyOf(mu)) with { Kind = PointKind.Stored, Label = label?.Invoke(mu) ?? "" })
            .Where(Shows));
    }

    /// <summary>Finds the minima and marks those within the drawn rectangle. Cost: that of <see cref="FixedPoints.Find"/>.</summary>
    /// <param name="label">Makes a label of a minimum and of the words of <see cref="FixedPointSet.Describe"/>; left out: these words.</param>
    /// <exception cref="InvalidOperationException">The surface is that of a formula.</exception>
    public EnergySurface WithMinima(Func<FixedPoint, string, string>? label = null)
    {
        FixedPointSet found = FixedPoints.Find(Memory());
        return WithPoints(found.Minima.Select(Marked).Where(Shows));

        LandscapePoint Marked(FixedPoint minimum)
        {
            string words = found.Describe(minimum);
            return Place<double>(minimum.State) with { Kind = PointKind.Minimum, Label = label is null ? words : label(minimum, words) };
        }
    }

    /// <summary>Draws the paths of queries that start evenly spaced along the rim, on the ellipse that almost fills the rectangle.</summary>
    /// <param name="count">The number of queries, at least 1.</param>
    /// <param name="updates">The largest number of updates of each, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="InvalidOperationException">The surface is that of a formula.</exception>
    public EnergySurface WithFlows(int count, int updates = 5)
    {
        Require.AtLeast(count, 1);
        Require.AtLeast(updates, 1);
        ContinuousHopfield<double> memory = Memory();
        (double middleX, double middleY) = ((X[0] + X[^1]) / 2, (Y[0] + Y[^1]) / 2);
        (double radiusX, double radiusY) = (RimOfFlows * (X[^1] - X[0]) / 2, RimOfFlows * (Y[^1] - Y[0]) / 2);
        EnergySurface surface = this;
        for (int k = 0; k < count; k++)
        {
            // Not from 0: a query on a line of symmetry would rest on a ridge.
            double angle = 2 * Math.PI / count * (k + 0.4);
            double[] query = Plane.State(middleX + radiusX * Math.Cos(angle), middleY + radiusY * Math.Sin(angle));
            surface = surface.WithPath(memory.Recall(query, maxUpdates: updates, record: true));
        }
        return surface;
    }

    /// <summary>Follows every grid point to the minimum in whose basin it lies. Cost: a recall for each grid point.</summary>
    /// <exception cref="InvalidOperationException">The surface is that of a formula.</exception>
    public SurfaceBasins Basins()
    {
        ContinuousHopfield<double> memory = Memory();
        FixedPointSet found = FixedPoints.Find(memory);
        IReadOnlyList<FixedPoint> minima = found.Minima;
        var endOf = new int[Y.Length, X.Length];
        for (int row = 0; row < Y.Length; row++)
        {
            for (int column = 0; column < X.Length; column++)
            {
                double[] end = memory.Recall(Plane.State(X[column], Y[row]), maxUpdates: 2000, tolerance: 1e-9).State;
                endOf[row, column] = Enumerable.Range(0, minima.Count).MinBy(k => TensorPrimitives.Distance<double>(end, minima[k].State));
            }
        }

        return new(this, endOf, minima, [.. minima.Select(found.Describe)]);
    }

    private ContinuousHopfield<double> Memory() =>
        _memory ?? throw new InvalidOperationException("Expected the surface of a memory; this one is that of a formula, which has neither patterns nor recalls.");
}

/// <summary>Which starts of a surface's grid end in which minimum of its memory.</summary>
/// <param name="Surface">The surface whose grid points were started from.</param>
/// <param name="EndOf">For each grid point the index of the minimum, shape [rows Y, columns X]. A start that rests on a saddle counts to the nearest minimum.</param>
/// <param name="Minima">The minima, lowest energy first.</param>
/// <param name="Names">What each minimum is, in words; see <see cref="FixedPointSet.Describe"/>.</param>
public sealed record SurfaceBasins(EnergySurface Surface, int[,] EndOf, IReadOnlyList<FixedPoint> Minima, IReadOnlyList<string> Names);
