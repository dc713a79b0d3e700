namespace Hopfield.Course;

/// <summary>What a hosted page has besides the page that is read from the disk.</summary>
/// <param name="Hosting">Where the site comes from and lies.</param>
/// <param name="Path">The page's path in the site, with slashes.</param>
/// <param name="PageKind">What it is: <see cref="Index"/>, <see cref="Chapter"/> or <see cref="Text"/>.</param>
/// <param name="Card">The path in the site of the picture for previews; null where there is none.</param>
internal sealed record HostedPage(Hosting Hosting, string Path, string PageKind, string? Card)
{
    /// <summary>The first page.</summary>
    public const string Index = "index";

    /// <summary>A chapter or its solutions.</summary>
    public const string Chapter = "chapter";

    /// <summary>Any other text.</summary>
    public const string Text = "text";

    /// <summary>The button that opens the search; its script shows it.</summary>
    public const string SearchButton = """<button class="find" type="button" hidden aria-keyshortcuts="/">Search<span> /</span></button>""" + "\n";

    /// <summary>The buttons above the text; empty where there are none.</summary>
    public string Actions { get; init; } = "";

    /// <summary>Whether the page's cells run in it.</summary>
    public bool IsLive => Hosting.IsLive && PageKind == Chapter;

    /// <summary>Marks the part of a page in which is searched. The first page repeats what others say.</summary>
    public string Searched => PageKind == Index ? "" : " data-pagefind-body";

    /// <summary>Marks what is left out of it.</summary>
    public const string Unsearched = " data-pagefind-ignore";

    /// <summary>Tells scripts what page it is.</summary>
    public string Kind => $" data-page=\"{PageKind}\"";

    /// <summary>The last line: which version of the course this is.</summary>
    public string Edition
    {
        get
        {
            string commit = Hosting.Commit.Length == 0 ? "" : Hosting.Repository is { } home ? $" · <a href=\"{home}/commit/{Hosting.Commit}\">{Hosting.Commit}</a>" : $" · {Hosting.Commit}";
            string date = Hosting.Date.Length == 0 ? "" : $" · <time datetime=\"{Hosting.Date}\">{Hosting.Date}</time>";
            return $"\n<footer class=\"edition\">{Page.Course} {Hosting.Version}{commit}{date}</footer>";
        }
    }

    /// <summary>What stands in the page's head: style, script, and the words and the picture that a link to it is shown with.</summary>
    /// <param name="page">The page.</param>
    public string Head(Page page)
    {
        string card = Card is null ? "" : Meta("og:image", Hosting.Address is { } site ? site + Card : page.Home + Card) + Meta("og:image:alt", $"A figure of {page.Title}");
        string address = Hosting.Address is { } home ? Meta("og:url", home + (Path == "index.html" ? "" : Path)) : "";
        string live = IsLive ? $"\n<link rel=\"stylesheet\" href=\"{page.Home}{SiteAssets.Folder}/{LiveFiles.Style}\">\n<script type=\"module\" src=\"{page.Home}{SiteAssets.Folder}/{LiveFiles.Script}\"></script>" : "";
        return $"\n<link rel=\"stylesheet\" href=\"{page.Home}{SiteAssets.Folder}/{SiteAssets.HostedStyle}\">\n<script defer src=\"{page.Home}{SiteAssets.Folder}/{SiteAssets.HostedScript}\"></script>" + live
            + Meta("og:type", PageKind == Index ? "website" : "article") + Meta("og:site_name", Page.Course) + Meta("og:title", page.Title)
            + (page.Description.Length > 0 ? Meta("og:description", page.Description) : "") + address + card + "\n<meta name=\"twitter:card\" content=\"summary_large_image\">";
    }

    /// <summary>The buttons of a page; those that need a repository are left out where there is none.</summary>
    /// <param name="hosting">Where the site comes from and lies.</param>
    /// <param name="downloads">What the buttons to download say, and their links.</param>
    /// <param name="about">What a report is about; empty for the course.</param>
    /// <param name="source">The path of the page's source in the repository; null where it has none of its own.</param>
    public static string Buttons(Hosting hosting, IEnumerable<(string Words, string Link)> downloads, string about, string? source)
    {
        IEnumerable<(string? Link, string Words, string More)> all =
        [
            (hosting.Codespaces, "Open in Codespaces", ""),
            .. downloads.Select(download => ((string?)download.Link, download.Words, " download")),
            (hosting.Report(about.Length > 0 ? about : Page.Course), "Report", ""),
            (source is null ? null : hosting.Edit(source), "Edit", ""),
        ];
        return $"<nav class=\"actions\" aria-label=\"Run, download, report\"{Unsearched}>{string.Concat(all.Where(one => one.Link is not null).Select(one => $"<a href=\"{Page.Encode(one.Link!)}\"{one.More}>{one.Words}</a>"))}</nav>\n";
    }

    private static string Meta(string property, string content) => $"\n<meta property=\"{property}\" content=\"{Page.Encode(content)}\">";
}
