using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>
/// What pages need to run cells: the session as .NET publishes it for browsers, a program that this one never refers to, with the data that
/// cells read. It lies in a folder of the site, and a page fetches it when its reader runs the first cell.
/// </summary>
/// <param name="tree">The course's folders.</param>
internal sealed class LiveFiles(CourseTree tree)
{
    /// <summary>The project's name.</summary>
    public const string Project = "Hopfield.Web";

    /// <summary>The folder in the site.</summary>
    public const string Folder = "live";

    /// <summary>The script of pages whose cells run.</summary>
    public const string Script = "live.js";

    /// <summary>Their style sheet.</summary>
    public const string Style = "live.css";

    /// <summary>All that such pages have besides, in the folder of the assets.</summary>
    public static IReadOnlyList<string> Assets { get; } = [Script, "live-kernel.js", "live-editor.js", "live-outputs.js", Style, "seconds.json"];

    private const string Sizes = "files.json", Framework = "_framework";

    private string Site => Path.Combine(Path.GetFullPath(tree.HostedSite), Folder);

    /// <summary>Copies a published session into the site, and the data beside it.</summary>
    /// <param name="published">The published folder.</param>
    /// <exception cref="NotebookException">The folder holds no session.</exception>
    public void Write(string published)
    {
        string framework = Path.Combine(published, Framework);
        if (!File.Exists(Path.Combine(framework, "dotnet.js"))) throw new NotebookException($"{published} is no published session: {Framework}/dotnet.js is not there.");
        foreach (string file in FilesIn(published).Where(file => Path.GetExtension(file) is not (".map" or ".pdb"))) Copy(file, Path.GetRelativePath(published, file));
        string data = Path.Combine(tree.Root, "data");
        foreach (string file in FilesIn(data)) Copy(file, Path.Combine("data", Path.GetRelativePath(data, file)));

        // How much is to be fetched: each file as it is, and as it is compressed in the two ways.
        JsonObject sizes = new(FilesIn(framework).Where(file => File.Exists(file + ".br")).Select(file => KeyValuePair.Create(
            Path.GetFileName(file), (JsonNode?)new JsonArray([.. new[] { file, file + ".gz", file + ".br" }.Select(form => (JsonNode)new FileInfo(form).Length)]))));
        AtomicFile.Write(Path.Combine(Site, Sizes), sizes.ToJsonString());
    }

    /// <summary>A name that changes with these files, and with the downloads of the site.</summary>
    public static string Key(string site) => FilesKey.Of(FilesIn(Path.Combine(site, Folder)).Concat(FilesIn(Path.Combine(site, HostedFiles.Downloads)))
        .Select(file => (Path.GetRelativePath(site, file), File.ReadAllBytes(file))));

    private void Copy(string file, string path) => AtomicFile.Write(Path.Combine(Site, path), File.ReadAllBytes(file));

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
}
