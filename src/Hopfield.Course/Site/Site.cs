namespace Hopfield.Course;

/// <summary>The whole site: an index, a page for each chapter and each solution, and the files they share. It needs no network.</summary>
/// <param name="tree">The course's folders.</param>
internal sealed class Site(CourseTree tree)
{
    /// <summary>Writes the site. Chapters that were not executed show their committed outputs.</summary>
    /// <param name="runs">What was executed.</param>
    /// <returns>Full path of the index page.</returns>
    public string Write(IReadOnlyList<ExecutedChapter> runs)
    {
        IReadOnlyList<SiteEntry> chapters = SiteEntry.All(tree.Chapters, runs);
        IReadOnlyList<SiteEntry> solutions = SiteEntry.All(Chapter.In(tree.Solutions), []);
        IReadOnlyList<string> texts = [.. tree.Texts.Select(Path.GetFullPath)];
        HashSet<string> sources = [.. chapters.Concat(solutions).Select(entry => Path.GetFullPath(entry.Chapter.Path))];
        sources.UnionWith(texts);

        var links = new PageLinks(tree.Notebooks, tree.Site, sources);
        FormulaBook formulas = FormulaBook.Read(tree.Formulas);
        using var colours = new CodeColours();

        SiteAssets.Write(tree.Site);
        WriteNotebooks(chapters, "Chapter", links, formulas, colours);
        WriteNotebooks(solutions, "Solutions · chapter", links, formulas, colours);
        List<(string, string)> written = [.. texts.Select(text => WriteText(text, links, formulas))];
        return WriteIndex(chapters, written, links, formulas);
    }

    private void WriteNotebooks(
        IReadOnlyList<SiteEntry> entries, string word, PageLinks links, FormulaBook formulas, CodeColours colours)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            SiteEntry entry = entries[i];
            string source = Path.GetFullPath(entry.Chapter.Path);
            string page = links.PageOf(source);
            (string, string)? Neighbour(int at) => at < 0 || at >= entries.Count
                ? null
                : (PageLinks.Relative(page, links.PageOf(Path.GetFullPath(entries[at].Chapter.Path))), entries[at].Outline.Title);

            NotebookBody body = NotebookBody.Of(entry.Notebook, Markdown(source, links, formulas), colours);
            AtomicFile.Write(page, ChapterPage.Write(
                entry, body, $"{word} {entry.Chapter.Number}", Files(source, links), Neighbour(i - 1), Neighbour(i + 1), links.Home(page)));
        }
    }

    // Below a chapter: its notebook file, and its solutions where there are any.
    private List<(string Link, string Words)> Files(string source, PageLinks links)
    {
        string page = links.PageOf(source), solutions = Path.GetFullPath(Path.Combine(tree.Solutions, Path.GetFileName(source)));
        List<(string, string)> files = [(PageLinks.Relative(page, source), "the notebook file")];
        if (source != solutions && File.Exists(solutions)) files.Add((PageLinks.Relative(page, links.PageOf(solutions)), "solutions"));
        return files;
    }

    private (string Page, string Title) WriteText(string source, PageLinks links, FormulaBook formulas)
    {
        string page = links.PageOf(source);
        MarkdownHtml markdown = Markdown(source, links, formulas);
        string body = markdown.Convert(File.ReadAllText(source));
        string title = markdown.Sections is [var first, ..] ? first.Title : Path.GetFileNameWithoutExtension(source);
        AtomicFile.Write(page, new Page(title, "", links.Home(page)).Write($"<main id=\"main\" class=\"plain\">{body}</main>"));
        return (page, title);
    }

    private MarkdownHtml Markdown(string source, PageLinks links, FormulaBook formulas) => new(
        formulas, url => links.Rewrite(source, url), ReferenceLinks.Read(tree.References, PageLinks.Relative(source, tree.References)));

    private string WriteIndex(
        IReadOnlyList<SiteEntry> chapters, IReadOnlyList<(string Page, string Title)> texts, PageLinks links, FormulaBook formulas)
    {
        string index = Path.GetFullPath(Path.Combine(tree.Site, "index.html"));
        var markdown = Markdown(Path.GetFullPath(Path.Combine(tree.Notebooks, "index.md")), links, formulas);
        AtomicFile.Write(index, IndexPage.Write(
            chapters,
            [.. texts.Select(text => (PageLinks.Relative(index, text.Page), text.Title))],
            markdown,
            chapter => PageLinks.Relative(index, links.PageOf(Path.GetFullPath(chapter.Path)))));
        return index;
    }
}
