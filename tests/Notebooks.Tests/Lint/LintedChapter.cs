using Hopfield.Course;
using Markdig.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A chapter as the rules see it.</summary>
internal sealed class LintedChapter
{
    public LintedChapter(Chapter file)
    {
        Path = System.IO.Path.GetFullPath(file.Path);
        Number = file.Number;
        Notebook = Notebook.Read(file.Path);
        Cells = [.. Notebook.Cells.Select(c => new LintedCell(c))];
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Two digits.</summary>
    public string Number { get; }

    public Notebook Notebook { get; }

    public IReadOnlyList<LintedCell> Cells { get; }

    public IEnumerable<LintedCell> CodeCells => Cells.Where(c => c.IsCode);

    public IEnumerable<LintedCell> MarkdownCells => Cells.Where(c => c.IsMarkdown);

    /// <summary>The cells of each section, from its heading of level 2 to the next, as far as the headings that close every chapter.</summary>
    public IReadOnlyList<IReadOnlyList<LintedCell>> Sections()
    {
        var sections = new List<List<LintedCell>>();
        foreach (var cell in Cells)
        {
            string? heading = cell.Markdown.OfType<HeadingBlock>().Where(h => h.Level == 2).Select(CourseMarkdown.Words).FirstOrDefault();
            if (heading is not null && Vocabulary.Closing.Contains(heading)) break;
            if (heading is not null) sections.Add([]);
            if (sections is [.., var last]) last.Add(cell);
        }
        return sections;
    }

    /// <summary>A finding about the whole chapter.</summary>
    public Finding Whole(string problem) => new(FileName, null, problem);

    /// <summary>A finding about one cell.</summary>
    public Finding At(LintedCell cell, string problem) => new(FileName, cell, problem);
}
