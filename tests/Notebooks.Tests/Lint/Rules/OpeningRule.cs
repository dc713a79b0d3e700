using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A chapter opens with its title, what the reader will do (three points) and what the reader needs (with minutes).</summary>
internal sealed partial class OpeningRule : IRule
{
    private const int Points = 3;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var first = chapter.Cells is [var opener, ..] ? opener : null;
        if (first is null || !Title(chapter.Number).IsMatch(first.Source))
            yield return new Finding(chapter.FileName, first, $"the chapter has to open with a Markdown cell \"# {chapter.Number} · Title\", the title a question or a claim.");
        foreach (var cell in chapter.MarkdownCells.Where(c => c != first && c.Markdown.OfType<HeadingBlock>().Any(h => h.Level == 1)))
            yield return chapter.At(cell, "has a second heading of level 1. A chapter has one title; use ## here.");

        var opening = chapter.Cells.TakeWhile(c => !c.IsCode).ToList();
        var will = opening.FirstOrDefault(c => c.Source.Contains("**You will**", StringComparison.Ordinal));
        if (will is null) yield return chapter.Whole($"nothing before the first code cell says **You will**. Add it with {Points} points.");
        else if (will.Markdown.OfType<ListBlock>().FirstOrDefault()?.Count != Points)
            yield return chapter.At(will, $"**You will** is followed by a list of {Points} points, no more and no less.");

        var need = opening.FirstOrDefault(c => c.Source.Contains("**You need**", StringComparison.Ordinal));
        if (need is null) yield return chapter.Whole("nothing before the first code cell says **You need**. Name the chapter to read before and the minutes.");
        else if (!Minutes().IsMatch(need.Source[need.Source.IndexOf("**You need**", StringComparison.Ordinal)..]))
            yield return chapter.At(need, "**You need** does not say how long the chapter takes. Add \"NN minutes to read, NN for the exercises\".");
    }

    private static Regex Title(string number) => new($@"^# {number} · \S");

    [GeneratedRegex(@"\b\d+ minutes to read, \d+ for the exercises\b")]
    private static partial Regex Minutes();
}
