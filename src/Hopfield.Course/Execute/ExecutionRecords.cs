using System.Collections;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// What <c>run</c> leaves behind for <c>verify --executed</c> and <c>publish --executed</c>, so that a chapter is executed once
/// for all three: each executed notebook, with a key of all that its outputs depend on.
/// </summary>
/// <param name="tree">The course's folders.</param>
internal sealed class ExecutionRecords(CourseTree tree)
{
    private const string Record = "executed", Code = "code", Data = "data", Program = "program", Seconds = "seconds";

    private static readonly Lazy<string> _program = new(ProgramKey);
    private readonly Lazy<string> _data = new(() => DataKey(Path.Combine(tree.Root, "data")));

    /// <summary>Keeps what a chapter showed. Of one that failed there is no record, not even an older one.</summary>
    /// <param name="run">The chapter after its run.</param>
    public void Keep(ExecutedChapter run)
    {
        if (run.Failure is not null)
        {
            // Of the very first run there is not even a folder.
            if (File.Exists(PathOf(run.Chapter))) File.Delete(PathOf(run.Chapter));
            return;
        }

        Notebook notebook = run.Notebook.Clone();
        notebook.Metadata[Record] = new JsonObject
        {
            [Code] = CodeKey(notebook), [Data] = _data.Value, [Program] = _program.Value, [Seconds] = run.Duration.TotalSeconds,
        };
        notebook.Write(PathOf(run.Chapter));
    }

    /// <summary>Finds what notebooks showed when they were run, as if they had been run now.</summary>
    /// <param name="notebooks">The notebooks, each with the place it belongs to.</param>
    /// <returns>One result a notebook, in the order given.</returns>
    /// <exception cref="NotebookException">A notebook was not run, or not as it would be now; the message names all of these.</exception>
    public IReadOnlyList<ExecutedChapter> Find(IReadOnlyList<(Chapter Chapter, Notebook Notebook)> notebooks)
    {
        var found = new List<ExecutedChapter>();
        var unusable = new List<string>();
        foreach ((Chapter chapter, Notebook notebook) in notebooks)
        {
            string path = PathOf(chapter);
            Notebook? kept = File.Exists(path) ? Notebook.Read(path) : null;
            if (WhyNot(notebook, kept) is { } reason) unusable.Add($"{chapter.Label} {reason}");
            else found.Add(new ExecutedChapter(chapter, WithOutputs(notebook, kept!), null, Duration(kept!)));
        }

        return unusable.Count == 0
            ? found
            : throw new NotebookException($"Without a new execution there is nothing to compare: {string.Join("; ", unusable)}. Use run --solutions first, which keeps what it executes.");
    }

    private string PathOf(Chapter chapter) => Path.Combine(tree.Executed, $"{chapter.Label}.ipynb");

    private string? WhyNot(Notebook notebook, Notebook? kept)
    {
        if (kept is null) return "was not run, or failed";
        string? Key(string name) => (string?)kept.Metadata[Record]?[name];
        if (Key(Code) != CodeKey(notebook)) return "was run with other code";
        if (Key(Data) != _data.Value) return "was run with other files in data/";
        return Key(Program) == _program.Value ? null : "was run by another build, on another runtime or with other hardware settings";
    }

    private static Notebook WithOutputs(Notebook notebook, Notebook kept)
    {
        Notebook copy = notebook.Clone();
        foreach ((NotebookCell cell, NotebookCell ran) in copy.CodeCells.Zip(kept.CodeCells))
        {
            cell.ExecutionCount = ran.ExecutionCount;
            cell.Outputs = (JsonArray)ran.Outputs.DeepClone();
        }

        return copy;
    }

    private static TimeSpan Duration(Notebook kept) => TimeSpan.FromSeconds(JsonNumber.Of(kept.Metadata[Record]![Seconds]) ?? 0);

    // Texts between the cells do not matter but for what they bind, nor does what the cells showed before.
    private static string CodeKey(Notebook notebook) => Hash(new JsonArray([
        .. notebook.CodeCells.Select(cell => (JsonNode)cell.Source),
        .. notebook.Cells.Where(cell => cell.IsMarkdown).Select(cell => cell.Metadata[CourseEntries.Key]?.DeepClone()).OfType<JsonNode>()]).ToJsonString());

    private static string DataKey(string folder) => Hash(string.Join('\n', !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")));

    // Builds are deterministic: equal sources have equal module version ids. Only what the command line itself is made of counts: beside
    // the tests lie libraries of theirs.
    private static string ProgramKey()
    {
        string parts = File.ReadAllText(Path.ChangeExtension(typeof(ExecutionRecords).Assembly.Location, ".deps.json"));
        IEnumerable<string> modules = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => parts.Contains(Path.GetFileName(file) + '"', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {ModuleVersion(file)}");
        IEnumerable<string> settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => $"{variable.Key}={variable.Value}")
            .Where(setting => setting.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        string machine = string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.ProcessArchitecture}");
        return Hash(string.Join('\n', [machine, .. settings, .. modules]));
    }

    private static string ModuleVersion(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        if (!reader.HasMetadata) return "native";
        MetadataReader metadata = reader.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
