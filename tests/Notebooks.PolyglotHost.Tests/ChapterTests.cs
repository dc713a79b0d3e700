using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Hopfield.Course;

namespace Notebooks.PolyglotHost.Tests;

/// <summary>The course on Microsoft's own kernel, the one of Polyglot Notebooks and dotnet-interactive.</summary>
public class ChapterTests
{
    /// <summary>Names the chapters to execute: <c>all</c>, or numbers such as <c>05 09</c>.</summary>
    private const string Variable = "HOPFIELD_HOST_CHAPTERS";

    private static readonly CourseTree _tree = CourseTree.Find(AppContext.BaseDirectory);

    private static readonly ConcurrentDictionary<string, Lazy<Task<Notebook>>> _runs = [];

    public static IEnumerable<TheoryDataRow<string>> Notebooks()
    {
        string wanted = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "01 02 13 20";
        return _tree.Chapters.Concat(_tree.SolutionsOf(_tree.Chapters)).Select(chapter => new TheoryDataRow<string>(chapter.Label)
        {
            Skip = wanted == "all" || wanted.Split(' ').Contains(chapter.Number) ? null : $"{Variable}={chapter.Number} or =all executes it, as .ci/full does.",
        });
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_cell_shows_there_what_is_committed(string label)
    {
        Notebook committed = Notebook.Read(Find(label).Path), executed = await Run(label);
        var failed = from cell in executed.CodeCells from output in cell.Outputs where output["evalue"] is not null select $"cell {cell.Number}: {output["evalue"]}";
        Assert.Empty(failed);
        Assert.Empty(NotebookComparison.Compare(committed, Shown.AsCommitted(committed, executed)).Select(difference => difference.ToString()));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_figure_arrives_as_HTML_that_draws_without_a_network(string label)
    {
        string? browser = Chromium.Find();
        Assert.SkipWhen(browser is null, $"No Chromium, Chrome or Edge was found; {Chromium.Variable} names one.");
        int figures = Notebook.Read(Find(label).Path).CodeCells.Sum(cell => cell.Outputs.Count(output => PlotlyFigure.Of(output) is not null));
        using var folder = new TemporaryFolder();
        string page = Path.Combine(folder.Path, "outputs.html");
        await File.WriteAllTextAsync(page, Page(await Run(label)), TestContext.Current.CancellationToken);
        await using Chromium chromium = await Chromium.StartAsync(browser!, TestContext.Current.CancellationToken);
        string session = await chromium.Tools.OpenAsync(new Uri(page), TestContext.Current.CancellationToken);
        JsonNode? drawn = await chromium.Tools.EvaluateAsync(session, Drawn, TestContext.Current.CancellationToken);
        Assert.Equal($"{figures} of {figures} drawn, fetched: none", (string?)drawn);
    }

    // A run serves both tests.
    private static Task<Notebook> Run(string label) => _runs.GetOrAdd(label, _ => new(() =>
        Host.RunAsync(Notebook.Read(Find(label).Path), Find(label).Folder, new Dictionary<string, string?>(), TestContext.Current.CancellationToken))).Value;

    private static Chapter Find(string label) => _tree.Chapters.Concat(_tree.SolutionsOf(_tree.Chapters)).Single(chapter => chapter.Label == label);

    private static string Page(Notebook executed)
    {
        var page = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body>");
        foreach (string html in Shown.HtmlOf(executed)) page.Append("<div>").Append(html).Append("</div>\n");
        return page.Append("</body>").ToString();
    }

    // A figure is drawn when its chart has traces and a size, and its text has given way to it.
    private const string Drawn = """
        (async () => {
          const boxes = [...document.querySelectorAll('.hopfield-figure')];
          const isDrawn = box => {
            const plot = box.querySelector('.js-plotly-plot'), svg = plot?.querySelector('.main-svg');
            return plot?._fullData?.length > 0 && svg?.getBoundingClientRect().width > 0 && box.querySelector('pre').hidden;
          };
          for (let i = 0; i < 600 && !boxes.every(isDrawn); i++) await new Promise(done => setTimeout(done, 50));
          return `${boxes.filter(isDrawn).length} of ${boxes.length} drawn, fetched: ${window.hopfieldPlotly ? 'plotly.js' : 'none'}`;
        })()
        """;
}
