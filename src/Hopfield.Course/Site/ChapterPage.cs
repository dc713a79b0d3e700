using System.Text;

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
    /// <param name="home">Relative path to the site's folder.</param>
    public static string Write(
        SiteEntry entry,
        NotebookBody body,
        string kicker,
        IReadOnlyList<(string Link, string Words)> files,
        (string Link, string Title)? previous,
        (string Link, string Title)? next,
        string home)
    {
        string contents = Contents(body.Sections);
        string minutes = entry.Outline.Minutes is { } count ? $"<span>about {count} minutes</span>" : "";
        string state = entry.Run?.Failure is null ? "" : " class=\"failed\"";
        string beside = string.Concat(files.Select(file => $"<a href=\"{file.Link}\">{Page.Encode(file.Words)}</a>"));
        string text = $"""
            <div class="chapter">
            <nav class="contents" aria-label="Contents">{contents}</nav>
            <main id="main">
            <details class="contents-small"><summary>Contents</summary>{contents}</details>
            <p class="kicker">{Page.Encode(kicker)}</p>
            {body.Html}
            <footer>
            <p class="meta">{minutes}<span{state}>{Page.Encode(entry.Provenance)}</span>{beside}</p>
            <nav class="neighbours" aria-label="Chapters">{Neighbour(previous, "prev", "Before")}{Neighbour(next, "next", "Next")}</nav>
            </footer>
            </main>
            </div>
            """;
        return new Page(entry.Outline.Title, PlainText.Of(entry.Outline.Claim), home).Write(text, body.HasFigures ? [SiteAssets.Plotly] : []);
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
