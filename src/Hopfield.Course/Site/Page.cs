using System.Net;
using Hopfield.Plotting;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>What every page of the site shares: head, top bar, the switch between light and dark.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Description">One sentence for search and link previews; may be empty.</param>
/// <param name="Home">Relative path to the folder of the index page: empty, or <c>../</c>.</param>
/// <param name="Hosted">What a hosted page has besides; null for one that is not hosted.</param>
internal sealed record Page(string Title, string Description, string Home, HostedPage? Hosted = null)
{
    /// <summary>The course's name as the pages show it.</summary>
    public const string Course = "Hopfield.Notebooks";

    /// <summary>The whole page.</summary>
    /// <param name="body">HTML between the top bar and the end.</param>
    /// <param name="scripts">Scripts of the assets folder that the page needs besides its own.</param>
    public string Write(string body, params IEnumerable<string> scripts)
    {
        string needed = string.Concat(scripts.Concat([SiteAssets.Figures, SiteAssets.Script])
            .Select(script => $"\n<script defer src=\"{Home}{SiteAssets.Folder}/{script}\"></script>"));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(Title)}</title>
            <meta name="description" content="{Encode(Description)}">
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{Home}{SiteAssets.Folder}/{SiteAssets.Style}">
            <script>try {"{"} const t = localStorage.getItem("theme"); if (t) document.documentElement.dataset.theme = t; {"}"} catch {"{ }"}</script>{needed}{Hosted?.Head(this)}
            </head>
            <body{Hosted?.Kind}>
            <a class="skip" href="#main">To the text</a>
            <header class="bar">
            {HomeLink(Home)}
            <span class="where">{(Title == Course ? "" : Encode(Title))}</span>
            {(Hosted is null ? "" : HostedPage.SearchButton)}<button class="theme" type="button" hidden aria-label="Light or dark" title="Light or dark">{ThemeIcon}</button>
            </header>
            {body}{Hosted?.Edition}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The course's mark and name, which lead to the index page.</summary>
    /// <param name="home">Relative path to its folder.</param>
    public static string HomeLink(string home) => $"<a class=\"home\" href=\"{home}index.html\">{Mark}<span>{Course}</span></a>";

    /// <summary>A text made safe for HTML.</summary>
    /// <param name="text">Any text.</param>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    // Two valleys and a ball that has come to rest in one of them.
    private const string Mark =
        """<svg class="mark" viewBox="0 0 32 20" aria-hidden="true"><path d="M1 3C5 3 5 16 9.5 16S13 8 16 8s2.5 10 7 10S27 3 31 3"/><circle cx="23" cy="14.5" r="2.6"/></svg>""";

    private const string ThemeIcon =
        """<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7.5"/><path d="M10 2.5a7.5 7.5 0 0 1 0 15z"/></svg>""";
}

/// <summary>The files that all pages share, each written once: the style, the script, and plotly.js out of Plotly.NET.</summary>
internal static class SiteAssets
{
    /// <summary>The folder beside the index page.</summary>
    public const string Folder = "assets";

    /// <summary>The style sheet.</summary>
    public const string Style = "site.css";

    /// <summary>The script of the pages.</summary>
    public const string Script = "site.js";

    /// <summary>The script that has the figures drawn.</summary>
    public const string Figures = "figures.js";

    /// <summary>The library that draws the figures.</summary>
    public const string Plotly = "plotly.min.js";

    /// <summary>The script of hosted pages.</summary>
    public const string HostedScript = "hosted.js";

    /// <summary>The style sheet of hosted pages.</summary>
    public const string HostedStyle = "hosted.css";

    /// <summary>Writes files that this program carries, and the library that draws the figures.</summary>
    /// <param name="site">The site's folder.</param>
    /// <param name="names">The files' names.</param>
    public static void Write(string site, params IEnumerable<string> names)
    {
        string folder = Path.Combine(site, Folder);
        foreach (string name in names) AtomicFile.Write(Path.Combine(folder, name), EmbeddedFile.Read(name));
        AtomicFile.Write(Path.Combine(folder, Plotly), PlotlyScript.Read());
    }
}
