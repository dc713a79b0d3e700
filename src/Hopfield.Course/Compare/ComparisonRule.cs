using System.Globalization;

namespace Hopfield.Course;

/// <summary>How strictly the outputs of a cell are compared.</summary>
public enum Strictness
{
    /// <summary>Text and figure data equal: binary models, counts, enumerations.</summary>
    Exact,

    /// <summary>Numbers may differ by a relative tolerance: floating-point results on another machine.</summary>
    Tolerance,

    /// <summary>Numbers may differ by the spread that is printed beside them (<c>0.83 ± 0.02</c>): training from a seed.</summary>
    Trained,

    /// <summary>Executed, not compared: timings and ratios.</summary>
    Measured,
}

/// <summary>The rule of one cell, as its tags say: <c>exact</c>, <c>tol:1e-4</c>, <c>trained</c>, <c>measured</c>; none means a tolerance of 1e-3.</summary>
/// <param name="Strictness">How strictly.</param>
/// <param name="Relative">The relative tolerance; 0 where numbers must be equal.</param>
public sealed record ComparisonRule(Strictness Strictness, double Relative)
{
    /// <summary>The rule of a cell without a tag.</summary>
    public static ComparisonRule Usual { get; } = new(Strictness.Tolerance, 1e-3);

    /// <summary>The rule of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <exception cref="NotebookException">A tag begins with <c>tol:</c> and names no number from 0 to below 1, or two rules stand in one cell.</exception>
    public static ComparisonRule Of(NotebookCell cell)
    {
        List<ComparisonRule> rules = [.. cell.Tags.Select(tag => Parse(tag, cell.Number)).OfType<ComparisonRule>()];
        return rules switch
        {
            [] => Usual,
            [var rule] => rule,
            _ => throw new NotebookException($"Cell {cell.Number} has more than one tag that says how to compare it: {string.Join(", ", cell.Tags)}."),
        };
    }

    private static ComparisonRule? Parse(string tag, int cell)
    {
        switch (tag)
        {
            case Tags.Exact: return new(Strictness.Exact, 0);
            case Tags.Trained: return new(Strictness.Trained, Usual.Relative);
            case Tags.Measured: return new(Strictness.Measured, double.PositiveInfinity);
        }

        if (!tag.StartsWith(Tags.Tolerance, StringComparison.Ordinal)) return null;
        bool read = double.TryParse(tag[Tags.Tolerance.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double tolerance);
        return read && tolerance is >= 0 and < 1
            ? new(Strictness.Tolerance, tolerance)
            : throw new NotebookException($"Cell {cell}: the tag {tag} must name a tolerance from 0 to below 1, such as tol:1e-4.");
    }
}
