using System.ComponentModel;
using Hopfield.Plotting;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The slides of chapters as pages in one folder, with all that they need beside them: a talk needs no network.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="folder">Where they go.</param>
internal sealed class SlideShow(CourseTree tree, string folder)
{
    // What of reveal.js a talk needs.
    private static readonly string[] _reveal = ["reveal.js", "reveal.css", "plugin/notes.js"];

    /// <summary>Writes the files that all slides share.</summary>
    /// <param name="cancellationToken">Ends npm and all that it started.</param>
    /// <exception cref="NotebookException">Node is missing or npm fails.</exception>
    public async Task WriteAssetsAsync(CancellationToken cancellationToken)
    {
        var package = new NodePackage(tree.Reveal.Package, tree.Reveal.Workshop);
        try
        {
            await package.InstallAsync(cancellationToken);
        }
        catch (Win32Exception error)
        {
            throw new NotebookException($"Slides need node and npm, which were not found: {error.Message}", error);
        }

        string assets = Path.Combine(folder, SiteAssets.Folder);
        foreach (string file in _reveal)
        {
            byte[] content = await File.ReadAllBytesAsync(Path.Combine(tree.Reveal.Workshop, "node_modules", "reveal.js", "dist", file), cancellationToken);
            AtomicFile.Write(Path.Combine(assets, Path.GetFileName(file)), content);
        }

        foreach (string name in (string[])[SiteAssets.Style, SiteAssets.Figures, "slides.css", "slides.js"]) AtomicFile.Write(Path.Combine(assets, name), SiteAssets.Resource(name));
        AtomicFile.Write(Path.Combine(assets, SiteAssets.Plotly), PlotlyScript.Read());
    }

    /// <summary>Writes the slides of a chapter as it is committed.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <returns>The page.</returns>
    public string Write(Chapter chapter)
    {
        Notebook notebook = Notebook.Read(chapter.Path);
        ChapterOutline outline = ChapterOutline.Of(notebook, chapter.Name);
        using var colours = new CodeColours();
        var markdown = new MarkdownHtml(FormulaBook.Read(tree.Formulas), _ => "#", ReferenceLinks.Read(tree.References, "#"));
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
        <link rel="stylesheet" href="assets/reveal.css">
        <link rel="stylesheet" href="assets/site.css">
        <link rel="stylesheet" href="assets/slides.css">
        <script defer src="assets/plotly.min.js"></script>
        <script defer src="assets/figures.js"></script>
        <script defer src="assets/reveal.js"></script>
        <script defer src="assets/notes.js"></script>
        <script defer src="assets/slides.js"></script>
        </head>
        <body>
        <div class="reveal"><div class="slides">
        {slides}
        </div></div>
        </body>
        </html>

        """.ReplaceLineEndings("\n");
}
