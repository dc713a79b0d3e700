namespace Notebooks.Session.Tests;

/// <summary>What a page of a browser has, natively: one thread for the cell, no files of libraries, and nobody who closes the checkpoints from outside.</summary>
public sealed class OneThreadTests
{
    private static readonly string[] _names = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => Path.GetFileNameWithoutExtension(path))];

    private static readonly HashSet<string> _framework = [.. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Select(path => Path.GetFileNameWithoutExtension(path))];

    private static SessionOptions InMemory(Func<bool>? isStopWanted = null) => new()
    {
        Runner = new OneThreadRun(isStopWanted ?? (() => false)),
        Libraries = new ProcessMemory(_names.Where(_framework.Contains), _names.Where(name => !_framework.Contains(name))),
    };

    [Fact]
    public async Task Cells_see_the_variables_functions_types_and_usings_of_those_before()
    {
        using var notebook = new Notebook(InMemory());
        await notebook.Run("using System.Numerics;\nrecord Point(int X, int Y);\nint Twice(int x) => 2 * x;\nvar at = new Point(3, 4);");
        Assert.Equal("14", (await notebook.Run("await Task.Delay(1);\nTwice(at.X + at.Y)")).Value);
        Assert.Equal("<1; 2>", (await notebook.Run("new Complex(1, 2)")).Value);
    }

    [Fact]
    public async Task The_sessions_own_display_is_no_more_ambiguous_than_from_files()
    {
        using var notebook = new Notebook(InMemory());
        var ran = await notebook.Run("#r \"Microsoft.DotNet.Interactive.Formatting\"\nusing Microsoft.DotNet.Interactive.Formatting;\n5.Display();\n\"<b>x</b>\".DisplayAs(\"text/html\");");
        Assert.Equal(CellStatus.Ok, ran.Result.Status);
        Assert.Equal(2, ran.Outputs.OfType<DisplayData>().Count());
    }

    [Fact]
    public async Task Errors_name_line_and_place_as_from_files()
    {
        using var memory = new Notebook(InMemory());
        using var files = new Notebook();
        foreach (string code in (string[])["int x = 1;\nint y = x +;", "undefined", "int[] a = [1];\nfor (int i = 0; ; i++)\n    a[i] = i;"])
        {
            Assert.Equal((await files.Run(code)).Traceback, (await memory.Run(code)).Traceback);
        }
    }

    // As when the stop comes while the cell is compiled.
    [Fact]
    public async Task A_cell_that_was_stopped_before_it_began_does_not_begin()
    {
        bool begun = false;
        CellEnd end = await new OneThreadRun(() => false).RunAsync("Cell 1", () => { begun = true; return Task.CompletedTask; }, () => { }, new CancellationToken(canceled: true));
        Assert.True(end.Interrupted);
        Assert.False(begun);
    }

    [Theory]
    [InlineData("while (true) held++;")]
    [InlineData("for (;;) { System.Threading.Thread.Sleep(20); held++; }")]
    [InlineData("try { while (true) held++; } catch (Exception) { }\nwhile (true) held++;")]
    [InlineData("void Deep() { while (true) held++; }\nDeep();")]
    public async Task A_cell_that_computes_asks_whether_to_stop(string code)
    {
        bool wanted = false;
        using var notebook = new Notebook(InMemory(() => wanted));
        // What it writes is sent at a checkpoint, though nothing ends and no timer could fire.
        var ran = await notebook.Run(new WordSeen("running", () => wanted = true), "var held = 1; Console.WriteLine(\"running\");\n" + code);
        Assert.Equal(CellStatus.Interrupted, ran.Result.Status);
        wanted = false;
        Assert.Equal("True", (await notebook.Run("held > 0")).Value);
        Assert.Equal("5050", (await notebook.Run("int sum = 0;\nfor (int i = 1; i <= 100; i++) sum += i;\nsum")).Value);
    }

    [Fact]
    public async Task A_cell_that_awaits_is_interrupted_and_what_follows_does_not_begin()
    {
        using var notebook = new Notebook(InMemory());
        var ran = await notebook.RunAndInterrupt("var held = 1; var wait = new TaskCompletionSource(); Console.WriteLine(\"running\");\nawait wait.Task;\nheld = -1;");
        Assert.Equal(CellStatus.Interrupted, ran.Result.Status);
        Assert.Equal("1", (await notebook.Run("wait.SetResult();\nawait Task.Delay(50);\nheld")).Value);
    }

    [Fact]
    public async Task The_cells_token_is_cancelled_where_a_checkpoint_learns_of_the_stop()
    {
        bool wanted = false;
        using var notebook = new Notebook(InMemory(() => wanted));
        await notebook.Run(new WordSeen("running", () => wanted = true), """
            var told = "no";
            var token = (System.Threading.CancellationToken)AppContext.GetData("Notebooks.Kernel.CellToken");
            token.Register(() => told = "yes");
            Console.WriteLine("running");
            while (true) ;
            """);
        wanted = false;
        Assert.Equal("yes", (await notebook.Run("told")).Value);
        Assert.Null(AppContext.GetData("Notebooks.Kernel.CellToken"));
    }

    [Fact]
    public async Task A_library_of_the_process_that_is_named_by_a_path_needs_no_file()
    {
        using var notebook = new Notebook(InMemory());
        Assert.Equal("True", (await notebook.Run("#r \"../not/there/Microsoft.AspNetCore.Html.Abstractions.dll\"\nnew Microsoft.AspNetCore.Html.HtmlString(\"x\").Value == \"x\"")).Value);
        Assert.Contains("was not found", (await notebook.Run("#r \"../not/there/Nobody.dll\"")).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_and_inspection_need_no_files()
    {
        using var notebook = new Notebook(InMemory());
        await notebook.Run("var words = new List<string>();");
        Assert.Contains(notebook.Session.Complete("words.Ad", 8).Items, item => item.Text == "Add");
        Assert.Contains("List<string>.Add", notebook.Session.Inspect("words.Add", 8), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_not_there_is_none()
    {
        var libraries = new ProcessMemory(["System.Private.CoreLib"], ["Not.There"]);
        Assert.Null(libraries.ByName("Not.There"));
        Assert.Null(libraries.ByName("System.Linq"));
        Assert.Single(libraries.Framework);
    }

    private sealed class WordSeen(string word, Action then) : IOutputSink
    {
        public void Publish(CellOutput output)
        {
            if (output is StreamOutput { Text: var text } && text.Contains(word, StringComparison.Ordinal))
            {
                then();
            }
        }
    }
}
