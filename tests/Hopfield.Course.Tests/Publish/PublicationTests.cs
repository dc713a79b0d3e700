using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public sealed class PublicationTests
{
    [Fact]
    public void What_verify_accepts_stays_as_it_is_committed()
    {
        Notebook published = Publish(committed: Outputs.Value("0.50001"), executed: Outputs.Value("0.50002"));
        Assert.Equal("0.50001", Text(published));
    }

    [Fact]
    public void What_verify_does_not_accept_is_replaced() =>
        Assert.Equal("0.60", Text(Publish(committed: Outputs.Value("0.50"), executed: Outputs.Value("0.60"))));

    [Fact]
    public void A_fresh_publication_takes_nothing_over() =>
        Assert.Equal("0.50002", Text(Publish(committed: Outputs.Value("0.50001"), executed: Outputs.Value("0.50002"), fresh: true)));

    [Fact]
    public void After_code_that_has_changed_every_output_is_new()
    {
        Notebook committed = TrialCourse.Notebook("# T", "int a = 1;", "Text", "[measured]a");
        committed.Cells[3].Outputs = [Outputs.Value("old")];
        Notebook draft = committed.Clone();
        draft.Cells[1].Source = "int a = 2;";
        Notebook executed = draft.Clone();
        executed.Cells[3].Outputs = [Outputs.Value("new")];
        Assert.Equal("new", Text(Publication.Of(new Draft(_chapter, draft, committed), Run(executed), fresh: false)));
    }

    [Fact]
    public void A_measurement_stays_the_one_that_the_text_speaks_of() =>
        Assert.Equal("3.2 ×", Text(Publish(committed: Outputs.Value("3.2 ×"), executed: Outputs.Value("2.9 ×"), tag: "[measured]")));

    [Fact]
    public void A_figure_loses_its_html_and_keeps_its_picture_while_its_data_stay()
    {
        JsonObject committed = Outputs.Figure("""{"data":[{"y":[0.33333]}]}""", png: "AAAA");
        JsonObject executed = Outputs.Figure("""{"data":[{"y":[0.3333333333]}]}""");
        executed["data"]!["text/html"] = "<script>a whole library</script>";
        JsonNode output = Publish(committed, executed).Cells[1].Outputs[0]!;
        Assert.Equal("AAAA", (string?)output["data"]!["image/png"]);
        Assert.Null(output["data"]!["text/html"]);
    }

    [Fact]
    public void An_equal_figure_of_another_cell_lends_its_picture()
    {
        Notebook committed = TrialCourse.Notebook("# T", "1", "text", "2");
        committed.Cells[1].Outputs = [Outputs.Figure("""{"data":[1]}""", png: "ONE")];
        committed.Cells[3].Outputs = [Outputs.Figure("""{"data":[2]}""", png: "TWO")];
        Notebook executed = committed.Clone();
        executed.Cells[1].Outputs = [Outputs.Figure("""{"data":[2]}""")];
        executed.Cells[3].Outputs = [Outputs.Figure("""{"data":[3]}""")];
        Notebook published = Publication.Of(new Draft(_chapter, committed, committed), Run(executed), fresh: false);
        Assert.Equal("TWO", (string?)published.Cells[1].Outputs[0]!["data"]!["image/png"]);
        Assert.Same(published.Cells[3].Outputs[0], Assert.Single(FigureOutput.WithoutPicture(published)).Output);
    }

    [Fact]
    public void An_output_with_a_path_of_this_machine_is_refused()
    {
        Notebook notebook = TrialCourse.Notebook("# T", "1");
        string root = Path.Combine(Path.GetTempPath(), "course");
        notebook.Cells[1].Outputs = [Outputs.Stream($"read {Path.Combine(root, "data", "x.csv")}")];
        Assert.Contains("cell 2", Assert.Throws<NotebookException>(() => Publication.Check("01-t", notebook, root)).Message);
    }

    [Fact]
    public void A_notebook_above_the_limit_is_refused()
    {
        Notebook notebook = TrialCourse.Notebook("# T", "1");
        Publication.Check("01-t", notebook, "/nowhere");
        notebook.Cells[1].Outputs = [Outputs.Value(new string('x', Publication.Limit))];
        Assert.Contains("limit", Assert.Throws<NotebookException>(() => Publication.Check("01-t", notebook, "/nowhere")).Message);
    }

    private static readonly Chapter _chapter = new("01-t.ipynb");

    private static Notebook Publish(JsonObject committed, JsonObject executed, string tag = "", bool fresh = false)
    {
        Notebook kept = TrialCourse.Notebook("# T", $"{tag}1");
        kept.Cells[1].Outputs = [committed];
        kept.Cells[1].ExecutionCount = 1;
        Notebook ran = kept.Clone();
        ran.Cells[1].Outputs = [executed];
        return Publication.Of(new Draft(_chapter, kept, kept), Run(ran), fresh);
    }

    private static ExecutedChapter Run(Notebook executed) => new(_chapter, executed, null, TimeSpan.Zero);

    private static string Text(Notebook notebook) => MultilineText.Join(notebook.CodeCells.Last().Outputs[0]!["data"]!["text/plain"]);
}
