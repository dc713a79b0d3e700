using System.Text.Json.Nodes;

namespace Notebooks.Session.Tests;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("42", "42")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("true", "True")]
    [InlineData("'c'", "c")]
    [InlineData("\"text\"", "text")]
    [InlineData("DayOfWeek.Monday", "Monday")]
    [InlineData("new DateTime(2026, 1, 2, 3, 4, 5)", "2026-01-02 03:04:05")]
    [InlineData("(1, \"b\")", "(1, b)")]
    [InlineData("new Version(1, 2)", "1.2")]
    [InlineData("typeof(Dictionary<string, int?[]>)", "Dictionary<string, int?[]>")]
    [InlineData("(Func<int, int>)(x => x)", "Func<int, int>")]
    [InlineData("new ArgumentException(\"bad\")", "ArgumentException: bad")]
    [InlineData("new int[2, 3, 4]", "int[2, 3, 4]")]
    public async Task A_single_value_is_one_line_of_text(string code, string text)
    {
        using var notebook = new Notebook();
        var data = Assert.Single((await notebook.Run(code)).Outputs.OfType<ExecuteResult>()).Data;
        Assert.Equal(text, data["text/plain"]);
        Assert.Equal(["text/plain"], data.Keys);
    }

    [Theory]
    [InlineData("new[] { 1, 2, 3 }", "[1, 2, 3]", "<table><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>")]
    [InlineData("new List<string> { \"a<b\" }", "[a<b]", "<td>a&lt;b</td>")]
    [InlineData("new double[0]", "[]", "<table>")]
    [InlineData("new double[,] { { 1, 2.5 }, { -10, 1.0 / 3 } }", "  1       2.5\n-10  0.333333", "<tr><td>-10</td><td>0.333333</td></tr>")]
    [InlineData("new[] { new[] { 1, 2 }, new[] { 3 } }", "1  2\n3", "<tr><td>3</td></tr>")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1, [\"bb\"] = 20 }", "key  value\na        1\nbb      20", "<th>key</th><th>value</th>")]
    [InlineData("record P(int X, string Name);\nnew[] { new P(1, \"a\"), new P(20, \"b\") }", " X  Name\n 1  a\n20  b", "<th>X</th><th>Name</th>")]
    [InlineData("new[] { (1, \"a\"), (2, \"b\") }", "Item1  Item2\n    1  a\n    2  b", "<th>Item1</th>")]
    [InlineData("new object[] { 1, \"a\", null }", "[1, a, null]", "<td>null</td>")]
    [InlineData("class K { public int A => 1; public string B = \"b\"; public int Bad => throw new Exception(\"no\"); }\nnew K()", "member  value\nB       b\nA       1\nBad     Exception: no", "<td>A</td><td>1</td>")]
    public async Task A_collection_is_a_grid_in_text_and_HTML(string code, string text, string html)
    {
        using var notebook = new Notebook();
        var data = Assert.Single((await notebook.Run(code)).Outputs.OfType<ExecuteResult>()).Data;
        Assert.Equal(text, data["text/plain"]);
        Assert.Contains(html, (string)data["text/html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enumerable.Range(0, 100).ToArray()", "31, …] (100 values)")]
    [InlineData("Enumerable.Range(0, int.MaxValue)", "31, …]")]
    [InlineData("new int[30, 3]", "int[30, 3]")]
    [InlineData("new int[2, 50]", "…")]
    [InlineData("Enumerable.Range(0, 100).Select(i => new { i, square = i * i }).ToList()", "… 80 more rows")]
    public async Task A_long_collection_is_cut_and_says_so(string code, string end)
    {
        using var notebook = new Notebook();
        string text = (await notebook.Run(code)).Value!;
        Assert.Contains(end, text, StringComparison.Ordinal);
        Assert.True(text.Length < 2500);
    }

    [Fact]
    public async Task A_type_with_ToMimeBundle_is_shown_as_it_says()
    {
        using var notebook = new Notebook();
        await notebook.Run("""
            using System.Text.Json.Nodes;
            class Rich
            {
                public IReadOnlyDictionary<string, object> ToMimeBundle() => new Dictionary<string, object>
                {
                    ["application/vnd.test+json"] = JsonNode.Parse("{\"a\":1}"), ["image/png"] = new byte[] { 1 }, ["text/plain"] = "rich",
                };
            }
            """);
        var data = (await notebook.Run("new Rich()")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Equal("""{"a":1}""", Assert.IsType<JsonObject>(data["application/vnd.test+json"]).ToJsonString());
        Assert.IsType<byte[]>(data["image/png"]);
        Assert.Equal("rich", data["text/plain"]);
        var one = (DisplayData)(await notebook.Run("new Rich().Display(\"text/plain\");")).Outputs[0];
        Assert.Equal(["text/plain"], one.Data.Keys);
    }

    [Fact]
    public async Task A_formatter_source_is_known_by_its_name_alone()
    {
        using var notebook = new Notebook();
        await notebook.Run("""
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            class Source { public IEnumerable<object> CreateTypeFormatters() { yield return new Html(); } }
            class Html
            {
                public string MimeType => "text/html";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("<b>shown</b>"); return true; }
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "text/html" })]
            class Rich { public override string ToString() => "plain"; }
            """);
        var data = (await notebook.Run("new Rich()")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Equal("<b>shown</b>", data["text/html"]);
        Assert.Equal("plain", data["text/plain"]);
    }

    [Fact]
    public async Task A_formatter_that_the_notebook_registers_is_used()
    {
        using var notebook = new Notebook();
        await notebook.Run("using Microsoft.DotNet.Interactive.Formatting;\nrecord Mine(int X);\nFormatter.Register<Mine>(m => $\"<i>{m.X}</i>\", \"text/html\");");
        var data = (await notebook.Run("new Mine(7)")).Outputs.OfType<ExecuteResult>().Single().Data;
        Assert.Equal("<i>7</i>", data["text/html"]);
        Assert.Equal("Mine { X = 7 }", data["text/plain"]);
    }

    [Theory]
    [InlineData("HTML(\"<b>bold</b>\")", "text/html", "<b>bold</b>")]
    [InlineData("\"<b>bold</b>\".DisplayAs(\"text/html\")", "text/html", "<b>bold</b>")]
    [InlineData("\"# Title\".DisplayAs(\"text/markdown\")", "text/markdown", "# Title")]
    [InlineData("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\n(object)b(\"bold\")", "text/html", "<b>bold</b>")]
    public async Task Markup_is_shown_as_what_it_is(string code, string mime, string content)
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run(code);
        var data = ran.Outputs.Single() is DisplayData shown ? shown.Data : ((ExecuteResult)ran.Outputs.Single()).Data;
        Assert.Equal(content, data[mime]);
    }

    [Fact]
    public async Task Pictures_and_JSON_keep_their_form()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("new byte[] { 1, 2 }.DisplayAs(\"image/png\");\n\"{\\\"a\\\":1}\".DisplayAs(\"application/json\");\nSystem.Text.Json.Nodes.JsonNode.Parse(\"[1]\").Display();");
        Assert.Equal(new byte[] { 1, 2 }, ((DisplayData)ran.Outputs[0]).Data["image/png"]);
        Assert.IsType<JsonObject>(((DisplayData)ran.Outputs[1]).Data["application/json"]);
        Assert.IsType<JsonArray>(((DisplayData)ran.Outputs[2]).Data["application/json"]);
    }

    [Fact]
    public void Outside_a_cell_showing_does_nothing()
    {
        Assert.NotEmpty(DisplayCommands.display(1).Id);
        DisplayCommands.ClearOutput();
        Assert.Throws<NotSupportedException>(() => DisplayCommands.Input());
    }
}
