using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public class SolutionsNotebookTests
{
    private static readonly ExerciseSource _source = ExerciseSource.Parse(ExerciseSourceTests.Text, "05.csx");

    [Fact]
    public void Publishing_writes_stubs_and_checks_into_their_cells_and_then_finds_nothing_to_write()
    {
        Notebook chapter = Chapter();
        Assert.True(ExerciseCells.Write(chapter, _source));
        Assert.Equal(_source.StubFor("05.1"), chapter.Cells.Single(cell => cell.HasTag("exercise:05.1")).Source);
        Assert.Equal(_source.CheckFor("05.1"), chapter.Cells.Single(cell => cell.HasTag("check:05.1")).Source);
        Assert.False(ExerciseCells.Write(chapter, _source));
    }

    [Theory]
    [InlineData("exercise:05.1", "exercise:05.7", "no cell carries the tag exercise:05.1.")]
    [InlineData("exercise:05.2", "check:05.1", "more than one cell carries the tag check:05.1.")]
    [InlineData("exercise:05.2", "check:05.8", "the source of the exercises has nothing for the tag check:05.8.")]
    [InlineData("int n = 4;", "int n = 5;", "takes for given what the chapter does not say: int n = 4;")]
    public void Chapter_and_source_that_disagree_are_refused(string text, string other, string message)
    {
        Notebook chapter = Notebook.Parse(Chapter().ToJson().Replace(text, other), "05-squares.ipynb");
        Assert.Contains(ExerciseCells.Disagreements(chapter, _source), sentence => sentence.Contains(message));
        Assert.Throws<NotebookException>(() => ExerciseCells.Write(chapter, _source));
        Assert.Throws<NotebookException>(() => SolutionsNotebook.Generate(chapter, _source, "05-squares.ipynb"));
    }

    [Fact]
    public void Solutions_hold_task_answer_check_and_reasons_in_order()
    {
        Notebook solutions = SolutionsNotebook.Generate(Chapter(), _source, "05-squares.ipynb");
        Assert.Equal(
            ["title", "setup", "given-text", "given", "task-05-1", "answer-05-1", "check-05-1", "why-05-1", "task-05-2", "why-05-2"],
            solutions.Cells.Select(cell => cell.Id));
        Assert.StartsWith("# Solutions: Are squares square?\n", solutions.Cells[0].Source);
        Assert.Equal(_source.Find("05.1").Answer, solutions.Cells[5].Source);
        Assert.Equal("**A discussion.** A discussion.", solutions.Cells[9].Source);
        Assert.Equal(["check:05.1", "exact"], solutions.Cells[6].Tags);
        Assert.Equal(".net-csharp", (string?)solutions.Metadata["kernelspec"]!["name"]);
    }

    [Fact]
    public void Paths_and_links_reach_their_targets_from_one_folder_deeper()
    {
        Notebook solutions = SolutionsNotebook.Generate(Chapter(), _source, "05-squares.ipynb");
        Assert.Equal("#r \"../../artifacts/bin/Hopfield.Exercises.dll\"\nusing Hopfield;", solutions.Cells[1].Source);
        Assert.Contains("[α](../SYMBOLS.md), [there](https://example.org/a), [above](../05-squares.ipynb#above)", solutions.Cells[4].Source);
    }

    [Fact]
    public void Solutions_are_the_same_each_time() => Assert.Equal(
        SolutionsNotebook.Generate(Chapter(), _source, "05-squares.ipynb").ToJson(),
        SolutionsNotebook.Generate(Chapter(), _source, "05-squares.ipynb").ToJson());

    private static Notebook Chapter() => Notebook.Parse(
        new JsonObject
        {
            ["cells"] = new JsonArray(
                Cell("markdown", "# Are squares square?\n\nText."),
                Cell("code", "#r \"../artifacts/bin/Hopfield.Exercises.dll\"\nusing Hopfield;", "setup"),
                Cell("code", "int n = 4;\nConsole.WriteLine(n);"),
                Cell("markdown", "Square it. See [α](SYMBOLS.md), [there](https://example.org/a), [above](#above)."),
                Cell("code", "// to be written", "exercise:05.1"),
                Cell("code", "", "check:05.1"),
                Cell("markdown", "An open question.", "exercise:05.2")),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(), "05-squares.ipynb");

    private static JsonObject Cell(string kind, string text, params string[] tags)
    {
        var cell = new JsonObject { ["cell_type"] = kind, ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) }, ["source"] = text };
        if (kind == "code") (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        return cell;
    }
}
