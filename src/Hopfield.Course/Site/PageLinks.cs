namespace Hopfield.Course;

/// <summary>
/// Turns the links of a text in the source tree into links of its page: a notebook or a text that has a page becomes
/// that page, any other relative link leads back to the file in the source tree.
/// </summary>
/// <param name="notebooks">The folder of the chapters; pages lie below the site as their sources below it.</param>
/// <param name="site">The site's folder.</param>
/// <param name="pages">Full paths of the sources that have a page.</param>
internal sealed class PageLinks(string notebooks, string site, IReadOnlySet<string> pages)
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
        return Relative(PageOf(source), pages.Contains(target) ? PageOf(target) : target) + rest;
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
