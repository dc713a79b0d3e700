namespace Notebooks.Tests.Lint;

/// <summary>The words that chapters and tools agree on: tags, slide types, headings.</summary>
internal static class Vocabulary
{
    public const string Setup = "setup";
    public const string Caption = "caption";
    public const string Quiz = "quiz";
    public const string Exercise = "exercise:";
    public const string Check = "check:";
    public const string Tolerance = "tol:";

    /// <summary>How a cell's outputs are compared when they are made anew; one of them, or "tol:" with a number.</summary>
    public static readonly string[] Comparisons = ["exact", "trained", "measured"];

    public static readonly string[] SlideTypes = ["slide", "subslide", "fragment", "skip", "notes", "-"];

    public const string Exercises = "Exercises";
    public const string QuizHeading = "Quiz";
    public const string Found = "What we found";
    public const string References = "References";

    /// <summary>The headings that close every chapter, in this order.</summary>
    public static readonly string[] Closing = [Exercises, QuizHeading, Found, References];
}
