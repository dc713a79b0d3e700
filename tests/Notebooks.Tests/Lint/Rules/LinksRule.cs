using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Tests.Lint;

/// <summary>Relative links and pictures lead to files that exist; nothing leads to a place on one machine.</summary>
internal sealed class LinksRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.MarkdownCells)
        {
            foreach (string url in cell.Markdown.Descendants().OfType<LinkInline>().Select(l => l.Url ?? ""))
            {
                if (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith('#')) continue;
                if (url.Contains(':') || url.StartsWith('/') || url.Length == 0)
                    yield return chapter.At(cell, $"links to \"{url}\". Use https:// for the web and a relative path for the project.");
                else if (!Exists(chapter.Folder, Uri.UnescapeDataString(url.Split('#')[0])))
                    yield return chapter.At(cell, $"links to {url}, which does not exist. Correct the path, with the letter case of the file.");
            }
        }
    }

    // By comparing names, because some file systems find a file by a name in the wrong letter case.
    private static bool Exists(string folder, string relative)
    {
        string path = Path.GetFullPath(Path.Combine(folder, relative));
        string? parent = Path.GetDirectoryName(path);
        return parent is not null && Directory.Exists(parent) && Directory.EnumerateFileSystemEntries(parent).Contains(path, StringComparer.Ordinal);
    }
}
