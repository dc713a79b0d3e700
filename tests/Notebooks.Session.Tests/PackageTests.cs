using System.Reflection;

namespace Notebooks.Session.Tests;

/// <summary>What packages bring: libraries that are there already, other versions of them, extensions of .NET Interactive.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Interactive = """
        using System.Collections.Generic; using System.Threading.Tasks;
        namespace Microsoft.DotNet.Interactive
        {
            public interface IKernelExtension { Task OnLoadAsync(Kernel kernel); }
            public class Directive { public string Name { get; set; } }
            public class Info { public List<Directive> SupportedDirectives { get; } = new(); }
            public abstract class Kernel { public Info KernelInfo { get; } = new(); public static void display(object value) { } public static object HTML(string s) => s; }
            public class CompositeKernel : Kernel { public CompositeKernel(string name) { } }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_package_that_brings_what_the_kernel_has_makes_nothing_ambiguous()
    {
        string path = typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly.Location;
        string copy = Place("Some.Package", "lib", Path.GetFileName(path));
        File.Copy(path, copy);
        using var notebook = Restoring(("Some.Package", "1.0.0"));
        await notebook.Run("record Mine(int X);\nvar first = 1;");
        Assert.Empty((await notebook.Run("#r \"nuget: Some.Package, 1.0.0\"")).Stderr);
        Assert.Equal("3", ((DisplayData)(await notebook.Run("display(3)")).Outputs[0]).Data["text/plain"]);
        Assert.Equal("x", (await notebook.Run("HTML(\"x\")")).Value);
        Assert.Equal("NotSupportedException", (await notebook.Run("Input(\"?\")")).Error.Name);
        Assert.Equal("7", ((DisplayData)(await notebook.Run("7.Display();")).Outputs[0]).Data["text/plain"]);
        Assert.Equal("True", (await notebook.Run("object.ReferenceEquals(typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly, typeof(Microsoft.DotNet.Interactive.Formatting.HtmlTag).Assembly)")).Value);
    }

    [Fact]
    public async Task Another_version_of_what_kernel_and_cells_share_is_not_used_and_that_is_said()
    {
        string carried = TestLibrary.Build(_folder.File("Shared.dll"), Versioned("1.2.0", "public static class Shared { public static int Answer => 1; }"));
        TestLibrary.Build(Place("Shared", "lib", "Shared.dll"), Versioned("1.3.0", "public static class Shared { public static int Answer => 2; }"));
        using var notebook = Restoring(new SessionOptions { CarriedAssemblies = [Assembly.LoadFrom(carried)] }, ("Shared", "1.3.0"));
        var ran = await notebook.Run("#r \"nuget: Shared, 1.3.0\"\nShared.Answer");
        Assert.Equal(("1", "Shared 1.2.0 of the kernel is used, not 1.3.0: cells and kernel share it.\n"), (ran.Value, ran.Stderr));
    }

    [Fact]
    public async Task Another_version_of_what_an_earlier_cell_uses_is_for_after_a_restart_and_that_is_said()
    {
        TestLibrary.Build(Place("One", "lib", "Needed.dll"), Versioned("1.0.0", "public static class Needed { public static int Answer => 1; }"));
        TestLibrary.Build(Place("Two", "lib", "Needed.dll"), Versioned("2.0.0", "public static class Needed { public static int Answer => 2; }"));
        using var notebook = Restoring(("One", "1.0.0"), ("Two", "2.0.0"));
        Assert.Equal("1", (await notebook.Run("#r \"nuget: One, 1.0.0\"\nNeeded.Answer")).Value);
        var ran = await notebook.Run("#r \"nuget: Two, 2.0.0\"\nNeeded.Answer");
        Assert.Equal(("1", "Needed 1.0.0 is in use since an earlier cell; 2.0.0 would be after a restart of the kernel.\n"), (ran.Value, ran.Stderr));
    }

    [Fact]
    public async Task An_extension_registers_formatters_and_its_script_usings_and_functions_before_the_cell_runs()
    {
        string formatting = typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly.Location;
        string interactive = TestLibrary.Build(Place("Core", "lib", "Microsoft.DotNet.Interactive.dll"), Interactive);
        string chart = TestLibrary.Build(Place("Charts", "lib", "Charts.dll"), "namespace Charts { public class Chart { } }");
        TestLibrary.Build(Extension("Charts", "Charts.Interactive.dll"), """
            using System.Threading.Tasks; using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Formatting;
            public class Loading : IKernelExtension
            {
                public Task OnLoadAsync(Kernel kernel)
                {
                    Formatter.Register<Charts.Chart>(chart => "<svg/>", "text/html");
                    return Task.CompletedTask;
                }
            }
            """, interactive, chart, formatting, Framework("netstandard.dll"));
        File.WriteAllText(Extension("Charts", "extension.dib"), "#!csharp\n\nusing Charts;\nChart Draw() => new Chart();\nConsole.WriteLine(\"ready\");\n");
        using var notebook = Restoring(("Core", "1.0.0"), ("Charts", "1.0.0"));
        await notebook.Run("#r \"nuget: Core\"");
        var ran = await notebook.Run("#r \"nuget: Charts\"\nDraw()");
        Assert.Equal(("", "ready\n"), (ran.Stderr, ran.Stdout));
        Assert.Equal("<svg/>", ran.Outputs.OfType<ExecuteResult>().Single().Data["text/html"]);
        // Once is enough, and what it has brought stays.
        ran = await notebook.Run("#r \"nuget: Charts\"\nnew Chart()");
        Assert.Equal(("", 1), (ran.Stdout, ran.Outputs.Count));
    }

    [Theory]
    [InlineData("kernel.KernelInfo.SupportedDirectives.Add(new Directive { Name = \"#!draw\" }); return Task.CompletedTask;", "The extension Charts adds #!draw, which this kernel does not run.")]
    [InlineData("throw new System.NotSupportedException(\"no kernel named csharp\");", "The extension Charts could not be used here. NotSupportedException: no kernel named csharp")]
    [InlineData("return Task.FromException(new System.InvalidOperationException(\"later\"));", "The extension Charts could not be used here. InvalidOperationException: later")]
    public async Task What_an_extension_needs_and_the_kernel_has_not_is_one_line(string body, string line)
    {
        string interactive = TestLibrary.Build(Place("Core", "lib", "Microsoft.DotNet.Interactive.dll"), Interactive);
        TestLibrary.Build(Extension("Charts", "Charts.Interactive.dll"),
            $"using System.Threading.Tasks; using Microsoft.DotNet.Interactive; public class Loading : IKernelExtension {{ public Task OnLoadAsync(Kernel kernel) {{ {body} }} }}",
            interactive, Framework("System.Collections.dll"));
        using var notebook = Restoring(("Core", "1.0.0"), ("Charts", "1.0.0"));
        await notebook.Run("#r \"nuget: Core\"");
        var ran = await notebook.Run("#r \"nuget: Charts\"\n1 + 1");
        Assert.Equal(("2", line + "\n"), (ran.Value, ran.Stderr));
    }

    [Fact]
    public async Task An_extension_whose_home_is_missing_and_a_script_that_fails_are_one_line_each()
    {
        string interactive = TestLibrary.Build(_folder.File("Microsoft.DotNet.Interactive.dll"), Interactive);
        TestLibrary.Build(Extension("Charts", "Charts.Interactive.dll"),
            "using System.Threading.Tasks; using Microsoft.DotNet.Interactive; public class Loading : IKernelExtension { public Task OnLoadAsync(Kernel kernel) => Task.CompletedTask; }", interactive);
        File.WriteAllText(Extension("Charts", "extension.dib"), "#!csharp\nnothing\n");
        using var notebook = Restoring(("Charts", "1.0.0"));
        string[] lines = (await notebook.Run("#r \"nuget: Charts\"\n1 + 1")).Stderr.Trim().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal("The extension Charts could not be used here. It needs the package Microsoft.DotNet.Interactive and does not name it: name it by a #r of its own, before this one.", lines[0]);
        Assert.StartsWith("The extension Charts could not be used here. The name 'nothing' does not exist", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_of_a_library_that_is_known_by_name_is_drawn_without_any_extension()
    {
        TestLibrary.Build(Place("Plotly.NET", "lib", "Plotly.NET.dll"), """
            namespace Plotly.NET
            {
                public abstract class GenericChart
                {
                    public static string toFigureJson(GenericChart chart) => "{\"data\":[1]}";
                    public static string toEmbeddedHTML(GenericChart chart) => "<html/>";
                    public override string ToString() => "Chart\n (line)";
                }
                public class Line : GenericChart { }
            }
            namespace XPlot.Plotly { public class PlotlyChart { public string GetHtml() => "<div/>"; } }
            """);
        using var notebook = Restoring(("Plotly.NET", "6.0.0"));
        var data = (await notebook.Run("#r \"nuget: Plotly.NET, 6.0.0\"\nnew Plotly.NET.Line()")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], data.Keys);
        Assert.Equal(("{\"data\":[1]}", "<html/>", "Chart  (line)"), (((System.Text.Json.Nodes.JsonObject)data["application/vnd.plotly.v1+json"]).ToJsonString(), (string)data["text/html"], (string)data["text/plain"]));
        Assert.Equal("<div/>", (await notebook.Run("new XPlot.Plotly.PlotlyChart()")).Outputs.OfType<ExecuteResult>().Single().Data["text/html"]);
    }

    // A host whose packages lie in the folder, and of which each comes with those named before it.
    private Notebook Restoring(params (string Id, string Version)[] packages) => Restoring(new SessionOptions(), packages);

    private Notebook Restoring(SessionOptions options, params (string Id, string Version)[] packages) => new(options with
    {
        Packages = (request, _) =>
        {
            RestoredPackage[] wanted = [.. packages.Where(package => request.Versions.ContainsKey(package.Id)).Select(package => new RestoredPackage(package.Id, package.Version, _folder.File(package.Id)))];
            return Task.FromResult(new RestoredPackages([.. wanted.Select(package => Path.Combine(package.Folder, "lib")).Where(Directory.Exists).SelectMany(Directory.GetFiles)], wanted));
        },
    });

    private string Place(string package, params string[] parts)
    {
        string path = Path.Combine([_folder.File(package), .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private string Extension(string package, string file) => Place(package, "interactive-extensions", "dotnet", file);

    private static string Framework(string file) => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, file);

    private static string Versioned(string version, string source) =>
        $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] [assembly: System.Reflection.AssemblyInformationalVersion(\"{version}\")]\n{source}";
}
