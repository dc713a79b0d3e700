using Hopfield.Course;

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

    /// <summary>A finding about the whole chapter.</summary>
    public Finding Whole(string problem) => new(FileName, null, problem);

    /// <summary>A finding about one cell.</summary>
    public Finding At(LintedCell cell, string problem) => new(FileName, cell, problem);
}
