using Hopfield.Course;
using Markdig.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>Three to seven sections, then Exercises, Quiz, What we found (three points) and References.</summary>
internal sealed class SectionsRule : IRule
{
    private const int Fewest = 3, Most = 7, FoundPoints = 3;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var headings = (from cell in chapter.MarkdownCells
                        from heading in cell.Markdown.OfType<HeadingBlock>()
                        where heading.Level == 2
                        select (Cell: cell, Text: CourseMarkdown.Words(heading))).ToList();
        int sections = headings.TakeWhile(h => !Vocabulary.Closing.Contains(h.Text)).Count();
        if (sections is < Fewest or > Most)
            yield return chapter.Whole($"has {sections} sections (## headings before \"{Vocabulary.Exercises}\"); a chapter has {Fewest} to {Most}.");

        string[] closing = [.. headings.Skip(sections).Select(h => h.Text)];
        if (!closing.SequenceEqual(Vocabulary.Closing))
            yield return chapter.Whole($"closes with the headings [{string.Join(", ", closing)}]; every chapter closes with ## {string.Join(", ## ", Vocabulary.Closing)}, in this order.");

        if (headings.FirstOrDefault(h => h.Text == Vocabulary.Found).Cell is { } found)
        {
            var list = found.Markdown.SkipWhile(b => b is not HeadingBlock h || CourseMarkdown.Words(h) != Vocabulary.Found).OfType<ListBlock>().FirstOrDefault();
            if (list?.Count != FoundPoints) yield return chapter.At(found, $"\"{Vocabulary.Found}\" is a list of {FoundPoints} points.");
        }
        foreach (var cell in chapter.MarkdownCells)
        {
            foreach (var heading in cell.Markdown.OfType<HeadingBlock>().Where(h => h.Level > 3))
                yield return chapter.At(cell, $"has a heading of level {heading.Level}. Use ## for a section and ### inside it, no deeper.");
        }
    }
}
