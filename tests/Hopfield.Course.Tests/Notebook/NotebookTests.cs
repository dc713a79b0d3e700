namespace Hopfield.Course.Tests;

public sealed class NotebookTests
{
    // As Jupyter writes it: keys in order, one space a level, a line feed at the end.
    private const string Jupyter = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "a1",
           "metadata": {},
           "source": [
            "# Title\n",
            "Grüße ξ 🙂 \"quoted\" \\ tab\t."
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "b2",
           "metadata": {
            "tags": [
             "exact"
            ]
           },
           "outputs": [
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "data": [
                {
                 "z": [
                  [1,2.50,null],
                  [-3e-05,"a",true]
                 ]
                }
               ],
               "layout": {}
              }
             },
             "metadata": {},
             "output_type": "display_data"
            }
           ],
           "source": []
          }
         ],
         "metadata": {
          "anything": {
           "unknown": []
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void A_notebook_in_Jupyters_form_is_written_back_byte_by_byte()
    {
        string text = Jupyter.ReplaceLineEndings("\n").Replace("tab\t.", "tab\\t.");
        Assert.Equal(text, Notebook.Parse(text, "n").ToJson());
    }

    [Fact]
    public void Order_and_white_space_of_the_source_do_not_matter()
    {
        Notebook notebook = Notebook.Parse(Jupyter.Replace("tab\t.", "tab\\t."), "n");
        string shuffled = $$"""{"nbformat_minor":5,"nbformat":4,"metadata":{{notebook.Metadata.ToJsonString()}},"cells":{{notebook.Json["cells"]!.ToJsonString()}}}""";
        Assert.Equal(notebook.ToJson(), Notebook.Parse(shuffled, "n").ToJson());
    }

    [Fact]
    public void A_source_reads_the_same_as_one_text_or_as_lines()
    {
        const string One = """{"cells":[{"cell_type":"markdown","metadata":{},"source":"a\nb"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""";
        Notebook one = Notebook.Parse(One, "n"), lines = Notebook.Parse(One.Replace("\"a\\nb\"", "[\"a\\n\",\"b\"]"), "n");
        Assert.Equal("a\nb", one.Cells[0].Source);
        Assert.Equal("a\nb", lines.Cells[0].Source);
    }

    [Theory]
    [InlineData("no json", "n.ipynb is not JSON: line 1, byte 2 cannot be read.")]
    [InlineData("[1]", "n.ipynb is JSON but no notebook: an object was expected.")]
    [InlineData("{\"a\":1,\"a\":2}", "n.ipynb is not JSON")]
    [InlineData("{\"cells\":[],\"metadata\":{}}", "n.ipynb is JSON but no notebook: it has no nbformat.")]
    [InlineData("{\"cells\":[],\"metadata\":{},\"nbformat\":\"4\"}", "n.ipynb is JSON but no notebook: it has no nbformat.")]
    [InlineData("{\"worksheets\":[],\"metadata\":{},\"nbformat\":3}", "n.ipynb has nbformat 3; 4 is needed. Open it in Jupyter and save it once.")]
    [InlineData("{\"cells\":[],\"nbformat\":4}", "n.ipynb has no metadata")]
    [InlineData("{\"metadata\":{},\"nbformat\":4}", "n.ipynb has no list of cells.")]
    [InlineData("{\"cells\":[{\"source\":\"\"}],\"metadata\":{},\"nbformat\":4}", "n.ipynb: cell 1 has no cell_type")]
    [InlineData("{\"cells\":[{\"cell_type\":\"heading\",\"source\":\"\"}],\"metadata\":{},\"nbformat\":4}", "n.ipynb: cell 1 has no cell_type")]
    [InlineData("{\"cells\":[{\"cell_type\":\"raw\",\"source\":[1]}],\"metadata\":{},\"nbformat\":4}", "n.ipynb: cell 1 has no source")]
    [InlineData("{\"cells\":[{\"cell_type\":\"code\",\"source\":\"\"}],\"metadata\":{},\"nbformat\":4}", "n.ipynb: code cell 1 has no list of outputs.")]
    public void What_is_no_notebook_is_refused_with_one_line(string text, string message)
    {
        var error = Assert.Throws<NotebookException>(() => Notebook.Parse(text, "n.ipynb"));
        Assert.StartsWith(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<NotebookException>(() => Notebook.Read("nowhere/02-x.ipynb"));
        Assert.Equal("nowhere/02-x.ipynb: there is no such file.", error.Message);
    }

    [Fact]
    public void A_clone_shares_nothing()
    {
        Notebook notebook = TrialCourse.Notebook("text", "code");
        Notebook clone = notebook.Clone();
        clone.Cells[0].Source = "other";
        clone.Cells[1].Outputs = [Outputs.Stream("x")];
        Assert.Equal("text", notebook.Cells[0].Source);
        Assert.Empty(notebook.Cells[1].Outputs);
    }
}
