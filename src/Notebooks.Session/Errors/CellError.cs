namespace Notebooks.Session;

/// <summary>What ended a cell before its time: a compile error, an exception, an interrupt.</summary>
/// <param name="Name">The compiler's number (<c>CS0103</c>) or the exception's type (<c>ArgumentException</c>).</param>
/// <param name="Message">What went wrong, in one sentence or a few.</param>
/// <param name="Traceback">Lines to read: the message, the cell's line with a caret below it, the calls that led there, a hint.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    /// <summary>The number of the cell that was ended; 0 for code that does not count as a cell.</summary>
    public int Cell { get; init; }

    /// <summary>
    /// The line of that cell, from 1: where the error stands, or where the code was called that failed. Null where the
    /// cell has no such line: it was interrupted, or the error stands in a file that it loads.
    /// </summary>
    public int? Line { get; init; }
}
