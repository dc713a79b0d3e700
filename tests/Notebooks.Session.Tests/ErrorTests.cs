using CsCheck;

namespace Notebooks.Session.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("file class Mine { }", "leave out `file`")]
    [InlineData("new int[3].AsSpan()", "end on .ToArray()")]
    [InlineData("A later = value;", "run the cell that makes the value again")]
    [InlineData("int Of(A a) => 1;\nOf(value)", "run the cell that makes the value again")]
    [InlineData("MathString text = null;", "LaTeXString")]
    [InlineData("Kernel.Root", "belongs to .NET Interactive")]
    public async Task What_a_cell_cannot_do_has_a_hint(string code, string hint)
    {
        using var notebook = new Notebook();
        await notebook.Run("class A { }");
        await notebook.Run("var value = new A();");
        await notebook.Run("class A { }");
        var ran = await notebook.Run(code);
        Assert.Contains("Hint: ", ran.Traceback, StringComparison.Ordinal);
        Assert.Contains(hint, ran.Traceback, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetCurrentDirectory(), ran.Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_without_a_message_has_an_empty_one()
    {
        using var notebook = new Notebook();
        Assert.Equal("", (await notebook.Run("class Mute : Exception { public override string Message => null; }\nthrow new Mute();")).Error.Message);
    }

    [Fact]
    public async Task A_compile_error_quotes_its_line_with_a_mark_under_the_place()
    {
        using var notebook = new Notebook();
        var error = (await notebook.Run("var x = 1;\nvar y = x + nothing;\n")).Error;
        Assert.Equal("CS0103", error.Name);
        Assert.Equal("The name 'nothing' does not exist in the current context", error.Message);
        Assert.Equal(
            [
                "Cell 1, line 2: CS0103 The name 'nothing' does not exist in the current context",
                "    2 | var y = x + nothing;",
                "      |             ^^^^^^^",
                "Hint: has the cell that declares it been run in this session? Names are case-sensitive.",
            ],
            error.Traceback);
    }

    [Fact]
    public async Task An_exception_shows_the_calls_of_the_notebook_from_cell_to_cell_and_names_the_libraries_between()
    {
        using var notebook = new Notebook();
        await notebook.Run("int First(int[] values)\n{\n    return values[0];\n}");
        await notebook.Run("\nint Total(int[][] rows) => rows.Sum(row => First(row));");
        var error = (await notebook.Run("for (int i = 0; i < 1; i++) { Total([[1], []]); }")).Error;
        Assert.Equal("IndexOutOfRangeException", error.Name);
        Assert.Equal(
            [
                "IndexOutOfRangeException: Index was outside the bounds of the array.",
                "  in Cell 1, line 3, in First",
                "    3 |     return values[0];",
                "      |     ^",
                "  called from Cell 2, line 2, in Total",
                "    2 | int Total(int[][] rows) => rows.Sum(row => First(row));",
                "      |                                            ^",
                "  (through System.Linq)",
                "  called from Cell 3, line 1",
                "    1 | for (int i = 0; i < 1; i++) { Total([[1], []]); }",
                "      |                               ^",
                "Hint: indices start at 0, and the last one is Length - 1.",
            ],
            error.Traceback);
    }

    [Fact]
    public async Task An_error_names_its_cell_and_the_line_in_that_cell_as_numbers()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("wrong.csx"), "\nint x = \"text\";");
        using var notebook = new Notebook();
        await notebook.Run("int First(int[] values)\n{\n    return values[0];\n}");
        Assert.Equal((2, 4), await Place("var x = 1;\n\n\nFirst([]);"));
        Assert.Equal((3, 2), await Place("var y = 1;\nvar z = y + nothing;"));
        Assert.Equal((4, 3), await Place("#!time\n\n#!nonsense"));
        Assert.Equal((5, null), await Place($"#load \"{folder.File("wrong.csx")}\""));

        async Task<(int, int?)> Place(string code)
        {
            var error = (await notebook.Run(code)).Error;
            return (error.Cell, error.Line);
        }
    }

    [Fact]
    public async Task An_exception_of_awaited_code_shows_the_notebooks_lines_and_its_causes()
    {
        using var notebook = new Notebook();
        await notebook.Run("async Task<int> Later()\n{\n    await Task.Yield();\n    throw new InvalidOperationException(\"outer\", new FormatException(\"inner\"));\n}");
        string traceback = (await notebook.Run("await Later()")).Traceback;
        Assert.Contains("in Cell 1, line 4, in Later", traceback, StringComparison.Ordinal);
        Assert.Contains("called from Cell 2, line 1", traceback, StringComparison.Ordinal);
        Assert.Contains("caused by FormatException: inner", traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("Submission", traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Runtime", traceback, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Parallel.For(0, 1, i => throw new FormatException(\"x\"));", "FormatException")]
    [InlineData("Task.Run(() => throw new FormatException(\"x\")).Wait();", "FormatException")]
    [InlineData("class Late { public static int X = int.Parse(\"x\"); }\nLate.X", "FormatException")]
    [InlineData("typeof(int).GetMethod(\"Parse\", [typeof(string)]).Invoke(null, [\"x\"])", "FormatException")]
    public async Task Wrappings_around_the_cause_are_taken_off(string code, string name)
    {
        using var notebook = new Notebook();
        Assert.Equal(name, (await notebook.Run(code)).Error.Name);
    }

    [Fact]
    public async Task A_long_recursion_is_cut()
    {
        using var notebook = new Notebook();
        var error = (await notebook.Run("int A(int n)\n{\n    return B(n);\n}\nint B(int n) => n == 0\n    ? throw new Exception(\"deep\")\n    : A(n - 1);\nA(50)")).Error;
        Assert.True(error.Traceback.Count < 50);
        Assert.Equal("  … and calls before these", error.Traceback[^1]);
    }

    [Fact]
    public async Task Errors_in_a_loaded_file_name_the_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("fails.csx"), "int Fails(int n)\n{\n    for (;;) { return 1 / n; }\n}");
        File.WriteAllText(folder.File("wrong.csx"), "\nint x = \"text\";");
        using var notebook = new Notebook();
        Assert.Contains("in fails.csx, line 3, in Fails\n    3 |     for (;;) { return 1 / n; }\n      |                ^", (await notebook.Run($"#load \"{folder.File("fails.csx")}\"\nFails(0)")).Traceback, StringComparison.Ordinal);
        Assert.StartsWith("wrong.csx, line 2: CS0029", (await notebook.Run($"#load \"{folder.File("wrong.csx")}\"")).Traceback, StringComparison.Ordinal);
        Assert.Contains("notebook's folder", (await notebook.Run("#load \"nowhere.csx\"")).Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_go_to_stderr_and_the_cell_runs()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("Task.Delay(1);\n1");
        Assert.Equal("1", ran.Value);
        Assert.StartsWith("Cell 1, line 1: warning CS4014 ", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal("", (await notebook.Run("string? maybe = null;")).Stderr);
    }

    [Theory]
    // What C# cannot do in a cell.
    [InlineData("namespace A { class B { } }", "CS7021", "no namespaces")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "CS1109", "at top level, outside any class")]
    [InlineData("static class E { extension(int x) { public int Twice => 2 * x; } }", "CS9283", "extension blocks")]
    [InlineData("Span<int> s = new int[3];", "CS8345", "between { } or into a function")]
    [InlineData("using var stream = new System.IO.MemoryStream();", "CS0825", "using (var x = ...)")]
    [InlineData("int x = 1;\nref int r = ref x;", "CS0501", "no ref variables")]
    // The slips that are common in notebooks.
    [InlineData("print(1)", "CS0103", "Console.WriteLine")]
    [InlineData("let x = 1;", "CS0246", "var or its type")]
    [InlineData("import numpy", "CS0246", "#r \"file.dll\"")]
    [InlineData("var a = 1\nvar b = 2;", "CS1002", "ends with a semicolon")]
    [InlineData("int x = 1;\nx;", "CS0201", "leave out the semicolon")]
    [InlineData("int x = 1;\nx == 1;", "CS0201", "== compares")]
    [InlineData("float f = 3.5;", "CS0664", "3.5f")]
    [InlineData("double d = 1; int i = d / 2;", "CS0266", "(int)")]
    [InlineData("int x = 1;\nif (x = 1) { }", "CS0029", "== compares")]
    [InlineData("string s = 'a';", "CS0029", "double quotes")]
    [InlineData("var s = 'abc';", "CS1012", "double quotes")]
    [InlineData("int x = 2;\nx ** 2", "CS0193", "Math.Pow")]
    [InlineData("double x = 2;\nx ^ 2", "CS0019", "Math.Pow")]
    [InlineData("List<Missing> list = [];", "CS0246", "setup cell")]
    [InlineData("\"abc\".length", "CS1061", "case-sensitive")]
    [InlineData("Console.Writeline(1)", "CS0117", "case-sensitive")]
    [InlineData("\"abc\".Length()", "CS1955", "without parentheses")]
    [InlineData("for (int i = 0; i < 3; i++) {", "CS1513", "closing }")]
    // Exceptions.
    [InlineData("int[] a = [1];\na[1]", "IndexOutOfRangeException", "start at 0")]
    [InlineData("string s = null;\ns.Length", "NullReferenceException", "null")]
    [InlineData("new Dictionary<string, int>()[\"a\"]", "KeyNotFoundException", "TryGetValue")]
    [InlineData("int zero = 0;\n1 / zero", "DivideByZeroException", "make one of them a double")]
    [InlineData("System.IO.File.ReadAllText(\"nowhere.txt\")", "FileNotFoundException", "notebook's folder")]
    public async Task A_common_slip_is_answered_with_a_hint(string code, string name, string hint)
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run(code);
        Assert.Equal(name, ran.Error.Name);
        Assert.Contains(ran.Error.Traceback, line => line.StartsWith("Hint: ", StringComparison.Ordinal) && line.Contains(hint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hint_is_given_once_however_many_errors_it_belongs_to()
    {
        using var notebook = new Notebook();
        Assert.Single((await notebook.Run("one + two + three")).Error.Traceback, line => line.StartsWith("Hint: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_is_an_error_of_its_cell()
    {
        using var notebook = new Notebook();
        Assert.Equal("FormatException", (await notebook.Run("class Shy { public override string ToString() => throw new FormatException(\"no\"); }\nnew Shy()")).Error.Name);
    }

    [Fact]
    public void No_text_makes_a_session_throw()
    {
        string[] pieces = ["x", "1", " ", "\n", "{", "}", "(", ")", "\"", "'", ";", "=>", "=", "#r", "#!time", "\"\"\"", "//", "/*", "if", "for", "int", "class", "é", "\0", "🧠", "%", ".", "#load", "using", "await"];
        using var notebook = new Notebook();
        Gen.OneOf(pieces.Select(Gen.Const).ToArray()).Array[0, 12].Sample(
            words => notebook.Session.ExecuteAsync(string.Concat(words), new OutputCollector(), CancellationToken.None).GetAwaiter().GetResult().ExecutionCount > 0,
            iter: 100, threads: 1);
    }
}
