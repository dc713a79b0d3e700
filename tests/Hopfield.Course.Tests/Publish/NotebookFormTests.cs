using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public sealed class NotebookFormTests
{
    [Fact]
    public void What_an_editor_left_behind_goes_and_what_the_course_says_stays()
    {
        Notebook notebook = Notebook.Parse("""
            {"cells":[
              {"cell_type":"code","execution_count":7,"outputs":[],"source":"1 + 1\r\n\r\n","vscode":{"languageId":"csharp"},
               "metadata":{"tags":["exact"],"slideshow":{"slide_type":"slide"},"course":{"numbers":[]},"ExecuteTime":{"start":"today"},"collapsed":true}}],
             "metadata":{"kernelspec":{"name":"other"},"widgets":{},"vscode":{"interpreter":"/home/me"}},"nbformat":4,"nbformat_minor":2,"signature":"x"}
            """, "n");
        NotebookForm.Tidy(notebook);
        string json = notebook.ToJson();
        Assert.All(["vscode", "ExecuteTime", "collapsed", "widgets", "signature", "/home/me", "\\r"], gone => Assert.DoesNotContain(gone, json));
        Assert.Equal("1 + 1", notebook.Cells[0].Source);
        Assert.Equal(["exact"], notebook.Cells[0].Tags);
        Assert.Equal("slide", notebook.Cells[0].SlideType);
        Assert.NotNull(notebook.Cells[0].Metadata["course"]?["numbers"]);
        Assert.Equal(".net-csharp", (string?)notebook.Metadata["kernelspec"]!["name"]);
        Assert.Equal(5, (int?)notebook.Json["nbformat_minor"]);
    }

    [Theory, InlineData("quiz", true), InlineData("check:01.1", true), InlineData("exercise:01.1", false), InlineData("exact", false)]
    public void Code_that_tells_an_answer_is_folded_away(string tag, bool hidden)
    {
        Notebook notebook = TrialCourse.Notebook("1");
        notebook.Cells[0].Metadata["tags"] = new JsonArray(tag);
        NotebookForm.Tidy(notebook);
        NotebookForm.Tidy(notebook);
        Assert.Equal(hidden, (bool?)notebook.Cells[0].Metadata["jupyter"]?["source_hidden"] ?? false);
    }

    [Fact]
    public void Cells_without_a_valid_name_of_their_own_get_one_that_is_the_same_every_time()
    {
        static Notebook Tidied()
        {
            Notebook notebook = TrialCourse.Notebook("same", "same", "same");
            notebook.Cells[0].Id = "mine";
            notebook.Cells[1].Id = "mine";
            notebook.Cells[2].Id = "not valid";
            NotebookForm.Tidy(notebook);
            return notebook;
        }

        Notebook notebook = Tidied();
        Assert.Equal("mine", notebook.Cells[0].Id);
        Assert.Equal(3, notebook.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.All(notebook.Cells, cell => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", cell.Id));
        Assert.Equal(notebook.ToJson(), Tidied().ToJson());
    }

    [Fact]
    public void The_form_of_the_form_is_the_form()
    {
        JsonArray outputs =
        [
            Outputs.Stream("a\nb\n"), Outputs.Value("0.123456789"), Outputs.Display("image/png", "AAAA\n"),
            Outputs.Figure("""{"data":[{"z":[[0.123456789,1e-9,-98765.4321,3.0,1234567890123,null]]}]}"""),
        ];
        JsonArray once = NotebookForm.Outputs(outputs);
        Assert.Equal(once.ToJsonString(), NotebookForm.Outputs(once).ToJsonString());
        Assert.Equal("[[0.12346,1E-09,-98765,3,1234567890123,null]]", once[3]!["data"]!["application/vnd.plotly.v1+json"]!["data"]![0]!["z"]!.ToJsonString());
        Assert.Equal("0.123456789", MultilineText.Join(once[1]!["data"]!["text/plain"])); // texts are the author's
    }

    [Theory]
    [InlineData("## References\n\nA.", "## References\n\nA.\n\n**Next:** [B](03-b.ipynb)")]
    [InlineData("A.\n\n**Next:** [Old](02-old.ipynb)", "A.\n\n**Next:** [B](03-b.ipynb)")]
    [InlineData("Next: something", "**Next:** [B](03-b.ipynb)")]
    [InlineData("The Next: is inside.", "The Next: is inside.\n\n**Next:** [B](03-b.ipynb)")]
    public void The_last_line_leads_to_the_next_chapter(string before, string after)
    {
        Notebook notebook = TrialCourse.Notebook(before);
        Assert.True(NextLink.Write(notebook, ("03-b.ipynb", "B")));
        Assert.Equal(after, notebook.Cells[0].Source);
        Assert.False(NextLink.Write(notebook, ("03-b.ipynb", "B")));
    }

    [Fact]
    public void The_last_chapter_leads_back_and_a_chapter_that_ends_in_code_is_refused()
    {
        Notebook notebook = TrialCourse.Notebook("A.\n\n**Next:** [Old](02-old.ipynb)");
        NextLink.Write(notebook, null);
        Assert.DoesNotContain("02-old", notebook.Cells[0].Source);
        Assert.Contains("../README.md", notebook.Cells[0].Source);
        Assert.Throws<NotebookException>(() => NextLink.Write(TrialCourse.Notebook("a", "1"), null));
    }
}
