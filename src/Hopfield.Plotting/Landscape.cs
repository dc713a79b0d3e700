namespace Hopfield.Plotting;

/// <summary>What a marked point of a landscape is; each has a marker of its own.</summary>
public enum SpotKind
{
    /// <summary>A stored pattern: a filled circle.</summary>
    Stored,

    /// <summary>A state or query: an open circle.</summary>
    State,

    /// <summary>A minimum of the energy: a diamond.</summary>
    Minimum,
}

/// <summary>A marked point of a landscape.</summary>
/// <param name="X">Position on the first axis.</param>
/// <param name="Y">Position on the second axis.</param>
/// <param name="Energy">The energy there, from the model and not from the grid.</param>
/// <param name="Kind">What the point is.</param>
/// <param name="Label">A word or two beside it; may be empty.</param>
public sealed record Spot(double X, double Y, double Energy, SpotKind Kind, string Label = "");

/// <summary>The path of a recall over a landscape.</summary>
/// <param name="X">Positions on the first axis, shape [K].</param>
/// <param name="Y">Positions on the second axis, shape [K].</param>
/// <param name="Energy">Energies along the path, shape [K].</param>
public sealed record Track(double[] X, double[] Y, double[] Energy);

/// <summary>A landscape at one value of the parameter that a slider moves.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="Energy">Energies, shape [y, x].</param>
/// <param name="Spots">Marked points at this value, such as the minima.</param>
/// <param name="Tracks">Paths at this value, such as queries flowing downhill.</param>
public sealed record LandscapeStep(string Label, double[,] Energy, IReadOnlyList<Spot>? Spots = null, IReadOnlyList<Track>? Tracks = null);
