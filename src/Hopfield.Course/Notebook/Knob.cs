namespace Hopfield.Course;

/// <summary>
/// A change that the text suggests: <c>"course": {"knobs": [{"cell": "noise", "replace": "0.10", "with": "0.45", "outcome": "recovered &lt; 0.5"}]}</c>
/// in the metadata of the cell that suggests it.
/// </summary>
/// <param name="Cell">The name (nbformat's id) of the cell to change.</param>
/// <param name="Replace">What stands there now, exactly once.</param>
/// <param name="With">What to write instead; nothing where it is to go.</param>
/// <param name="Outcome">A C# condition that is true when the changed cell, and those that use what it makes, have run again.</param>
internal sealed record Knob(string Cell, string Replace, string With, string Outcome)
{
    /// <summary>The knobs that a cell suggests; none where it suggests none.</summary>
    /// <param name="cell">A cell of text.</param>
    /// <exception cref="NotebookException">An entry cannot be read.</exception>
    public static IReadOnlyList<Knob> Of(NotebookCell cell) => CourseEntries.Of(cell, "knobs", entry => new Knob(
        CourseEntries.Required(entry, "cell"), CourseEntries.Required(entry, "replace"),
        CourseEntries.Text(entry, "with") ?? throw new FormatException("it has no with; an empty one takes the text away"), CourseEntries.Required(entry, "outcome")));

    /// <summary>The changed text of the cell that this turns.</summary>
    /// <param name="code">Its text.</param>
    /// <exception cref="NotebookException">What is to be replaced does not stand there exactly once.</exception>
    public string Turn(string code)
    {
        int count = code.Split(Replace).Length - 1;
        return count == 1 ? code.Replace(Replace, With, StringComparison.Ordinal)
            : throw new NotebookException($"\"{Replace}\" stands {count} times in the cell {Cell}; a knob needs a text that stands there once.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Cell}: {Replace} → {With}";
}
