using Hopfield.Plotting;

namespace Hopfield.Course;

/// <summary>The files that all pages share, each written once: the style, the script, and plotly.js out of Plotly.NET.</summary>
internal static class SiteAssets
{
    /// <summary>The folder beside the index page.</summary>
    public const string Folder = "assets";

    /// <summary>The style sheet.</summary>
    public const string Style = "site.css";

    /// <summary>The script of the pages.</summary>
    public const string Script = "site.js";

    /// <summary>The library that draws the figures.</summary>
    public const string Plotly = "plotly.min.js";

    /// <summary>Writes the files.</summary>
    /// <param name="site">The site's folder.</param>
    public static void Write(string site)
    {
        string folder = Path.Combine(site, Folder);
        foreach (string name in (ReadOnlySpan<string>)[Style, Script])
            AtomicFile.Write(Path.Combine(folder, name), Resource(name));
        AtomicFile.Write(Path.Combine(folder, Plotly), PlotlyScript.Read());
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(SiteAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
