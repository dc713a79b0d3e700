namespace Hopfield;

/// <summary>A landscape in which states of ±1 units have places.</summary>
/// <typeparam name="TSelf">The kind of landscape.</typeparam>
public abstract class BipolarLandscape<TSelf> : Landscape<TSelf>
    where TSelf : BipolarLandscape<TSelf>
{
    private protected BipolarLandscape(double[] x, double[] y, double[,] energy, string xName, string yName)
        : base(x, y, energy, xName, yName) { }

    /// <summary>Where a state lies, and how high.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, an entry is not ±1, or the landscape does not hold the state.</exception>
    public abstract LandscapePoint Place(ReadOnlySpan<sbyte> state);

    /// <summary>Marks a state. A place that is marked already is marked anew.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="label">A word or two beside it; may be empty.</param>
    /// <exception cref="ArgumentException">As for <see cref="Place"/>.</exception>
    public TSelf WithPoint(ReadOnlySpan<sbyte> state, PointKind kind = PointKind.State, string label = "")
    {
        LandscapePoint added = Place(state) with { Kind = kind, Label = label };
        return Changed(copy => copy.Points = [.. Points.Where(point => (point.X, point.Y) != (added.X, added.Y)), added]);
    }

    /// <summary>Draws the path of a recall.</summary>
    /// <param name="recall">A recall that recorded its path.</param>
    /// <exception cref="ArgumentException">The recall has no path; or as for <see cref="Place"/>.</exception>
    public TSelf WithPath(RecallResult<sbyte[]> recall) => WithPaths(recall);

    /// <summary>Draws the paths of several recalls.</summary>
    /// <param name="recalls">Recalls that recorded their paths.</param>
    /// <exception cref="ArgumentException">A recall has no path; or as for <see cref="Place"/>.</exception>
    public TSelf WithPaths(params IEnumerable<RecallResult<sbyte[]>> recalls)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        LandscapePoint[][] added = [.. recalls.Select(recall => Array.ConvertAll([.. recall.RequirePath(nameof(recall)).States], state => Place(state)))];
        return Changed(copy => copy.Paths = [.. Paths, .. added]);
    }
}
