using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The whole site: an index, a page for each chapter and each solution, and the files they share. It needs no network.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="hosting">Where the site comes from and lies, where it is to be hosted; null for the one that is read from the disk.</param>
internal sealed class Site(CourseTree tree, Hosting? hosting = null)
{
    private readonly HostedFiles _files = new(tree);

    private const string ChapterWord = "Chapter";

    private string Folder => Path.GetFullPath(hosting is null ? tree.Site : tree.HostedSite);

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

        var links = new PageLinks(tree.Notebooks, Folder, sources, hosting is null ? null : Elsewhere);
        FormulaBook formulas = FormulaBook.Read(tree.Formulas);
        using var colours = new CodeColours();

        SiteAssets.Write(Folder, [SiteAssets.Style, SiteAssets.Figures, SiteAssets.Script, .. hosting is null ? (string[])[] : [SiteAssets.HostedScript, SiteAssets.HostedStyle], .. hosting?.IsLive == true ? LiveFiles.Assets : []]);
        WriteNotebooks(chapters, ChapterWord, links, formulas, colours);
        WriteNotebooks(solutions, "Solutions · chapter", links, formulas, colours);
        List<(string, string)> written = [.. texts.Select(text => WriteText(text, links, formulas))];
        if (hosting is not null) WriteHosted(links, formulas);
        return WriteIndex(chapters, written, links, formulas);
    }

    private void WriteHosted(PageLinks links, FormulaBook formulas)
    {
        _files.WriteArchive();
        IReadOnlyDictionary<string, string> terms = File.Exists(tree.Symbols) ? Glossary.Read(File.ReadAllText(tree.Symbols)) : new Dictionary<string, string>();
        _files.WriteTerms(Glossary.ToJson(terms, Markdown(tree.Symbols, links, formulas)));
    }

    // A file of the course that is no page: in the repository, or a copy in the site.
    private string Elsewhere(string page, string target)
    {
        string path = Path.GetRelativePath(tree.Root, target).Replace('\\', '/');
        if (hosting!.Source(path, Directory.Exists(target)) is { } there && !target.EndsWith(".ipynb", StringComparison.Ordinal)) return there;
        return PageLinks.Relative(page, File.Exists(target) ? _files.Copy(target) : Path.Combine(Folder, "index.html"));
    }

    private HostedPage? Hosted(string page, string kind, string card, Notebook? notebook = null, string source = "", string about = "") => hosting is null ? null
        : new HostedPage(hosting, Path.GetRelativePath(Folder, page).Replace('\\', '/'), kind, _files.WriteCard(card, notebook))
        {
            Actions = Invitation(kind, about, page) + HostedPage.Buttons(hosting, kind == HostedPage.Index ? [("Download all notebooks", HostedFiles.Archive), .. _files.CopyBook()] : [("Download notebook", PageLinks.Relative(page, _files.Copy(source)))], about,
                source.Length == 0 ? null : Path.GetRelativePath(tree.Root, source).Replace('\\', '/')),
        };

    private string Invitation(string kind, string about, string page) => !hosting!.IsLive ? ""
        : kind == HostedPage.Index ? PlaygroundPage.Welcome()
        : about.StartsWith(ChapterWord, StringComparison.Ordinal) ? PlaygroundPage.Invitation(about[^2..], PageLinks.Relative(page, Path.Combine(Folder, "index.html"))[..^"index.html".Length]) : "";

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
            string kicker = $"{word} {entry.Chapter.Number}";
            var shell = new Page(entry.Outline.Title, CourseMarkdown.Words(entry.Outline.Claim), links.Home(page), Hosted(page, HostedPage.Chapter, entry.Chapter.Name, entry.Notebook, source, kicker));
            AtomicFile.Write(page, ChapterPage.Write(entry, body, kicker, Files(source, links), Neighbour(i - 1), Neighbour(i + 1), shell));
        }
    }

    // Below a chapter: its notebook file, and its solutions where there are any.
    private List<(string Link, string Words)> Files(string source, PageLinks links)
    {
        string page = links.PageOf(source), solutions = Path.GetFullPath(Path.Combine(tree.Solutions, Path.GetFileName(source)));
        List<(string, string)> files = hosting is null ? [(PageLinks.Relative(page, source), "the notebook file")] : [];
        if (source != solutions && File.Exists(solutions)) files.Add((PageLinks.Relative(page, links.PageOf(solutions)), "solutions"));
        return files;
    }

    private (string Page, string Title) WriteText(string source, PageLinks links, FormulaBook formulas)
    {
        string page = links.PageOf(source);
        MarkdownHtml markdown = Markdown(source, links, formulas);
        string body = markdown.Convert(File.ReadAllText(source));
        string title = markdown.Sections is [var first, ..] ? first.Title : Path.GetFileNameWithoutExtension(source);
        var shell = new Page(title, "", links.Home(page), hosting is null ? null : new HostedPage(hosting, Path.GetRelativePath(Folder, page), HostedPage.Text, null));
        AtomicFile.Write(page, shell.Write($"<main id=\"main\" class=\"plain\"{shell.Hosted?.Searched}>{body}</main>"));
        return (page, title);
    }

    private MarkdownHtml Markdown(string source, PageLinks links, FormulaBook formulas) => new(
        formulas, url => links.Rewrite(source, url), ReferenceLinks.Read(tree.References, PageLinks.Relative(source, tree.References)));

    private string WriteIndex(
        IReadOnlyList<SiteEntry> chapters, IReadOnlyList<(string Page, string Title)> texts, PageLinks links, FormulaBook formulas)
    {
        string index = Path.Combine(Folder, "index.html");
        var markdown = Markdown(Path.GetFullPath(Path.Combine(tree.Notebooks, "index.md")), links, formulas);
        AtomicFile.Write(index, IndexPage.Write(
            chapters,
            [.. texts.Select(text => (PageLinks.Relative(index, text.Page), text.Title))],
            markdown,
            Link,
            Hosted(index, HostedPage.Index, "course"),
            hosting is null ? "" : CourseMap.Draw([.. chapters.Select(entry => (entry.Chapter.Number, entry.Outline.Title, Link(entry.Chapter), CourseMap.Needs(entry.Notebook)))], FastPath())));
        return index;

        string Link(Chapter chapter) => PageLinks.Relative(index, links.PageOf(Path.GetFullPath(chapter.Path)));
    }

    private IReadOnlyList<string> FastPath()
    {
        string readme = Path.Combine(tree.Root, "README.md");
        return File.Exists(readme) ? CourseMap.FastPath(File.ReadAllText(readme)) : [];
    }
}

/// <summary>A chapter as the site shows it: executed just now, or as it is kept in the source tree.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Notebook">Its cells with the outputs to show.</param>
/// <param name="Outline">Title, claim and reading time.</param>
/// <param name="Run">The run that the outputs are from, or null where they are the committed ones.</param>
internal sealed record SiteEntry(Chapter Chapter, Notebook Notebook, ChapterOutline Outline, ExecutedChapter? Run)
{
    /// <summary>Joins the chapters of the tree with what was executed.</summary>
    /// <param name="chapters">All chapters.</param>
    /// <param name="runs">Those executed.</param>
    public static IReadOnlyList<SiteEntry> All(IReadOnlyList<Chapter> chapters, IReadOnlyList<ExecutedChapter> runs) =>
    [
        .. chapters.Select(chapter =>
        {
            ExecutedChapter? run = runs.FirstOrDefault(run => run.Chapter == chapter);
            Notebook notebook = run?.Notebook ?? Notebook.Read(chapter.Path);
            return new SiteEntry(chapter, notebook, ChapterOutline.Of(notebook, chapter.Name), run);
        }),
    ];

    /// <summary>Where the outputs come from, in a few words.</summary>
    public string Provenance => Run switch
    {
        null => "outputs as published",
        { Failure: { } failure } => $"stopped in {failure}",
        { Duration: var time } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"executed on this machine in {time.TotalSeconds:0.0} s"),
    };
}

/// <summary>
/// Turns the links of a text in the source tree into links of its page: a notebook or a text that has a page becomes
/// that page, any other relative link leads back to the file in the source tree, or where hosted pages find it.
/// </summary>
/// <param name="notebooks">The folder of the chapters; pages lie below the site as their sources below it.</param>
/// <param name="site">The site's folder.</param>
/// <param name="pages">Full paths of the sources that have a page.</param>
/// <param name="elsewhere">For a page and a file that has none, the link; null where the source tree lies beside the site.</param>
internal sealed class PageLinks(string notebooks, string site, IReadOnlySet<string> pages, Func<string, string, string>? elsewhere = null)
{
    /// <summary>The page of a source.</summary>
    /// <param name="source">Full path of a file below the chapters' folder.</param>
    public string PageOf(string source) =>
        Path.GetFullPath(Path.Combine(site, Path.ChangeExtension(Path.GetRelativePath(notebooks, source), ".html").ToLowerInvariant()));

    /// <summary>The link to write on a page.</summary>
    /// <param name="source">Full path of the text that holds the link.</param>
    /// <param name="url">The link as the text has it.</param>
    public string Rewrite(string source, string url)
    {
        if (url.StartsWith('#') || url.StartsWith("//", StringComparison.Ordinal) || Uri.TryCreate(url, UriKind.Absolute, out _)) return url;

        int end = url.IndexOfAny(['#', '?']);
        (string path, string rest) = end < 0 ? (url, "") : (url[..end], url[end..]);
        string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, Uri.UnescapeDataString(path)));
        string page = PageOf(source);
        if (elsewhere is not null && !pages.Contains(target)) return elsewhere(page, target) + rest;
        return Relative(page, pages.Contains(target) ? PageOf(target) : target) + rest;
    }

    /// <summary>The relative path from a page to the site's folder: empty, or <c>../</c>.</summary>
    /// <param name="page">Full path of the page.</param>
    public string Home(string page)
    {
        string up = Path.GetRelativePath(Path.GetDirectoryName(page)!, Path.GetFullPath(site)).Replace('\\', '/');
        return up == "." ? "" : up + "/";
    }

    /// <summary>A link from one file to another.</summary>
    /// <param name="from">Full path of the page.</param>
    /// <param name="to">Full path of the target.</param>
    public static string Relative(string from, string to) =>
        string.Join('/', Path.GetRelativePath(Path.GetDirectoryName(from)!, to).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
