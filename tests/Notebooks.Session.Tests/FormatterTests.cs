using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session.Tests;

/// <summary>What a cell registers holds for every value of the type, wherever it stands.</summary>
public sealed class FormatterTests : IDisposable
{
    private readonly Notebook _notebook = new();

    // What is registered is registered for the process.
    public void Dispose()
    {
        Formatter.ResetToDefault();
        _notebook.Dispose();
    }

    [Theory]
    [InlineData("5", "n5")]
    [InlineData("new[] { 1, 2 }", "value\nn1\nn2")]
    [InlineData("(1, \"a\")", "(n1, a)")]
    [InlineData("new { A = 1 }", "{ A = n1 }")]
    [InlineData("new[] { new[] { 1 } }", "n1")]
    [InlineData("new Dictionary<int, int> { [1] = 2 }", "key  value\nn1   n2")]
    public async Task A_text_registered_for_numbers_holds_inside_of_others_too(string code, string text)
    {
        await _notebook.Run("Microsoft.DotNet.Interactive.Formatting.Formatter.Register<int>(i => \"n\" + i, \"text/plain\");");
        Assert.Equal(text, (await _notebook.Run(code)).Value);
    }

    [Theory]
    [InlineData("new Mine(1)", "<i>1</i>")]
    [InlineData("new[] { new Mine(1), new Mine(2) }", "<td><i>1</i></td></tr><tr><td><i>2</i></td>")]
    [InlineData("new { A = new Mine(3) }", "<td>A</td><td><i>3</i></td>")]
    [InlineData("new Dictionary<string, Mine> { [\"k\"] = new Mine(4) }", "<td>k</td><td><i>4</i></td>")]
    public async Task HTML_registered_for_a_type_stands_in_the_cells_of_tables(string code, string html)
    {
        await _notebook.Run("using Microsoft.DotNet.Interactive.Formatting;\nrecord Mine(int X);\nFormatter.Register<Mine>(m => $\"<i>{m.X}</i>\", \"text/html\");");
        var data = (await _notebook.Run(code)).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Contains(html, (string)data["text/html"], StringComparison.Ordinal);
        Assert.Contains("Mine { X = ", (string)data["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_stands_in_the_cells_of_tables()
    {
        var data = (await _notebook.Run("new[] { HTML(\"<b>1</b>\"), HTML(\"<b>2</b>\") }")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Contains("<td><b>1</b></td>", (string)data["text/html"], StringComparison.Ordinal);
        Assert.Equal("value\n1\n2", data["text/plain"]);
    }

    [Fact]
    public async Task The_commands_of_earlier_notebooks_show_what_they_showed()
    {
        var latex = (await _notebook.Run("new Microsoft.DotNet.Interactive.Formatting.LaTeXString(\"x^2\")")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Equal("x^2", latex["text/latex"]);
        var table = Assert.IsType<DisplayData>((await _notebook.Run("new[] { new { a = 1 } }.DisplayTable();")).Outputs[0]).Data;
        Assert.Contains("<th>a</th>", (string)table["text/html"], StringComparison.Ordinal);
        var script = Assert.IsType<DisplayData>((await _notebook.Run("Javascript(\"go()\");")).Outputs[0]).Data;
        Assert.Equal("<script type=\"text/javascript\">go()</script>", script["text/html"]);
        Assert.Equal("<style>b { }</style>", Assert.IsType<DisplayData>((await _notebook.Run("CSS(\"b { }\");")).Outputs[0]).Data["text/html"]);
        Assert.Equal("go()", Assert.IsType<DisplayData>((await _notebook.Run("\"go()\".DisplayAs(\"application/javascript\");")).Outputs[0]).Data["application/javascript"]);
    }

    [Fact]
    public async Task What_a_library_shows_through_the_formatting_package_is_an_output_of_the_cell_and_can_be_updated()
    {
        using var folder = new TemporaryFolder();
        TestLibrary.Build(folder.File("Shows.dll"), """
            using System; using Microsoft.DotNet.Interactive.Formatting;
            public static class Shows
            {
                public static void Twice(object value) { value.Display("text/plain"); "<b>x</b>".DisplayAs("text/html"); }
            }
            """, typeof(Formatter).Assembly.Location, Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "netstandard.dll"));
        var outputs = (await _notebook.Run($"#r \"{folder.File("Shows.dll")}\"\nShows.Twice(7);")).Outputs;
        Assert.Equal("7", Assert.IsType<DisplayData>(outputs[0]).Data["text/plain"]);
        Assert.Equal("<b>x</b>", Assert.IsType<DisplayData>(outputs[1]).Data["text/html"]);
    }
}
