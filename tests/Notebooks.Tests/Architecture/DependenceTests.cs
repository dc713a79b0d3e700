using System.Xml.Linq;

namespace Notebooks.Tests;

/// <summary>Dependences point one way: between projects, and between the folders of the engine.</summary>
public class DependenceTests
{
    // A folder may use those of a smaller number. Patterns and Data do not know each other, and no family of models knows another.
    // The files beside the folders come last: one line that recalls a pattern, whatever its family.
    // Optimization stands above Analysis: it measures what it finds with the same estimates and trials.
    private static readonly Dictionary<string, int> s_level = new()
    {
        ["Kernels"] = 0,
        ["Patterns"] = 1,
        ["Data"] = 1,
        ["Dynamics"] = 2,
        ["Pairwise"] = 3,
        ["Dense"] = 3,
        ["Simplicial"] = 3,
        ["Graded"] = 3,
        ["Continuous"] = 3,
        ["Analysis"] = 4,
        ["Optimization"] = 5,
        [""] = 6,
    };

    private static readonly Dictionary<string, string[]> s_projects = new()
    {
        ["Hopfield"] = [],
        ["Notebooks.Kernel"] = [],
        ["Hopfield.Plotting"] = ["Hopfield"],
        ["Hopfield.Exercises"] = ["Hopfield"],
        ["Hopfield.Layers"] = ["Hopfield"],
        ["Hopfield.Course"] = ["Hopfield", "Hopfield.Exercises", "Hopfield.Layers", "Hopfield.Plotting", "Notebooks.Kernel"],
    };

    private static readonly Lazy<EngineSources> s_engine = new(() => EngineSources.Read(CourseFiles.Tree));

    private static bool MayUse(string user, string used) =>
        s_level.TryGetValue(user, out int above) && s_level.TryGetValue(used, out int below) && below < above;

    private static IEnumerable<string> Violations(EngineSources sources) =>
        from use in sources.Uses()
        where !MayUse(use.From, use.To)
        group use by (use.From, use.To, use.Type) into same
        select $"{same.Key.From} uses {same.Key.Type} of {same.Key.To} at {same.First().Place}";

    [Fact]
    public void Folders_of_the_engine_use_only_those_below_them()
    {
        var sources = s_engine.Value;
        Assert.True(sources.Errors.Count == 0, string.Join('\n', sources.Errors.Take(10)));
        string[] violations = [.. Violations(sources)];
        Assert.True(violations.Length == 0, "Optimization → Analysis → Pairwise, Dense, Simplicial, Graded, Continuous → Dynamics → Patterns, Data → Kernels:\n" + string.Join('\n', violations));
    }

    [Fact]
    public void Every_folder_of_the_engine_has_a_level() =>
        Assert.Empty(s_engine.Value.Folders.Except(s_level.Keys));

    [Fact]
    public void A_use_that_points_upwards_is_found_in_names_members_and_extensions()
    {
        var sources = new EngineSources("root",
        [
            ("root/Dense/Net.cs", "namespace Hopfield; public class Net { public int Size => 1; } public static class Nets { public static int Twice(this int x) => 2 * x; }"),
            ("root/Kernels/Dot.cs", "namespace Hopfield; class Dot { object net = new Net(); int Of(dynamic d) => 3.Twice(); }"),
            ("root/Analysis/Count.cs", "namespace Hopfield; class Count { int Of(Net net) => net.Size; }"),
        ]);
        Assert.Empty(sources.Errors);
        Assert.Equal(["Kernels uses Net of Dense at Kernels/Dot.cs:1", "Kernels uses Nets of Dense at Kernels/Dot.cs:1"], Violations(sources).Select(v => v.Replace('\\', '/')).Order());
    }

    [Fact]
    public void Projects_refer_only_to_those_below_them()
    {
        string src = Path.Combine(CourseFiles.Tree.Root, "src");
        foreach (string file in Directory.EnumerateFiles(src, "*.csproj", SearchOption.AllDirectories))
        {
            string project = Path.GetFileNameWithoutExtension(file);
            Assert.True(s_projects.ContainsKey(project), $"{project} has no place in the direction of dependence. Give it one in this test.");
            var references = XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            string[] wrong = [.. references.Except(s_projects[project])];
            Assert.True(wrong.Length == 0, $"{project} must not refer to {string.Join(", ", wrong)}.");
        }
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
