using System.Text.Json.Nodes;
using Hopfield.Baselines;
using Hopfield.Course;
using Hopfield.Exercises;
using Hopfield.Layers;
using Hopfield.Plotting;
using Notebooks.Session;

namespace Hopfield.Web;

/// <summary>What the course hands to the session of a page, and where its cells find the course's files: in memory, fetched when one is asked for.</summary>
internal static class CourseFiles
{
    // A chapter's cells run in the folder of the chapters, and find the data beside it.
    private const string Chapters = "/course/notebooks", Data = "/course/data", Solved = "/course/progress", Documentation = "/course/documentation";

    /// <summary>Makes the folders in which cells run.</summary>
    /// <param name="fetch">The bytes of a file of the data, by its path below the folder; null where there is none.</param>
    public static void Prepare(Func<string, byte[]?> fetch)
    {
        foreach (string folder in (string[])[Chapters, Data, Solved, Documentation]) Directory.CreateDirectory(folder);
        Directory.SetCurrentDirectory(Chapters);
        Environment.SetEnvironmentVariable("HOPFIELD_PROGRESS", Solved);
        File.WriteAllText(Path.Combine(Data, "SOURCES.md"), "");
        DataFolder.Missing = path =>
        {
            if (!path.StartsWith(Data + "/", StringComparison.Ordinal) || fetch(path[(Data.Length + 1)..]) is not { } bytes) return;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        };
        // The page has plotly.js: no figure is to bring it along.
        PlotlyScript.FirstInProcess();
    }

    /// <summary>The options of the session.</summary>
    /// <param name="libraries">The simple names of all libraries.</param>
    /// <param name="runner">Runs cells.</param>
    public static SessionOptions Options(string[] libraries, ICellRunner runner) => new()
    {
        Name = "Hopfield.Notebooks",
        CarriedAssemblies = [typeof(HopfieldNetwork).Assembly, typeof(HopfieldAssociation).Assembly, typeof(SupportVectorMachine).Assembly, typeof(Figures).Assembly, typeof(Check).Assembly],
        Additions = ClaimValues.Of,
        OwnsConsole = true,
        Runner = runner,
        Libraries = new ProcessMemory(libraries.Where(IsOfFramework), libraries.Where(name => !IsOfFramework(name)), Documentation),
    };

    /// <summary>What the reader has solved: the records by their files' names, as JSON.</summary>
    public static string Progress() =>
        new JsonObject(Directory.GetFiles(Solved, "*.json").Select(file => KeyValuePair.Create(Path.GetFileName(file), (JsonNode?)File.ReadAllText(file)))).ToJsonString();

    /// <summary>Takes what was told by <see cref="Progress"/>.</summary>
    public static void Remember(string progress)
    {
        foreach (var (file, record) in JsonNode.Parse(progress)!.AsObject()) File.WriteAllText(Path.Combine(Solved, Path.GetFileName(file)), (string?)record);
    }

    // Two libraries of packages are called as if they belonged to it.
    private static bool IsOfFramework(string name) =>
        (name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System.Numerics.Tensors" or "System.IO.Hashing" or "System.ServiceModel.Primitives"))
        || name is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp" or "Microsoft.VisualBasic" or "Microsoft.VisualBasic.Core" or "Microsoft.Win32.Primitives" or "WindowsBase";
}
