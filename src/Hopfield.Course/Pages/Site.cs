using Hopfield.Course.Execution;
using Hopfield.Course.Formulas;
using Hopfield.Course.Notebooks;

namespace Hopfield.Course.Pages;

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

    private static void WriteNotebooks(
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

            NotebookBody body = NotebookBody.Of(entry.Notebook, formulas, url => links.Rewrite(source, url), colours);
            AtomicFile.Write(page, ChapterPage.Write(
                entry, body, $"{word} {entry.Chapter.Number}", PageLinks.Relative(page, source), Neighbour(i - 1), Neighbour(i + 1), links.Home(page)));
        }
    }

    private static (string Page, string Title) WriteText(string source, PageLinks links, FormulaBook formulas)
    {
        string page = links.PageOf(source);
        var markdown = new MarkdownHtml(formulas, url => links.Rewrite(source, url));
        string body = markdown.Convert(File.ReadAllText(source));
        string title = markdown.Sections is [var first, ..] ? first.Title : Path.GetFileNameWithoutExtension(source);
        AtomicFile.Write(page, new Page(title, "", links.Home(page)).Write($"<main id=\"main\" class=\"plain\">{body}</main>"));
        return (page, title);
    }

    private string WriteIndex(
        IReadOnlyList<SiteEntry> chapters, IReadOnlyList<(string Page, string Title)> texts, PageLinks links, FormulaBook formulas)
    {
        string index = Path.GetFullPath(Path.Combine(tree.Site, "index.html"));
        var markdown = new MarkdownHtml(formulas, url => links.Rewrite(Path.Combine(tree.Notebooks, "index.md"), url));
        AtomicFile.Write(index, IndexPage.Write(
            chapters,
            [.. texts.Select(text => (PageLinks.Relative(index, text.Page), text.Title))],
            markdown,
            chapter => PageLinks.Relative(index, links.PageOf(Path.GetFullPath(chapter.Path)))));
        return index;
    }
}
