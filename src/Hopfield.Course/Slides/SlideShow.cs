using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The slides of chapters as pages in one folder, with all that they need beside them: a talk needs no network.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="folder">Where they go.</param>
internal sealed class SlideShow(CourseTree tree, string folder)
{
    private const string Style = "slides.css", Script = "slides.js";

    // What of reveal.js a talk needs, in its package's folder.
    private static readonly string[] _revealStyles = ["reveal.css"], _revealScripts = ["reveal.js", "plugin/notes.js"];

    private static readonly string[] _styles = [.. _revealStyles, SiteAssets.Style, Style];
    private static readonly string[] _scripts = [SiteAssets.Plotly, SiteAssets.Figures, .. _revealScripts, Script];

    private readonly FormulaBook _formulas = FormulaBook.Read(tree.Formulas);
    private readonly ReferenceLinks _references = ReferenceLinks.Read(tree.References, "#");

    /// <summary>Writes the files that all slides share.</summary>
    /// <param name="cancellationToken">Ends npm and all that it started.</param>
    /// <exception cref="NotebookException">Node is missing or npm fails.</exception>
    public async Task WriteAssetsAsync(CancellationToken cancellationToken)
    {
        var package = new NodePackage(tree.Reveal.Package, tree.Reveal.Workshop, "Slides need node and npm, which were not found");
        await package.InstallAsync(cancellationToken);
        foreach (string file in (string[])[.. _revealStyles, .. _revealScripts])
        {
            byte[] content = await File.ReadAllBytesAsync(Path.Combine(tree.Reveal.Workshop, "node_modules", "reveal.js", "dist", file), cancellationToken);
            AtomicFile.Write(Path.Combine(folder, SiteAssets.Folder, Path.GetFileName(file)), content);
        }

        SiteAssets.Write(folder, SiteAssets.Style, SiteAssets.Figures, Style, Script);
    }

    /// <summary>Writes the slides of a chapter as it is committed.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <returns>The page.</returns>
    public string Write(Chapter chapter)
    {
        Notebook notebook = Notebook.Read(chapter.Path);
        ChapterOutline outline = ChapterOutline.Of(notebook, chapter.Name);
        using var colours = new CodeColours();
        // A talk leads to no other page: its script makes words of the links.
        var markdown = new MarkdownHtml(_formulas, _ => "#", _references);
        string page = Path.Combine(folder, $"{chapter.Name}.html");
        AtomicFile.Write(page, Html(outline.Title, SlideDeck.Of(notebook, markdown, colours).Html));
        return page;
    }

    private static string Html(string title, string slides) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Page.Encode(title)}</title>
        <link rel="icon" href="data:,">
        {string.Join('\n', _styles.Select(file => $"<link rel=\"stylesheet\" href=\"{Asset(file)}\">"))}
        {string.Join('\n', _scripts.Select(file => $"<script defer src=\"{Asset(file)}\"></script>"))}
        </head>
        <body>
        <div class="reveal"><div class="slides">
        {slides}
        </div></div>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Asset(string file) => $"{SiteAssets.Folder}/{Path.GetFileName(file)}";
}
