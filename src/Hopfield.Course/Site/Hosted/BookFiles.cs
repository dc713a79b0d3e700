namespace Hopfield.Course;

/// <summary>The names of a book's files.</summary>
internal static class BookFiles
{
    private const string Whole = "hopfield-notebooks";

    /// <summary>The endings of its files.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".pdf", ".epub"];

    /// <summary>The name without its ending.</summary>
    /// <param name="some">The chapters of the book; none for all.</param>
    public static string Name(IReadOnlyList<Chapter> some) => some.Count == 0 ? Whole : $"{Whole}-{string.Join('-', some.Select(chapter => chapter.Number))}";
}
