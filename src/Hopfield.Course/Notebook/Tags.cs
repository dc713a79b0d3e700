namespace Hopfield.Course;

/// <summary>The words by which a cell's metadata say what the cell is, and how its outputs are compared.</summary>
public static class Tags
{
    /// <summary>The one cell of references and usings.</summary>
    public const string Setup = "setup";

    /// <summary>Text that belongs to the figure above it.</summary>
    public const string Caption = "caption";

    /// <summary>A question with choices.</summary>
    public const string Quiz = "quiz";

    /// <summary>Prefix of an exercise's number, on the cell that the reader fills in or, of an open exercise, on its task: <c>exercise:02.1</c>.</summary>
    public const string Exercise = "exercise:";

    /// <summary>Prefix of an exercise's number, on the cell that judges the answer.</summary>
    public const string Check = "check:";

    /// <summary>Prefix of an exercise's number, on the answer in the solutions.</summary>
    public const string Solution = "solution:";

    /// <summary>Prefix of an exercise's number, on the cell of an assignment in which a student writes what a person reads.</summary>
    public const string Answer = "answer:";

    /// <summary>Outputs are equal on every machine.</summary>
    public const string Exact = "exact";

    /// <summary>Prefix of the relative tolerance within which numbers agree: <c>tol:1e-4</c>.</summary>
    public const string Tolerance = "tol:";

    /// <summary>Numbers agree within the spread that is printed beside them.</summary>
    public const string Trained = "trained";

    /// <summary>Timings: executed, never compared.</summary>
    public const string Measured = "measured";

    /// <summary>A claim of this cell speaks of the draw that is shown, and its words say "here".</summary>
    public const string Instance = "instance";

    /// <summary>Whether a tag says how outputs are compared. A cell carries at most one of these.</summary>
    /// <param name="tag">A tag.</param>
    public static bool IsComparison(string tag) => tag is Exact or Trained or Measured || tag.StartsWith(Tolerance, StringComparison.Ordinal);
}
