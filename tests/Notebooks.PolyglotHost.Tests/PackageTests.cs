using System.Text.Json.Nodes;
using Hopfield.Course;

namespace Notebooks.PolyglotHost.Tests;

/// <summary>The course's packages and Plotly.NET's in notebooks of people who have no clone, on both kernels.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string _feed = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "feed")).Replace('\\', '/');

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _environment;

    public PackageTests()
    {
        // The packages of this build: under the same version an earlier build's may lie in the person's own folder, which serves the others,
        // so that nothing is asked for outside: the only source is the one that a notebook names.
        string own = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        _environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "packages"), ["NUGET_FALLBACK_PACKAGES"] = own, ["XDG_DATA_HOME"] = Path.Combine(_folder.Path, "data"),
            ["RestoreSources"] = Directory.CreateDirectory(Path.Combine(_folder.Path, "nothing")).FullName,
        };
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Microsoft's")]
    [InlineData("ours")]
    public async Task One_line_brings_figures_checks_quizzes_and_charts(string host)
    {
        JsonNode?[] shown = await ShowAsync(host,
            $"#i \"nuget: {_feed}\"\n#r \"nuget: Hopfield.Plotting, 0.1.0\"",
            "Figures.Bars([\"a\", \"b\"], [1.0, 2.0], \"count\", alt: \"Two bars.\")",
            "Check.That(Bipolar.Parse(\"101\").Length == 3, \"Three units.\")",
            "Quiz.Ask(\"00.q1\", \"Which?\").Right(\"This.\", \"Because.\").Wrong(\"That.\", \"No.\")",
            Chart);
        Assert.Equal("Two bars.", (string?)Figure(shown[1])!["layout"]!["meta"]!["alt"]);
        Assert.Equal("✓ Three units.", Plain(shown[2]));
        Assert.StartsWith("Quiz 00.q1. Which?", Plain(shown[3]), StringComparison.Ordinal);
        AssertDrawn(shown[4]);
    }

    // On Microsoft's kernel, with the F# library that dotnet-interactive 1.0.712001 has, this needs the line above.
    [Fact]
    public async Task A_chart_of_Plotly_is_drawn_with_the_extension_that_Plotly_brings() =>
        AssertDrawn((await ShowAsync("ours", "#r \"nuget: Plotly.NET.Interactive, 6.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.14.0\"", Chart))[1]);

    [Theory]
    [InlineData("Microsoft's")]
    [InlineData("ours")]
    public async Task The_cultures_of_the_world_are_known(string host) =>
        Assert.Contains("$1,234.50", Plain((await ShowAsync(host, "1234.5.ToString(\"C\", new System.Globalization.CultureInfo(\"en-US\"))"))[0]), StringComparison.Ordinal);

    private const string Chart = "Plotly.NET.CSharp.Chart.Line<int, int, string>(new[] { 1, 2 }, new[] { 3, 4 })";

    // What the last output of each cell holds.
    private async Task<JsonNode?[]> ShowAsync(string host, params string[] cells)
    {
        Notebook notebook = Notebook.Parse(new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject(),
            ["cells"] = new JsonArray([.. cells.Select(code => new JsonObject
            {
                ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = code,
            })]),
        }.ToJsonString(), "packages");
        Notebook executed = host == "ours"
            ? await Host.RunOursAsync(notebook, _folder.Path, _environment, TestContext.Current.CancellationToken)
            : await Host.RunAsync(notebook, _folder.Path, _environment, TestContext.Current.CancellationToken);
        Assert.Empty(from cell in executed.CodeCells from output in cell.Outputs where output!["evalue"] is not null select $"cell {cell.Number}: {output["evalue"]}");
        Assert.Empty(from cell in executed.CodeCells from output in cell.Outputs where (string?)output!["name"] == "stderr" select $"cell {cell.Number}: {output["text"]}");
        return [.. executed.CodeCells.Select(cell => cell.Outputs.LastOrDefault()?["data"])];
    }

    private static JsonNode? Figure(JsonNode? data) => data![PlotlyFigure.MimeType] ?? Shown.FigureIn(MultilineText.Join(data[Shown.Html]));

    private static string Plain(JsonNode? data) => MultilineText.Join(data![Shown.Plain]);

    // As HTML with plotly's call, or as what front ends draw themselves.
    private static void AssertDrawn(JsonNode? data) =>
        Assert.True(data?[PlotlyFigure.MimeType]?["data"]?[0]?["y"] is not null || MultilineText.Join(data?[Shown.Html]).Contains("Plotly.newPlot(", StringComparison.Ordinal), data?.ToJsonString());
}
