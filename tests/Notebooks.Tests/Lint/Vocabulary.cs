namespace Notebooks.Tests.Lint;

/// <summary>The words that chapters and tools agree on: slide types and headings (tags are those of the command line).</summary>
internal static class Vocabulary
{
    public static readonly string[] SlideTypes = ["slide", "subslide", "fragment", "skip", "notes", "-"];

    public const string Exercises = "Exercises";
    public const string QuizHeading = "Quiz";
    public const string Found = "What we found";
    public const string References = "References";

    /// <summary>The headings that close every chapter, in this order.</summary>
    public static readonly string[] Closing = [Exercises, QuizHeading, Found, References];
}
