namespace Notebooks.Session.Tests;

public sealed class LanguageTests
{
    /// <summary>In these texts a bar marks the cursor.</summary>
    private static Completions Complete(Notebook notebook, string text) =>
        notebook.Session.Complete(text.Replace("|", "", StringComparison.Ordinal), text.IndexOf('|', StringComparison.Ordinal), CancellationToken.None);

    private static string? Inspect(Notebook notebook, string text, bool whole = false) =>
        notebook.Session.Inspect(text.Replace("|", "", StringComparison.Ordinal), text.IndexOf('|', StringComparison.Ordinal), whole, CancellationToken.None);

    [Theory]
    [InlineData("earl|", "earlier")]
    [InlineData("EARL|", "earlier")]
    [InlineData("words.Cou|", "Count")]
    [InlineData("words.Sel|", "Select")]
    [InlineData("words?.Cou|", "Count")]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("System.Tex|", "Text")]
    [InlineData("using System.Num|", "Numerics")]
    [InlineData("new Poi|", "Point")]
    [InlineData("new Point { |", "X")]
    [InlineData("Mean(val|", "values:")]
    [InlineData("whil|", "while")]
    [InlineData("var later = 1;\nlat|", "later")]
    [InlineData("disp|", "display")]
    [InlineData("Sqr|", "Sqrt")]
    [InlineData("Stopw|", "Stopwatch")]
    [InlineData("{ int inner = 1; inn|", "inner")]
    [InlineData("#!time\nearl|", "earlier")]
    public async Task Completion_knows_what_earlier_cells_and_libraries_declare(string text, string expected)
    {
        using var notebook = new Notebook();
        await notebook.Run("using static System.Math;\nusing System.Diagnostics;\nint earlier = 1; var words = new List<string>();\nclass Point { public int X { get; set; } }\ndouble Mean(double[] values) => values.Average();");
        Assert.Contains(expected, Complete(notebook, text).Items.Select(item => item.Text));
    }

    [Theory]
    [InlineData("text.|\nint later = 1;")]
    [InlineData("text.|\nvar later = text;")]
    [InlineData("text.|\nConsole.WriteLine(text);")]
    [InlineData("text.|   \nforeach (char c in text) { }")]
    [InlineData("if (true)\n{\n    text.|\n    int later = 1;\n}")]
    [InlineData("text.Tri|\nint later = 1;")]
    public async Task A_line_below_is_not_taken_for_what_stands_behind_the_dot(string text)
    {
        using var notebook = new Notebook();
        await notebook.Run("string text = \"\";");
        Assert.Contains("Trim", Complete(notebook, text).Items.Select(item => item.Text));
    }

    [Fact]
    public void In_a_line_for_the_session_its_commands_files_and_packages_are_offered()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("Some.dll"), "");
        File.WriteAllText(folder.File("some.csx"), "");
        File.WriteAllText(folder.File("other.txt"), "");
        using var notebook = new Notebook();
        Assert.Equal(["nuget: "], Complete(notebook, "#r \"nu|").Items.Select(item => item.Text));
        Assert.Equal(["nuget: "], Complete(notebook, "#i \"|").Items.Select(item => item.Text));
        Assert.Equal([folder.File("Some.dll")], Complete(notebook, $"#r \"{folder.File("S")}|").Items.Select(item => item.Text));
        Assert.Equal([folder.File("some.csx")], Complete(notebook, $"#load \"{folder.File("so")}|").Items.Select(item => item.Text));
        Assert.Equal(["#!whos"], Complete(notebook, "var x = 1;\n#!w|").Items.Select(item => item.Text));
        Assert.Empty(Complete(notebook, "#r \"no/such/folder/|").Items);
    }

    [Theory]
    [InlineData("\"earl|\"")]
    [InlineData("// earl|")]
    [InlineData("1.|")]
    public async Task Inside_text_and_remarks_nothing_is_offered(string text)
    {
        using var notebook = new Notebook();
        await notebook.Run("int earlier = 1;");
        Assert.DoesNotContain("earlier", Complete(notebook, text).Items.Select(item => item.Text));
    }

    [Fact]
    public async Task A_value_offers_no_static_members_and_a_type_no_instance_members()
    {
        using var notebook = new Notebook();
        await notebook.Run("string text = \"\";");
        Assert.DoesNotContain("Format", Complete(notebook, "text.|").Items.Select(item => item.Text));
        Assert.DoesNotContain("Trim", Complete(notebook, "string.|").Items.Select(item => item.Text));
    }

    [Fact]
    public async Task The_replaced_text_is_the_word_before_the_cursor()
    {
        using var notebook = new Notebook();
        await notebook.Run("int earlier = 1;");
        var completions = Complete(notebook, "1 + ear|lier");
        Assert.Equal((4, 7), (completions.Start, completions.End));
    }

    [Fact]
    public async Task Inspection_shows_the_documentation_of_a_function_of_the_notebook()
    {
        using var notebook = new Notebook();
        await notebook.Run("""
            /// <summary>The mean of <paramref name="values"/>, as in <see cref="Math.Max(int, int)"/>.</summary>
            /// <param name="values">At least one.</param>
            /// <returns>Their sum over their number.</returns>
            double Mean(double[] values) => values.Average();
            """);
        Assert.Equal("double Mean(double[] values)\nThe mean of values, as in Max.", Inspect(notebook, "Me|an([1])"));
        Assert.Contains("  values: At least one.\nReturns: Their sum over their number.", Inspect(notebook, "Mean([1, |2])", whole: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspection_shows_the_documentation_beside_a_library()
    {
        using var folder = new TemporaryFolder();
        string path = TestLibrary.Build(folder.File("Documented.dll"), "public static class Documented { public static int Answer(int question) => 42; }");
        File.WriteAllText(folder.File("Documented.xml"), """
            <doc><members>
            <member name="M:Documented.Answer(System.Int32)">
            <summary>The answer.</summary>
            <exception cref="T:System.ArgumentException">Never.</exception>
            </member>
            </members></doc>
            """);
        using var notebook = new Notebook();
        await notebook.Run($"#r \"{path}\"");
        Assert.Equal("int Documented.Answer(int question)\nThe answer.\nThrows ArgumentException: Never.", Inspect(notebook, "Documented.Answer(|", whole: true));
    }

    [Fact]
    public async Task Inspection_names_a_variables_type_and_the_number_of_overloads()
    {
        using var notebook = new Notebook();
        await notebook.Run("var words = new List<string>();");
        Assert.Equal("List<string> words", Inspect(notebook, "wor|ds.Count")?.Replace("(field) ", "", StringComparison.Ordinal));
        Assert.Contains("more)", Inspect(notebook, "Console.Write|Line(1)"), StringComparison.Ordinal);
        Assert.Null(Inspect(notebook, " | "));
    }

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        using var notebook = new Notebook();
        await notebook.Run("var words = new List<string>();");
        using var go = new ManualResetEventSlim();
        AppContext.SetData("test.go", go);
        var running = notebook.Run("((System.Threading.ManualResetEventSlim)AppContext.GetData(\"test.go\")).Wait(); words.Add(\"done\");");
        Assert.Contains("Count", Complete(notebook, "words.|").Items.Select(item => item.Text));
        Assert.NotNull(Inspect(notebook, "words.Cou|nt"));
        Assert.False(running.IsCompleted);
        go.Set();
        Assert.Equal(CellStatus.Ok, (await running).Result.Status);
    }

    [Theory]
    [InlineData("1 + 1", "complete", "")]
    [InlineData("for (int i = 0; i < 3; i++) {", "incomplete", "    ")]
    [InlineData("    if (true) {\n        F(", "incomplete", "            ")]
    [InlineData("int x =", "incomplete", "")]
    [InlineData("\"\"\"\ntext", "incomplete", "")]
    [InlineData("int x = 1;", "complete", "")]
    [InlineData("int x ) = 1;", "invalid", "")]
    [InlineData("int 1x = ;;)", "invalid", "")]
    [InlineData("class { int x; }\nif (true) {", "invalid", "")]
    [InlineData("/* begun", "incomplete", "")]
    [InlineData("#if true\nint x;", "incomplete", "")]
    [InlineData("$\"\"\"\nbegun {1}", "incomplete", "")]
    [InlineData("\"begun", "invalid", "")]
    [InlineData("#!html\n<b", "complete", "")]
    [InlineData("#!time\n1 + 1", "complete", "")]
    public void A_text_is_complete_incomplete_or_invalid(string code, string status, string indent) =>
        Assert.Equal((status, indent), NotebookSession.IsComplete(code));
}
