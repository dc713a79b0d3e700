namespace Notebooks.Session.Tests;

public sealed class NotebookSessionTests
{
    [Fact]
    public async Task A_cell_sees_variables_functions_types_and_usings_of_those_before()
    {
        using var notebook = new Notebook();
        await notebook.Run("using System.Globalization;");
        await notebook.Run("var x = 20;\nint Twice(int n) => 2 * n;\nrecord Point(int X, int Y);");
        Assert.Equal("42", (await notebook.Run("Twice(x) + 2")).Value);
        Assert.Equal("Point { X = 1, Y = 2 }", (await notebook.Run("new Point(1, 2)")).Value);
        Assert.Equal("Gregorian", (await notebook.Run("CultureInfo.InvariantCulture.Calendar.GetType().Name.Replace(\"Calendar\", \"\")")).Value);
    }

    [Fact]
    public async Task A_name_can_be_declared_again_with_another_type()
    {
        using var notebook = new Notebook();
        await notebook.Run("var x = 1;");
        await notebook.Run("var x = \"one\";");
        Assert.Equal("3", (await notebook.Run("x.Length")).Value);
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 2;", "2")]
    [InlineData("await Task.FromResult(2)", "2")]
    [InlineData("var y = 2;\ny", "2")]
    [InlineData("null", "null")]
    [InlineData("var y = 2;", null)]
    [InlineData("Console.Write(2)", null)]
    [InlineData("if (true) { }", null)]
    [InlineData("int F() { return 2; }", null)]
    [InlineData("Func<int> f = () => { return 2; };", null)]
    [InlineData("display(2)", null)]
    [InlineData("", null)]
    [InlineData("// a remark", null)]
    public async Task The_last_expression_without_a_semicolon_is_the_value(string code, string? value)
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run(code);
        Assert.Equal(CellStatus.Ok, ran.Result.Status);
        Assert.Equal(value, ran.Value);
    }

    [Fact]
    public async Task Cells_without_anything_to_run_do_not_break_the_chain()
    {
        using var notebook = new Notebook();
        foreach (string code in (string[])["var a = 1;", "", "// nothing", "using System.IO;", "var b = 2;", "class C { public int V = 3; }"])
        {
            Assert.Equal(CellStatus.Ok, (await notebook.Run(code)).Result.Status);
        }
        Assert.Equal("6", (await notebook.Run("a + b + new C().V")).Value);
    }

    [Fact]
    public async Task What_was_assigned_before_an_exception_is_kept_and_the_rest_is_default()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("var before = 7;\nthrow new Exception(\"boom\");\nvar after = 8;");
        Assert.Equal(CellStatus.Failed, ran.Result.Status);
        Assert.Equal("(7, 0)", (await notebook.Run("(before, after)")).Value);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        using var notebook = new Notebook();
        await notebook.Run("var x = 1;");
        Assert.Equal(CellStatus.Failed, (await notebook.Run("x = 2; int x = nothing;")).Result.Status);
        Assert.Equal("1", (await notebook.Run("x")).Value);
    }

    [Fact]
    public async Task Cells_are_numbered_from_one_whether_they_fail_or_not()
    {
        using var notebook = new Notebook();
        Assert.Equal(1, (await notebook.Run("1")).Result.ExecutionCount);
        Assert.Equal(2, (await notebook.Run("oops")).Result.ExecutionCount);
        Assert.Equal(3, (await notebook.Run("3")).Outputs.OfType<ExecuteResult>().Single().ExecutionCount);
    }

    [Fact]
    public async Task Modern_language_works_in_a_cell()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("""
            using System.Numerics;
            T Sum<T>(IEnumerable<T> values) where T : INumber<T> { var sum = T.Zero; foreach (var v in values) sum += v; return sum; }
            static int Twice(this int x) => 2 * x;
            async IAsyncEnumerable<int> Count() { for (int i = 0; i < 3; i++) { await Task.Yield(); yield return i; } }
            int total = 0;
            await foreach (int i in Count()) total += i.Twice();
            int[] all = [.. Enumerable.Range(0, 3), total];
            unsafe { fixed (int* p = all) total = p[3]; }
            { Span<int> s = stackalloc int[2]; total += s.Length; }
            (all is [0, .., var last] ? last : -1, Sum<double>([0.5, 1]), total, all[^1])
            """);
        Assert.Equal("(6, 1.5, 8, 6)", ran.Value);
    }

    [Fact]
    public async Task A_loaded_file_belongs_to_the_cell_and_may_load_others_beside_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("inner.csx"), "int Inner() => 40;");
        File.WriteAllText(folder.File("outer.csx"), "#load \"inner.csx\"\nint Outer() => Inner() + 2;");
        using var notebook = new Notebook();
        Assert.Equal("42", (await notebook.Run($"#load \"{folder.File("outer.csx")}\"\nOuter()")).Value);
        Assert.Equal("40", (await notebook.Run("Inner()")).Value);
    }

    [Fact]
    public async Task Two_sessions_share_nothing()
    {
        using var one = new Notebook();
        using var other = new Notebook();
        await one.Run("var x = 1;");
        Assert.Equal("CS0103", (await other.Run("x")).Error.Name);
    }

    [Fact]
    public async Task Imports_of_the_host_are_seen_without_a_using()
    {
        using var notebook = new Notebook(new SessionOptions { Imports = ["System.IO", "System.Math"] });
        Assert.Equal("(3, a.txt)", (await notebook.Run("(Sqrt(9), Path.GetFileName(\"b/a.txt\"))")).Value);
    }

    [Fact]
    public async Task Warming_up_leaves_no_trace()
    {
        using var notebook = new Notebook();
        await notebook.Session.WarmUpAsync();
        Assert.Equal(0, notebook.Session.ExecutionCount);
        Assert.Equal("CS0103", (await notebook.Run("squares")).Error.Name);
    }

    [Fact]
    public async Task A_deep_recursion_has_room()
    {
        using var notebook = new Notebook();
        Assert.Equal("50000", (await notebook.Run("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);\nDepth(50_000)")).Value);
    }

    [Fact]
    public void A_cell_is_compiled_and_run_while_all_threads_of_the_pool_are_taken_and_hundreds_more_are_wanted()
    {
        using var notebook = new Notebook();
        using var release = new ManualResetEventSlim();
        const int tasks = 300;
        using var ended = new CountdownEvent(tasks);
        for (int i = 0; i < tasks; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => { release.Wait(); ended.Signal(); }, null);
        }
        try
        {
            CellResult? result = null;
            var outside = new Thread(() => result = notebook.Session.ExecuteAsync("var n = Enumerable.Range(0, 10).Sum();\nn", new OutputCollector(), CancellationToken.None).GetAwaiter().GetResult());
            outside.Start();
            // The pool grows by a thread or two a second: waiting for it would take minutes.
            Assert.True(outside.Join(TimeSpan.FromMinutes(1)));
            Assert.Equal(CellStatus.Ok, result?.Status);
        }
        finally
        {
            release.Set();
            ended.Wait(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("extension(string s) { public int Twice => 2 * s.Length; }")]
    [InlineData("extension(string) { public static string Empty2 => \"\"; }")]
    public async Task What_the_compiler_cannot_do_in_a_cell_is_said(string code)
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run(code);
        Assert.Matches("^CS\\d+$", ran.Error.Name);
        Assert.Contains("a cell cannot hold extension blocks", ran.Traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_can_run_cells_in_its_own_way()
    {
        var runner = new RunnerWithoutThreads();
        using var notebook = new Notebook(new SessionOptions { Runner = runner });
        Assert.Equal("3", (await notebook.Run("var x = 1;\nawait Task.Yield();\nx + 2")).Value);
        Assert.Equal("FormatException", (await notebook.Run("x = 2;\nthrow new FormatException();")).Error.Name);
        Assert.Equal("2", (await notebook.Run("x")).Value);
        Assert.Equal(["Cell 1", "Cell 2", "Cell 3"], runner.Names);
    }

    private sealed class RunnerWithoutThreads : ICellRunner
    {
        public List<string> Names { get; } = [];

        public async Task<CellEnd> RunAsync(string name, Func<Task> body, Action silence, CancellationToken interrupt)
        {
            Names.Add(name);
            try
            {
                await body();
                return new();
            }
            catch (FormatException e)
            {
                return new(e);
            }
        }
    }
}
