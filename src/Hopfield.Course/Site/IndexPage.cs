using System.Globalization;
using System.Text;

namespace Hopfield.Course;

/// <summary>The first page: the course in a sentence and every chapter with what it claims.</summary>
internal static class IndexPage
{
    private const string Sentence =
        "A memory is a valley, and remembering is rolling downhill. These chapters follow that idea from five neurons "
        + "with two thoughts to the attention of transformers; every figure was computed by code that you can change.";

    /// <summary>Writes the page.</summary>
    /// <param name="entries">The chapters in order.</param>
    /// <param name="texts">Links and titles of the texts beside the chapters.</param>
    /// <param name="markdown">Converts the claims.</param>
    /// <param name="link">The page of a chapter.</param>
    /// <param name="hosted">What the page has besides where it is hosted.</param>
    /// <param name="map">A map of the course, or empty.</param>
    public static string Write(
        IReadOnlyList<SiteEntry> entries, IReadOnlyList<(string Link, string Title)> texts, MarkdownHtml markdown, Func<Chapter, string> link,
        HostedPage? hosted = null, string map = "")
    {
        var list = new StringBuilder();
        foreach (IGrouping<CoursePart, SiteEntry> part in entries.GroupBy(PartOf))
        {
            list.Append("<section class=\"part\"><h2>").Append(Page.Encode(part.Key.Name)).Append("</h2><p class=\"sentence\">")
                .Append(Page.Encode(part.Key.Sentence)).Append("</p><ol>\n");
            foreach (SiteEntry entry in part) list.Append(Item(entry, markdown, link(entry.Chapter)));
            list.Append("</ol></section>\n");
        }

        string beside = string.Concat(texts.Select(text => $"<a href=\"{text.Link}\">{Page.Encode(text.Title)}</a>"));
        string text = $"""
            <main id="main" class="index">
            <header class="hero">
            <p class="kicker">A course in notebooks</p>
            <h1>Associative memory, from Hebb to attention</h1>
            <p class="lede">{Sentence}</p>
            {Landscape}
            </header>
            {hosted?.Actions}{map}
            {list}
            <footer><p class="meta">{beside}</p></footer>
            </main>
            """;
        return new Page(Page.Course, Sentence, Home: "", hosted).Write(text);
    }

    private static string Item(SiteEntry entry, MarkdownHtml markdown, string link)
    {
        string minutes = entry.Outline.Minutes is { } count ? $"<span>about {count} minutes</span>" : "";
        string state = entry.Run?.Failure is null ? "" : " class=\"failed\"";
        return $"""
            <li><span class="number" aria-hidden="true">{entry.Chapter.Number}</span><div>
            <h3><a href="{link}">{Page.Encode(entry.Outline.Title)}</a></h3>
            <div class="claim">{markdown.Convert(entry.Outline.Claim)}</div>
            <p class="meta">{minutes}<span{state}>{Page.Encode(entry.Provenance)}</span></p>
            </div></li>

            """;
    }

    private static CoursePart PartOf(SiteEntry entry) =>
        CoursePart.Of(int.Parse(entry.Chapter.Number, CultureInfo.InvariantCulture));

    // An energy with three valleys of different depth, and a state on its way down.
    private const string Landscape =
        """
        <svg class="landscape" viewBox="0 0 720 150" role="img" aria-label="A curve with three valleys; a ball rolls into the deepest">
        <path class="ground" d="M0 30C50 34 62 96 112 98S176 52 220 50S290 132 352 134S452 40 506 40S566 86 612 86S676 34 720 28V150H0Z"/>
        <path class="curve" d="M0 30C50 34 62 96 112 98S176 52 220 50S290 132 352 134S452 40 506 40S566 86 612 86S676 34 720 28"/>
        <g class="path"><circle cx="480" cy="36" r="8.5"/><circle cx="451.5" cy="56" r="8.5"/><circle cx="428" cy="78" r="8.5"/></g>
        <circle class="ball" cx="355" cy="124" r="8.5"/></svg>
        """;
}
