using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The files that a hosted site has besides its pages: what can be downloaded, pictures for previews, terms, and the worker that keeps all of it for reading offline.</summary>
/// <param name="tree">The course's folders.</param>
internal sealed class HostedFiles(CourseTree tree)
{
    /// <summary>All chapters, with what they need to run, in one file beside the index page.</summary>
    public const string Archive = "hopfield-notebooks.zip";

    /// <summary>The terms and their meanings, in the folder of the assets.</summary>
    public const string Terms = "glossary.json";

    /// <summary>The folder of copies of the course's files.</summary>
    public const string Downloads = "files";

    private const string Cards = "cards", Worker = "sw.js";

    private string Site => Path.GetFullPath(tree.HostedSite);

    /// <summary>Puts a copy of a file of the course into the site.</summary>
    /// <param name="file">Full path of the file.</param>
    /// <returns>Full path of the copy.</returns>
    public string Copy(string file)
    {
        string copy = Path.Combine(Site, Downloads, Path.GetRelativePath(tree.Root, file));
        AtomicFile.Write(copy, File.ReadAllBytes(file));
        return copy;
    }

    /// <summary>Puts the book of the whole course into the site, where it was made after every chapter.</summary>
    /// <returns>What the button for each of its files says, and its link from the first page.</returns>
    public IEnumerable<(string Words, string Link)> CopyBook()
    {
        DateTime newest = tree.Chapters.Select(chapter => File.GetLastWriteTimeUtc(chapter.Path)).DefaultIfEmpty().Max();
        foreach (string ending in BookFiles.Endings)
        {
            string name = BookFiles.Name([]) + ending, file = Path.Combine(tree.Book, name);
            if (!File.Exists(file) || File.GetLastWriteTimeUtc(file) < newest) continue;
            AtomicFile.Write(Path.Combine(Site, name), File.ReadAllBytes(file));
            yield return ($"Book ({ending[1..].ToUpperInvariant()})", name);
        }
    }

    /// <summary>Writes the picture that a link to a page is shown with: the first figure's still, or README's picture for a page without one.</summary>
    /// <param name="name">The name of the picture.</param>
    /// <param name="notebook">The chapter; null for a page that is none.</param>
    /// <returns>The picture's path in the site with slashes; null where there is none.</returns>
    public string? WriteCard(string name, Notebook? notebook)
    {
        string? png = notebook?.CodeCells.SelectMany(cell => cell.Outputs).Select(output => (string?)output?["data"]?[PlotlyFigure.PictureType]).FirstOrDefault(picture => picture is not null);
        byte[]? picture = png is not null ? Convert.FromBase64String(png) : File.Exists(tree.Landscape) ? File.ReadAllBytes(tree.Landscape) : null;
        if (picture is null) return null;
        AtomicFile.Write(Path.Combine(Site, Cards, $"{name}.png"), picture);
        return $"{Cards}/{name}.png";
    }

    /// <summary>Writes the terms.</summary>
    /// <param name="terms">The terms.</param>
    public void WriteTerms(JsonObject terms) => AtomicFile.Write(Path.Combine(Site, SiteAssets.Folder, Terms), terms.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>Writes the archive: chapters, solutions and texts, and the data that chapters read. The same files give the same bytes.</summary>
    public void WriteArchive()
    {
        string[] folders = ["notebooks", "data"];
        AtomicFile.Write(Path.Combine(Site, Archive), RepeatableZip.Write(folders.Select(folder => Path.Combine(tree.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => ($"hopfield-notebooks/{Path.GetRelativePath(tree.Root, file).Replace('\\', '/')}", File.ReadAllBytes(file)))));
    }

    /// <summary>Writes the worker, when every other file is there: it names them all but the downloads and what cells need to run, under a name that changes with them.</summary>
    public void WriteWorker()
    {
        string script = Encoding.UTF8.GetString(EmbeddedFile.Read(Worker));
        string[] files = [.. Directory.EnumerateFiles(Site, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Site, file).Replace('\\', '/'))
            .Where(file => file is not (Archive or Worker) && !BookFiles.Endings.Contains(Path.GetExtension(file)) && !file.StartsWith(Downloads + "/", StringComparison.Ordinal) && !file.StartsWith(Cards + "/", StringComparison.Ordinal) && !file.StartsWith(LiveFiles.Folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string name = FilesKey.Of(files.Select(file => (file, File.ReadAllBytes(Path.Combine(Site, file)))));
        AtomicFile.Write(Path.Combine(Site, Worker), script.Replace("NAME", name, StringComparison.Ordinal).Replace("LIVE", LiveFiles.Key(Site), StringComparison.Ordinal).Replace("FILES", JsonSerializer.Serialize(files.Prepend("./")), StringComparison.Ordinal));
    }
}
