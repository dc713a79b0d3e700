using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>The folders in which front ends look for kernels, and what stands in them.</summary>
internal static class KernelSpecs
{
    /// <summary>The name that C# notebooks have asked for since .NET Interactive.</summary>
    public const string DropIn = ".net-csharp";

    /// <summary>One registered kernel.</summary>
    /// <param name="Name">Its name: that of its folder.</param>
    /// <param name="Folder">Where it is registered.</param>
    /// <param name="Json">Its <c>kernel.json</c>; null where that cannot be read.</param>
    internal sealed record Spec(string Name, string Folder, JsonNode? Json)
    {
        public string[] Command => Json?["argv"] is JsonArray words ? [.. words.Select(word => word?.ToString() ?? "")] : [];

        public bool IsOf(string id) => (string?)Json?["metadata"]?["installed_by"] == id;
    }

    /// <summary>The user's own folder, or that of a prefix such as a virtual environment.</summary>
    public static string Folder(string? prefix) => Path.Combine(prefix is null ? DataFolder() : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter"), "kernels");

    /// <summary>The folder of the kernel's extension of JupyterLab, beside that of the kernels.</summary>
    public static string LabFolder(string? prefix, string id) => Path.Combine(Path.GetDirectoryName(Folder(prefix))!, "labextensions", id);

    /// <summary>All registered kernels, in the order in which Jupyter finds them.</summary>
    public static IEnumerable<Spec> All(string? prefix) =>
        from folder in Folders(prefix).Distinct()
        where Directory.Exists(folder)
        from spec in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
        where File.Exists(Path.Combine(spec, "kernel.json"))
        select new Spec(Path.GetFileName(spec), spec, Read(Path.Combine(spec, "kernel.json")));

    /// <summary>Registers a kernel. Its <c>kernel.json</c> comes last and at once, so that no front end sees half of it.</summary>
    public static void Write(string folder, InstallOptions options, string displayName, string program)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in options.Files)
        {
            AtomicFile.Write(Path.Combine(folder, name), content);
        }
        var json = new JsonObject
        {
            // Some front ends hide a kernel whose program they do not find, so both paths are whole.
            ["argv"] = new JsonArray(Dotnet(), program, "kernel", "start", "{connection_file}"),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["installed_by"] = options.Id, ["debugger"] = false },
        };
        AtomicFile.Write(Path.Combine(folder, "kernel.json"), json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }

    // The program that runs this very runtime: <root>/dotnet beside <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string Dotnet() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static JsonNode? Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Folders(string? prefix)
    {
        if (prefix is not null)
        {
            return [Folder(prefix)];
        }
        var named = (Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] system = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
        return named.Append(DataFolder()).Concat(system).Select(folder => Path.Combine(folder, "kernels"));
    }

    private static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
        {
            return named;
        }
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data : Path.Combine(home, ".local", "share"), "jupyter");
    }
}
