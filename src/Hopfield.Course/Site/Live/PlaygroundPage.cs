using System.Text;
using System.Text.Json;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>
/// The playground in a hosted site: a page of its own program, kept for reading offline when it was visited once, to which the first page and
/// some chapters lead, each with settings of its own.
/// </summary>
/// <param name="tree">The course's folders.</param>
internal sealed class PlaygroundPage(CourseTree tree)
{
    /// <summary>The project's name.</summary>
    public const string Project = "Hopfield.Playground";

    /// <summary>The folder in the site.</summary>
    public const string Folder = "playground";

    private const string Index = "index.html", Worker = "sw.js";

    // What a chapter shows, to be changed by hand: settings, the words of the link, and what to try.
    private static readonly Dictionary<string, (string Settings, string Link, string Try)> _invitations = new()
    {
        ["01"] = ("memory=projection&stored=d0~9&picture=d3c&hold=1", "The same ten digits in the playground", "Let the memory finish the half, then draw a half of your own."),
        ["05"] = ("stored=r0&picture=r0n10.1", "One random picture in the playground", "Add more, one by one, until the memory breaks; then do it with digits."),
        ["09"] = ("size=32&memory=power&stored=p0~6&picture=p2n40.1", "The seven photographs in the playground", "They are smaller there, with 40 % noise as here. Turn n down to 2."),
        ["13"] = ("memory=continuous&stored=d0~9&picture=d3c", "Half a digit in the playground", "Turn β down until the answer is a mixture."),
    };

    /// <summary>The line that leads from a chapter to the playground; empty where a chapter has none.</summary>
    /// <param name="chapter">The chapter's number.</param>
    /// <param name="home">Relative path to the folder of the index page.</param>
    public static string Invitation(string chapter, string home) =>
        _invitations.TryGetValue(chapter, out var to) ? Line($"{home}{Folder}/{Index}?{to.Settings}", to.Link, to.Try) : "";

    /// <summary>The line that leads from the first page to the playground.</summary>
    public static string Welcome() => Line($"{Folder}/{Index}", "Try it first", "Draw a picture, spoil it, and watch a memory bring it back. Then load the memory until it breaks.");

    /// <summary>Copies the published program into the site, when every other file of the site is there: its own worker keeps it.</summary>
    /// <param name="published">The published folder.</param>
    /// <exception cref="NotebookException">The folder holds no playground.</exception>
    public void Write(string published)
    {
        string index = Path.Combine(published, Index);
        if (!File.Exists(index)) throw new NotebookException($"{published} is no published playground: {Index} is not there.");
        string site = Path.Combine(Path.GetFullPath(tree.HostedSite), Folder);
        List<(string Path, byte[] Bytes)> kept = [];
        foreach (string file in Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string path = Path.GetRelativePath(published, file).Replace('\\', '/');
            // Compressed forms are for a host that can send them; what the page text and its worker become is written below.
            if (Path.GetExtension(file) is ".gz" || path.StartsWith(Index, StringComparison.Ordinal) || path.StartsWith(Worker, StringComparison.Ordinal)) continue;
            byte[] bytes = File.ReadAllBytes(file);
            AtomicFile.Write(Path.Combine(site, path), bytes);
            if (Path.GetExtension(file) is not ".br") kept.Add((path, bytes));
        }

        string page = InSite(File.ReadAllText(index));
        AtomicFile.Write(Path.Combine(site, Index), page);
        kept.Add((Index, Encoding.UTF8.GetBytes(page)));
        string script = File.ReadAllText(Path.Combine(published, Worker));
        AtomicFile.Write(Path.Combine(site, Worker), script.Replace("NAME", FilesKey.Of(kept), StringComparison.Ordinal).Replace("FILES", JsonSerializer.Serialize(kept.Select(file => file.Path).Prepend("./")), StringComparison.Ordinal));
    }

    // Beside the course the page leads to it, and has a worker.
    private string InSite(string page)
    {
        IEnumerable<string> chapters = tree.Chapters.Where(chapter => _invitations.ContainsKey(chapter.Number))
            .Select(chapter => $"<a href=\"../{Uri.EscapeDataString(chapter.Name)}.html\">chapter {chapter.Number}</a>");
        int from = page.IndexOf("<!--home-->", StringComparison.Ordinal), to = page.IndexOf("<!--/home-->", StringComparison.Ordinal);
        return string.Concat(page[..from], Page.HomeLink("../"), page[(to + "<!--/home-->".Length)..])
            .Replace("<html lang=\"en\">", "<html lang=\"en\" data-worker>", StringComparison.Ordinal)
            .Replace("<!--course-->", $"<span>Why it works: {string.Join(", ", chapters)}</span>", StringComparison.Ordinal);
    }

    private static string Line(string link, string words, string more) =>
        $"<p class=\"invitation\"{HostedPage.Unsearched}><a href=\"{Page.Encode(link)}\">{Page.Encode(words)}</a> {Page.Encode(more)}</p>\n";
}
