using System.Text;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>The page of one notebook: its contents beside it, its neighbours below it.</summary>
internal static class ChapterPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="entry">The chapter or solution.</param>
    /// <param name="body">Its cells.</param>
    /// <param name="kicker">The few words above the title.</param>
    /// <param name="files">Links and words for the files that belong to it.</param>
    /// <param name="previous">Link and title of the page before, or null.</param>
    /// <param name="next">Link and title of the page after, or null.</param>
    /// <param name="page">The page that it becomes; its title and sentence are the chapter's.</param>
    public static string Write(
        SiteEntry entry,
        NotebookBody body,
        string kicker,
        IReadOnlyList<(string Link, string Words)> files,
        (string Link, string Title)? previous,
        (string Link, string Title)? next,
        Page page)
    {
        string contents = Contents(body.Sections), unsearched = page.Hosted is null ? "" : HostedPage.Unsearched;
        string minutes = entry.Outline.Minutes is { } count ? $"<span>about {count} minutes</span>" : "";
        string state = entry.Run?.Failure is null ? "" : " class=\"failed\"";
        string beside = string.Concat(files.Select(file => $"<a href=\"{file.Link}\">{Page.Encode(file.Words)}</a>"));
        string text = $"""
            <div class="chapter">
            <nav class="contents" aria-label="Contents">{contents}</nav>
            <main id="main"{page.Hosted?.Searched}>
            <details class="contents-small"{unsearched}><summary>Contents</summary>{contents}</details>
            <p class="kicker">{Page.Encode(kicker)}</p>
            {page.Hosted?.Actions}{body.Html}
            <footer{unsearched}>
            <p class="meta">{minutes}<span{state}>{Page.Encode(entry.Provenance)}</span>{beside}</p>
            <nav class="neighbours" aria-label="Chapters">{Neighbour(previous, "prev", "Before")}{Neighbour(next, "next", "Next")}</nav>
            </footer>
            </main>
            </div>
            """;
        return page.Write(text, body.HasFigures || page.Hosted?.IsLive == true ? [SiteAssets.Plotly] : []);
    }

    private static string Contents(IReadOnlyList<Section> sections)
    {
        var html = new StringBuilder("<ol>");
        foreach (Section section in sections.Where(section => section.Level == 2))
            html.Append("<li><a href=\"#").Append(section.Id).Append("\">").Append(Page.Encode(section.Title)).Append("</a></li>");
        return html.Append("</ol>").ToString();
    }

    private static string Neighbour((string Link, string Title)? page, string rel, string word) => page is { } there
        ? $"<a rel=\"{rel}\" href=\"{there.Link}\"><span>{word}</span>{Page.Encode(there.Title)}</a>"
        : "";
}

/// <summary>The cells of one notebook as HTML.</summary>
internal sealed class NotebookBody
{
    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly StringBuilder _html = new();

    private NotebookBody(MarkdownHtml markdown)
    {
        _markdown = markdown;
        _outputs = new OutputHtml(markdown);
    }

    /// <summary>The HTML.</summary>
    public string Html => _html.ToString();

    /// <summary>The headings.</summary>
    public IReadOnlyList<Section> Sections => _markdown.Sections;

    /// <summary>Whether plotly.js is needed.</summary>
    public bool HasFigures => _outputs.HasFigures;

    /// <summary>Converts a notebook.</summary>
    /// <param name="notebook">The notebook with its outputs.</param>
    /// <param name="markdown">Converts its texts.</param>
    /// <param name="colours">Colours the code.</param>
    public static NotebookBody Of(Notebook notebook, MarkdownHtml markdown, CodeColours colours)
    {
        var body = new NotebookBody(markdown);
        var code = new Queue<string>(colours.Colour([.. notebook.CodeCells.Select(cell => cell.Source.TrimEnd())]));
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (cell.IsCode)
            {
                // A caption is a cell of its own below its figure: on the page the two are one.
                bool captioned = cell.Outputs.Count > 0 && i + 1 < notebook.Cells.Count && notebook.Cells[i + 1].HasTag(Tags.Caption);
                body.Code(cell, code.Dequeue(), captioned ? notebook.Cells[++i] : null);
            }
            else if (cell.IsMarkdown && cell.SlideType != "notes")
            {
                body._html.Append("<section class=\"").Append(cell.HasTag(Tags.Caption) ? "text caption" : "text").Append("\">")
                    .Append(body._markdown.Convert(ChapterOutline.Unnumbered(cell.Source))).Append("</section>\n");
            }
        }

        return body;
    }

    private void Code(NotebookCell cell, string coloured, NotebookCell? caption)
    {
        string kind = Kind(cell);
        _html.Append("<div class=\"cell ").Append(kind).Append("\" id=\"cell-").Append(cell.Number).Append("\">\n");
        string source = $"<pre class=\"source\"><code>{coloured}</code></pre>";
        if (kind == "setup") source = $"<details><summary>Setup</summary>{source}</details>";
        // The code of a quiz tells the answer: the reader meets the question first.
        else if (kind == "quiz") source = $"<details><summary>The quiz as code</summary>{source}</details>";
        else if (kind == "exercise") source = $"<p class=\"label\">Your turn · {cell.TagAfter(Tags.Exercise)}</p>{source}";
        string count = cell.ExecutionCount is { } number ? $"<span class=\"count\" aria-hidden=\"true\">{number}</span>" : "";
        _html.Append(count).Append(source).Append('\n');
        if (cell.Outputs.Count > 0) Outputs(cell.Outputs, caption is null ? "" : _markdown.Convert(caption.Source));
        _html.Append("</div>\n");
    }

    private void Outputs(JsonArray shown, string caption)
    {
        _html.Append("<div class=\"outputs\">\n");
        for (int i = 0; i < shown.Count; i++)
            _html.Append(_outputs.Convert(shown[i]!, i == shown.Count - 1 ? caption : "")).Append('\n');
        _html.Append("</div>\n");
    }

    private static string Kind(NotebookCell cell) =>
        cell.HasTag(Tags.Setup) ? "setup" : cell.HasTag(Tags.Quiz) ? "quiz" : cell.TagAfter(Tags.Exercise) is not null ? "exercise" : "code";
}
