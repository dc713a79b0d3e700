namespace Hopfield.Course;

/// <summary>The names of places in a book, and where the links of its texts lead: to a place in it, to the web, or nowhere.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="hosting">Where the course comes from and lies.</param>
/// <param name="chapters">The chapters of the book.</param>
internal sealed class BookLinks(CourseTree tree, Hosting hosting, IReadOnlyList<Chapter> chapters)
{
    /// <summary>The contents.</summary>
    public const string Contents = "contents";

    /// <summary>The answers to quizzes and exercises.</summary>
    public const string Answers = "answers";

    /// <summary>The index of symbols and terms.</summary>
    public const string Symbols = "symbols";

    /// <summary>The list of references.</summary>
    public const string References = "references";

    /// <summary>A chapter.</summary>
    /// <param name="chapter">The chapter.</param>
    public static string Of(Chapter chapter) => $"c{chapter.Number}";

    /// <summary>The answers of a chapter.</summary>
    /// <param name="chapter">The chapter.</param>
    public static string AnswersOf(Chapter chapter) => $"{Answers}-{chapter.Number}";

    /// <summary>An exercise or a quiz of a chapter, or its answer.</summary>
    /// <param name="place">The chapter or its answers.</param>
    /// <param name="id">The number of the exercise or quiz, "02.1".</param>
    public static string Within(string place, string id) => $"{place}-{Name(id)}";

    /// <summary>The name of an exercise or a quiz in its chapter: "1" or "q1".</summary>
    /// <param name="id">Its number, "02.1" or "02.q1".</param>
    public static string Name(string id) => id[(id.IndexOf('.') + 1)..];

    /// <summary>The link in a book; empty where there is nothing to lead to.</summary>
    /// <param name="source">Full path of the text that holds the link.</param>
    /// <param name="home">The place in the book of that text.</param>
    /// <param name="url">The link as the text has it.</param>
    public string Rewrite(string source, string home, string url)
    {
        if (url.StartsWith('#')) return $"#{home}-{url[1..]}";
        if (Uri.TryCreate(url, UriKind.Absolute, out _)) return url;
        (string path, string anchor) = url.IndexOf('#') is >= 0 and var at ? (url[..at], $"-{url[(at + 1)..]}") : (url, "");
        string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, Uri.UnescapeDataString(path)));
        if (target == tree.References) return $"#{References}{anchor}";
        if (target == tree.Symbols) return $"#{Symbols}";
        if (chapters.FirstOrDefault(chapter => Path.GetFileName(chapter.Path) == Path.GetFileName(target)) is not { } there) return Elsewhere(target);
        return target == Path.GetFullPath(there.Path) ? $"#{Of(there)}{anchor}" : $"#{AnswersOf(there)}";
    }

    /// <summary>The hosted page of a chapter; null where it is not known.</summary>
    /// <param name="chapter">The chapter.</param>
    public string? Page(Chapter chapter) => hosting.Address is { } address ? $"{address}{chapter.Name}.html" : null;

    private string Elsewhere(string target) => hosting.Source(Path.GetRelativePath(tree.Root, target).Replace('\\', '/'), Directory.Exists(target)) ?? "";
}
