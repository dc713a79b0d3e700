using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace Hopfield.Course;

/// <summary>What a list of chapters says about one: read from its first text cells, so that nothing is kept twice.</summary>
/// <param name="Title">The first heading of level 1, without the chapter's number.</param>
/// <param name="Claim">Markdown of the paragraph below the title: what the chapter shows; empty where there is none.</param>
/// <param name="Minutes">Reading time from a phrase like "40 minutes" in the opening, or null.</param>
public sealed partial record ChapterOutline(string Title, string Claim, int? Minutes)
{
    private const int Opening = 4;

    /// <summary>Reads a notebook's outline.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="name">Stands in for a missing title.</param>
    public static ChapterOutline Of(Notebook notebook, string name)
    {
        foreach (NotebookCell cell in notebook.Cells.Where(cell => cell.IsMarkdown))
        {
            string source = cell.Source;
            MarkdownDocument document = CourseMarkdown.Parse(source);
            if (document.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1) is not { } title) continue;

            string claim = document.SkipWhile(block => block != title).Skip(1).FirstOrDefault() is ParagraphBlock paragraph
                && CourseMarkdown.Lead(paragraph) is not ("You will" or "You need")
                ? source.Substring(paragraph.Span.Start, paragraph.Span.Length)
                : "";
            return new ChapterOutline(Unnumbered(CourseMarkdown.Words(title)), claim, MinutesIn(notebook));
        }

        return new ChapterOutline(name, "", MinutesIn(notebook));
    }

    /// <summary>A heading without the chapter's number: "02 · Five neurons" becomes "Five neurons".</summary>
    /// <param name="heading">The heading's text, with or without Markdown's mark.</param>
    public static string Unnumbered(string heading) => NumberPattern().Replace(heading, "", 1);

    private static int? MinutesIn(Notebook notebook)
    {
        Match match = MinutesPattern().Match(string.Join('\n', notebook.Cells.Take(Opening).Select(cell => cell.Source)));
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?<=^(# )?)\d\d · ")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"(\d+)\s+minutes")]
    private static partial Regex MinutesPattern();
}

/// <summary>One of the course's four parts.</summary>
/// <param name="Name">Number and subject.</param>
/// <param name="Sentence">The part in one sentence.</param>
/// <param name="First">Number of its first chapter; it ends where the next part begins.</param>
public sealed record CoursePart(string Name, string Sentence, int First)
{
    /// <summary>The parts in order.</summary>
    public static IReadOnlyList<CoursePart> All { get; } =
    [
        new("I · Classical networks", "Memory can be a valley.", 1),
        new("II · Dense associative memory", "Sharper valleys hold more memories.", 9),
        new("III · Continuous states and attention", "Soft valleys are attention.", 13),
        new("IV · Layers and what they are for", "Valleys can be trained.", 17),
    ];

    /// <summary>The part that a chapter belongs to.</summary>
    /// <param name="number">The chapter's number.</param>
    public static CoursePart Of(int number) => All.Last(part => part.First <= Math.Max(number, 1));
}
