using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>What could stand in a line that begins with <c>#</c>: a command, or the file or package that it is about.</summary>
internal static partial class DirectiveCompleter
{
    private const int MaxFiles = 100;

    /// <summary>The candidates; null where the place is not in such a line.</summary>
    public static Completions? Complete(string code, int position, IReadOnlyList<string> commands)
    {
        int line = code.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        string before = line <= position ? code[line..position] : "";
        if (Command().Match(before) is { Success: true, Groups: [_, var word] })
        {
            return Fitting(commands.Select(name => new Completion(name, "keyword")), word.Value, position);
        }
        return File().Match(before) is not { Success: true, Groups: [_, var name, var path] } ? null
            : Fitting(name.Value == "#r" ? Files(path.Value, ".dll").Prepend(new Completion("nuget: ", "keyword")) : name.Value == "#i" ? [new Completion("nuget: ", "keyword")] : Files(path.Value, ".csx", ".cs"), path.Value, position);
    }

    private static Completions Fitting(IEnumerable<Completion> all, string start, int position) =>
        new([.. all.Where(item => item.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase))], position - start.Length, position);

    // The folders and files beside what is written so far, as they would be written.
    private static IEnumerable<Completion> Files(string path, params string[] kinds)
    {
        string folder = path[..(path.LastIndexOf('/') + 1)];
        try
        {
            return
            [
                .. new DirectoryInfo(Path.GetFullPath(folder.Length == 0 ? "." : folder)).EnumerateFileSystemInfos()
                    .Where(entry => entry is DirectoryInfo || kinds.Contains(entry.Extension))
                    .Select(entry => new Completion(folder + entry.Name + (entry is DirectoryInfo ? "/" : ""), "module")).Take(MaxFiles),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^\s*(#!\w*)$")]
    private static partial Regex Command();

    [GeneratedRegex("^\\s*(#r|#i|#load)\\s+\"([^\"]*)$")]
    private static partial Regex File();
}
