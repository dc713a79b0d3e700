namespace Notebooks.Session.Tests;

/// <summary>What stands inside of a value is shown, however it is nested, but not without end.</summary>
public sealed class NestedDisplayTests
{
    [Theory]
    [InlineData("var a = new object[1]; a[0] = a;\na", "value\n[[[[[…]]]]]")]
    [InlineData("var list = new List<object>(); list.Add(list);\nlist", "value\n[[[[[…]]]]]")]
    [InlineData("var map = new Dictionary<string, object>(); map[\"me\"] = map;\nmap", "key  value\nme   [[me, [[me, […]]]]]")]
    [InlineData("class Y : System.Collections.IEnumerable { public System.Collections.IEnumerator GetEnumerator() { yield return this; } }\nnew Y()", "value\n[[[[[…]]]]]")]
    [InlineData("record R { public R Self { get; set; } }\nvar r = new R(); r.Self = r;\nr", "R { Self = R { Self = R { Self = R { Self = R { Self = … } } } } }")]
    [InlineData("class Own { public Own Me => this; public int Z => 1; }\nnew Own()", "member  value\nMe      Own\nZ       1")]
    [InlineData("var a = new object[1]; a[0] = (1, a);\n(1, a)", "(1, [(1, [(1, …)])])")]
    public async Task A_value_that_contains_itself_is_cut(string code, string text)
    {
        using var notebook = new Notebook();
        Assert.Equal(text, (await notebook.Run(code)).Value);
    }

    [Theory]
    [InlineData("record R(int[] A, string S);\nnew R([1, 2], \"x\")", "R { A = [1, 2], S = x }")]
    [InlineData("record struct R(List<int> L);\nnew R([1])", "R { L = [1] }")]
    [InlineData("record R();\nnew R()", "R { }")]
    [InlineData("record R(int A) { public override string ToString() => \"mine\"; }\nnew R(1)", "mine")]
    [InlineData("(1, new[] { 1, 2 }, (3, \"a\"))", "(1, [1, 2], (3, a))")]
    [InlineData("new[] { new[] { new[] { 1 } } }", "value\n[[1]]")]
    [InlineData("new List<List<List<int>>> { new() { new() { 1, 2 } } }", "value\n[[1, 2]]")]
    [InlineData("new object[] { 1, new[] { 2, 3 }, new { z = 1 } }", "value\n1\n[2, 3]\n{ z = 1 }")]
    [InlineData("new Dictionary<string, List<int>> { [\"a\"] = [1, 2] }", "key  value\na    [1, 2]")]
    [InlineData("new[] { new Dictionary<string, int> { [\"a\"] = 1 } }", "value\n[[a, 1]]")]
    [InlineData("new int[] { 1, 2, 3 }.AsMemory()", "[1, 2, 3]")]
    [InlineData("new[] { \"ab\", \"ac\", \"b\" }.GroupBy(s => s[0])", "key  values\na    [ab, ac]\nb    [b]")]
    [InlineData("new[] { 1, 2, 3 }.ToLookup(i => i % 2)", "key  values\n  1  [1, 3]\n  0  [2]")]
    [InlineData("new[] { 1, 2, 3 }.GroupBy(i => i % 2).First()", "[1, 3]")]
    [InlineData("System.Text.Json.JsonDocument.Parse(\"[1]\")", "[1]")]
    [InlineData("System.Text.Json.JsonSerializer.SerializeToElement(new { a = 1 })", "{\"a\":1}")]
    public async Task What_stands_inside_is_shown(string code, string text)
    {
        using var notebook = new Notebook();
        Assert.Equal(text, (await notebook.Run(code)).Value);
    }

    [Fact]
    public async Task An_anonymous_object_is_one_line_and_in_HTML_a_table()
    {
        using var notebook = new Notebook();
        var data = Assert.Single((await notebook.Run("new { A = new[] { 1, 2 }, B = new { C = \"<\" } }")).Outputs.OfType<ExecuteResult>()).Data;
        Assert.Equal("{ A = [1, 2], B = { C = < } }", data["text/plain"]);
        Assert.Contains("<tr><td>A</td><td>[1, 2]</td></tr><tr><td>B</td><td>{ C = &lt; }</td></tr>", (string)data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_has_its_columns_and_rows()
    {
        using var notebook = new Notebook();
        const string table = "var t = new System.Data.DataTable(); t.Columns.Add(\"Name\"); t.Columns.Add(\"N\", typeof(int)); t.Rows.Add(\"a\", 1); t.Rows.Add(\"b\", 22);\nt";
        Assert.Equal("Name   N\na      1\nb     22", (await notebook.Run(table)).Value);
        Assert.EndsWith("… and more rows", (await notebook.Run("for (int i = 0; i < 30; i++) t.Rows.Add(\"c\", i);\nt")).Value, StringComparison.Ordinal);
        // A library's table, of which only the members are known.
        const string frame = "class Column { public string Name { get; set; } }\nclass Frame { public Column[] Columns => [new() { Name = \"x\" }, new() { Name = \"y\" }]; public int[][] Rows => [[1, 2], [3, 4]]; }\nnew Frame()";
        Assert.Equal("x  y\n1  2\n3  4", (await notebook.Run(frame)).Value);
    }

    [Fact]
    public async Task JSON_of_Newtonsoft_is_JSON()
    {
        using var folder = new TemporaryFolder();
        TestLibrary.Build(folder.File("Newtonsoft.Json.dll"), """
            namespace Newtonsoft.Json.Linq { public class JToken { public override string ToString() => Text; public string Text; } public class JObject : JToken, System.Collections.IEnumerable { System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null; } }
            """);
        using var notebook = new Notebook();
        var data = Assert.Single((await notebook.Run($"#r \"{folder.File("Newtonsoft.Json.dll")}\"\nnew Newtonsoft.Json.Linq.JObject {{ Text = \"{{\\\"a\\\":1}}\" }}")).Outputs.OfType<ExecuteResult>()).Data;
        Assert.Equal("{\"a\":1}", Assert.IsType<System.Text.Json.Nodes.JsonObject>(data["application/json"]).ToJsonString());
        Assert.Equal("text", (await notebook.Run("new Newtonsoft.Json.Linq.JToken { Text = \"text\" }")).Value);
    }
}
