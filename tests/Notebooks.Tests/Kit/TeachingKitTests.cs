using System.Reflection;
using Hopfield;
using Hopfield.Course;
using Hopfield.Exercises;
using Hopfield.Plotting;
using Notebooks.Session;

namespace Notebooks.Tests.Kit;

/// <summary>The notebook beside this file uses every part of the teaching kit; the tests run it as the kernel does and make its page.</summary>
public sealed class TeachingKitTests
{
    private static readonly Notebook _written = Notebook.Read(Path.Combine(CourseFiles.Tree.Root, "tests", "Notebooks.Tests", "Kit", "00-teaching-kit.ipynb"));

    private static readonly Lazy<Task<Notebook>> _executed = new(Execute);

    [Fact]
    public async Task Every_cell_runs_and_shows_one_value_as_html_and_as_text()
    {
        foreach (NotebookCell cell in (await _executed.Value).CodeCells.Where(cell => !cell.HasTag("setup")))
        {
            var output = Assert.Single(cell.Outputs);
            Assert.True((string?)output!["output_type"] == "execute_result", $"cell {cell.Number}: {output.ToJsonString()}");
            Assert.NotEmpty(MultilineText.Join(output["data"]!["text/plain"]));
        }
    }

    [Theory, InlineData("solved", '✓', 6), InlineData("wrong", '✗', 9), InlineData("unsolved", '○', 4)]
    public async Task An_answer_is_judged_as_its_cell_says(string tag, char sign, int cells)
    {
        NotebookCell[] judged = [.. (await _executed.Value).CodeCells.Where(cell => cell.HasTag(tag))];
        Assert.Equal(cells, judged.Length);
        Assert.All(judged, cell => Assert.Equal(sign, MultilineText.Join(cell.Outputs[0]!["data"]!["text/plain"])[0]));
        Assert.All(judged, cell => Assert.Contains($"{sign}", MultilineText.Join(cell.Outputs[0]!["data"]!["text/html"])));
    }

    [Fact]
    public void Every_part_of_the_kit_is_used()
    {
        string code = string.Join('\n', _written.CodeCells.Select(cell => cell.Source));
        Type[] parts = [typeof(Check), typeof(Claim), typeof(ExerciseCheck), typeof(Quiz), typeof(Progress), typeof(Cell)];
        IEnumerable<string> used = parts
            .SelectMany(part => part.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(member => member is MethodInfo { IsSpecialName: false } or PropertyInfo && member.Name is not ("ToHtml" or "ToString" or nameof(Progress.Folder)))
            .Select(member => $".{member.Name}");
        Assert.All(used.Distinct(), name => Assert.Contains(name, code));
    }

    [Fact]
    public async Task Its_page_holds_every_figure_claim_and_choice()
    {
        CourseTree tree = new(Path.Combine(CourseFiles.Tree.Root, "artifacts", "kit"));
        (await _executed.Value).Write(Path.Combine(tree.Notebooks, "00-teaching-kit.ipynb"));
        new Site(tree).Write([]);

        string page = await File.ReadAllTextAsync(Path.Combine(tree.Site, "00-teaching-kit.html"), TestContext.Current.CancellationToken);
        Assert.Equal(7, page.Split("<figcaption>").Length - 1);
        Assert.Equal(2 * 3, page.Split("<summary style=").Length - 1);
        Assert.Contains("Four states are stable.", page);
    }

    private static async Task<Notebook> Execute()
    {
        Notebook notebook = _written.Clone();
        using var session = new NotebookSession(new SessionOptions { CarriedAssemblies = [typeof(HopfieldNetwork).Assembly, typeof(Figures).Assembly, typeof(Check).Assembly] });
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            var shown = new OutputCollector();
            CellResult end = await session.ExecuteAsync(cell.Source, shown);
            Assert.True(end.Status == CellStatus.Ok, $"cell {cell.Number}: {string.Join('\n', end.Error?.Traceback ?? [])}");
            cell.Outputs = [.. shown.Outputs.Select(CellOutput.ToJson)];
            cell.ExecutionCount = end.ExecutionCount;
        }
        return notebook;
    }
}
