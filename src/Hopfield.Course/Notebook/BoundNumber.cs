using System.Globalization;

namespace Hopfield.Course;

/// <summary>
/// A number of the text that is bound to where it comes from: <c>"course": {"numbers": [{"text": "1,625", "value": "atRest", "tolerance": "12"}]}</c>
/// in the metadata of the cell in which it stands.
/// </summary>
/// <param name="Text">The number as it is printed.</param>
/// <param name="Value">A C# expression of the printed quantity, in the printed unit; it is asked for when all cells have run. Null for a quoted number.</param>
/// <param name="Source">Where a quoted number stands; null for one of the chapter's own.</param>
/// <param name="Tolerance">How far the value may lie from what is printed; 0 for a number that is exact.</param>
/// <param name="Instance">True where the text speaks of this draw alone.</param>
internal sealed record BoundNumber(string Text, string? Value, string? Source, double Tolerance, bool Instance)
{
    /// <summary>The numbers that a cell binds; none where it binds none.</summary>
    /// <param name="cell">A cell of text.</param>
    /// <exception cref="NotebookException">An entry cannot be read.</exception>
    public static IReadOnlyList<BoundNumber> Of(NotebookCell cell) =>
        CourseEntries.Of(cell, "numbers", entry => new BoundNumber(
            CourseEntries.Required(entry, "text"),
            CourseEntries.Text(entry, "value"),
            CourseEntries.Text(entry, "source"),
            ToleranceOf(CourseEntries.Text(entry, "tolerance")),
            entry["instance"]?.GetValue<bool>() ?? false).Checked());

    /// <summary>What is printed.</summary>
    public PrintedNumber Printed => PrintedNumber.Read(Text)!;

    /// <summary>Whether the text may say what it says where this value comes out: it rounds to the printed digits, or lies within the tolerance.</summary>
    /// <param name="value">The value.</param>
    public bool Allows(double value)
    {
        // The last bits of a value that lies half-way, such as 0.285 for 0.29, are nobody's fault.
        double allowed = Math.Max(Printed.Unit / 2, Tolerance);
        return Math.Abs(value - Printed.Value) <= allowed + 1e-9 * Math.Max(allowed, Math.Abs(Printed.Value));
    }

    private static double ToleranceOf(string? text) =>
        double.TryParse(text ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture, out double tolerance) && double.IsFinite(tolerance) && tolerance >= 0
            ? tolerance
            : throw new FormatException($"its tolerance is \"{text}\", where a number of at least 0 is expected");

    private BoundNumber Checked() =>
        PrintedNumber.Read(Text) is null ? throw new FormatException($"its text \"{Text}\" is no number")
        : Value is null == Source is null ? throw new FormatException("it needs a value, an expression, or a source, and not both")
        : this;
}
