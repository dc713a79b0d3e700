using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Notebooks.Tests;

/// <summary>Dependences point one way: between projects, and between the folders of a project.</summary>
public class DependenceTests
{
    // A folder may use those before it. Folders in one text do not know each other, as no family of models knows another.
    // The engine's files beside its folders come last: one line that recalls a pattern, whatever its family.
    // Optimization stands above Analysis: it measures what it finds with the same estimates and trials.
    private static readonly Dictionary<string, string[]> _folders = new()
    {
        ["Hopfield"] = ["Kernels", "Files", "Patterns", "Data", "Dynamics", "Pairwise Dense Simplicial Graded Continuous", "Analysis", "Optimization", ""],
        ["Hopfield.Cluster"] = ["Storage", "Shards", ""],
        ["Hopfield.Layers"] = ["Passes", "Maps Losses", "Pooling Association", "Training", "Tasks"],
        ["Notebooks.Session"] = ["Errors", "Outputs", "Compiling", "Running", "Language", "Session"],
        ["Notebooks.Kernel"] = ["Machine", "Wire", "Jupyter", "Install"],
        ["Hopfield.Playground"] = ["Pictures", "Memory", "Scenes", "Words", ""],
        ["Hopfield.Course"] = ["Notebook", "Text", "Execute", "Compare", "Publish", "Trials", "Site", "Teach", "Grade", "Collect", "Slides", "Book", "Cli"],
    };

    // A project may refer to these.
    private static readonly Dictionary<string, string[]> _projects = new()
    {
        ["Hopfield"] = [],
        ["Hopfield.Plotting"] = ["Hopfield"],
        ["Hopfield.Exercises"] = ["Hopfield"],
        ["Hopfield.Layers"] = ["Hopfield"],
        ["Hopfield.Interactive"] = ["Hopfield.Baselines", "Hopfield.Exercises", "Hopfield.Layers", "Hopfield.Plotting"],
        ["Hopfield.Baselines"] = ["Hopfield"],
        ["Hopfield.Cluster"] = ["Hopfield"],
        ["Hopfield.Playground"] = ["Hopfield"],
        ["Notebooks.Session"] = [],
        ["Notebooks.Kernel"] = ["Notebooks.Session"],
        ["Hopfield.Course"] = ["Hopfield", "Hopfield.Baselines", "Hopfield.Exercises", "Hopfield.Layers", "Hopfield.Plotting", "Notebooks.Kernel", "Notebooks.Session"],
        ["Hopfield.Web"] = ["Hopfield", "Hopfield.Baselines", "Hopfield.Exercises", "Hopfield.Layers", "Hopfield.Plotting", "Notebooks.Session"],
    };

    private static readonly ConcurrentDictionary<string, Lazy<ProjectSources>> _sources = new();

    public static TheoryData<string> Ordered => [.. _folders.Keys];

    private static ProjectSources Sources(string project) => _sources.GetOrAdd(project, name => new(() => ProjectSources.Read(CourseFiles.Tree, name))).Value;

    private static bool MayUse(string project, string user, string used)
    {
        int Level(string folder) => Array.FindIndex(_folders[project], level => level.Split(' ').Contains(folder));
        return Level(used) >= 0 && Level(used) < Level(user);
    }

    private static IEnumerable<string> Violations(string project, ProjectSources sources) =>
        from use in sources.Uses()
        where !MayUse(project, use.From, use.To)
        group use by (use.From, use.To, use.Type) into same
        select $"{same.Key.From} uses {same.Key.Type} of {same.Key.To} at {same.First().Place}";

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Folders_use_only_those_before_them(string project)
    {
        var sources = Sources(project);
        Assert.True(sources.Errors.Count == 0, string.Join('\n', sources.Errors.Take(10)));
        string[] violations = [.. Violations(project, sources)];
        Assert.True(violations.Length == 0, $"{string.Join(" → ", _folders[project].Reverse())}:\n{string.Join('\n', violations)}");
    }

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Every_folder_has_its_place_in_the_order(string project) =>
        Assert.Empty(Sources(project).Folders.Except(_folders[project].SelectMany(level => level.Split(' '))));

    [Fact]
    public void A_use_that_points_upwards_is_found_in_names_members_and_extensions()
    {
        var sources = new ProjectSources("root",
        [
            ("root/Dense/Net.cs", "namespace Hopfield; public class Net { public int Size => 1; } public static class Nets { public static int Twice(this int x) => 2 * x; }"),
            ("root/Kernels/Dot.cs", "namespace Hopfield; class Dot { object net = new Net(); int Of(dynamic d) => 3.Twice(); }"),
            ("root/Analysis/Count.cs", "namespace Hopfield; class Count { int Of(Net net) => net.Size; }"),
        ],
        ProjectSources.Libraries);
        Assert.Empty(sources.Errors);
        Assert.Equal(
            ["Kernels uses Net of Dense at Kernels/Dot.cs:1", "Kernels uses Nets of Dense at Kernels/Dot.cs:1"],
            Violations("Hopfield", sources).Select(v => v.Replace('\\', '/')).Order());
    }

    [Fact]
    public void Projects_refer_only_to_those_below_them()
    {
        string src = Path.Combine(CourseFiles.Tree.Root, "src");
        foreach (string file in Directory.EnumerateFiles(src, "*.csproj", SearchOption.AllDirectories))
        {
            string project = Path.GetFileNameWithoutExtension(file);
            Assert.True(_projects.ContainsKey(project), $"{project} has no place in the direction of dependence. Give it one in this test.");
            var references = XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            string[] wrong = [.. references.Except(_projects[project])];
            Assert.True(wrong.Length == 0, $"{project} must not refer to {string.Join(", ", wrong)}.");
        }
    }

    // What a browser does not have. Only the folder that runs cells may block a thread: a host can bring another runner.
    [Fact]
    public void A_session_knows_no_sockets_starts_no_process_and_blocks_no_thread()
    {
        string[] absent = ["NetMQ", "System.Diagnostics.Process"];
        string[] blocking =
        [
            "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.WaitAny", "System.Threading.Tasks.Task.Result",
            "System.Runtime.CompilerServices.TaskAwaiter.GetResult", "System.Threading.Thread.Sleep", "System.Threading.Thread.Join",
            "System.Threading.SemaphoreSlim.Wait", "System.Threading.WaitHandle.WaitOne",
        ];
        NameUse[] uses = [.. Sources("Notebooks.Session").AllUses()];
        string[] wrong =
        [
            .. from use in uses
               where absent.Any(name => use.Name.StartsWith(name, StringComparison.Ordinal)) || (use.Folder != "Running" && blocking.Contains(use.Name))
               select $"{use.Name} at {use.Place}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        // The list above is of names that can be found: the runner does block.
        Assert.Contains(uses, use => use.Folder == "Running" && use.Name == blocking[0]);
    }

    [Fact]
    public void The_engine_knows_neither_figures_nor_notebooks_nor_the_console()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(CourseFiles.Tree.Root, "src", "Hopfield"), "*.cs", SearchOption.AllDirectories);
        string[] strangers = ["Plotly", "Jupyter", "Console.", "Microsoft.DotNet.Interactive"];
        foreach (string file in sources)
        {
            // Documentation may speak of them; code may not.
            string code = string.Join('\n', File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            Assert.All(strangers, word => Assert.False(code.Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} uses {word}"));
        }
    }
}
