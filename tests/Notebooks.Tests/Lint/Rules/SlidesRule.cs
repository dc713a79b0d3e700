using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>The chapter is also a deck of 15 to 25 slides with speaker notes.</summary>
internal sealed partial class SlidesRule : IRule
{
    private const int Fewest = 15, Most = 25, FewestNotes = 3;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.Cells.Where(c => !Vocabulary.SlideTypes.Contains(c.Notebook.SlideType)))
            yield return chapter.At(cell, $"its slide type is \"{cell.Notebook.SlideType}\"; give it one of {string.Join(", ", Vocabulary.SlideTypes)}.");

        int slides = chapter.Cells.Count(c => c.Notebook.SlideType is "slide" or "subslide");
        if (slides is < Fewest or > Most) yield return chapter.Whole($"makes {slides} slides (cells of type slide or subslide); a deck has {Fewest} to {Most}.");
        if (chapter.Cells.Count > 0 && chapter.Cells[0].Notebook.SlideType != "slide") yield return chapter.At(chapter.Cells[0], "the title begins the deck: its slide type is slide.");

        var notes = chapter.Cells.Where(c => c.IsSpeakerNote).ToList();
        if (notes.Count < FewestNotes) yield return chapter.Whole($"has {notes.Count} speaker notes; a lecturer needs at least {FewestNotes}.");
        foreach (var note in notes.Where(n => !n.IsMarkdown || !Minutes().IsMatch(n.Source)))
            yield return chapter.At(note, "a speaker note is a quotation in Markdown that stands out and begins with the time it takes: \"> **For the lecturer · 4 minutes.** Ask the room …\".");
    }

    [GeneratedRegex(@"\A> \*\*For the lecturer · \d+ minutes?\.\*\* .*(?:\n>.*)*\n?\z")]
    private static partial Regex Minutes();
}
