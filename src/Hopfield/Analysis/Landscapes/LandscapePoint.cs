namespace Hopfield;

/// <summary>What a marked point of a landscape is.</summary>
public enum PointKind
{
    /// <summary>A stored pattern: figures draw a filled circle.</summary>
    Stored,

    /// <summary>A state or query: an open circle.</summary>
    State,

    /// <summary>A minimum of the energy: a diamond.</summary>
    Minimum,
}

/// <summary>A state's place in a landscape. A path is a list of them.</summary>
/// <param name="X">Its position on the first axis.</param>
/// <param name="Y">Its position on the second axis.</param>
/// <param name="Energy">E of the state itself, not of the nearest grid point; in the units of the landscape's heights.</param>
/// <param name="Kind">What the point is.</param>
/// <param name="Label">A word or two beside it; may be empty.</param>
public sealed record LandscapePoint(double X, double Y, double Energy, PointKind Kind = PointKind.State, string Label = "");
