using System.Globalization;
using System.Text.Json.Nodes;

namespace Notebooks.Session.Tests;

public sealed class OutputTests
{
    [Fact]
    public async Task Streams_displays_and_the_value_come_in_the_order_of_the_code()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("""
            Console.Write("a"); Console.WriteLine("b"); Console.Error.WriteLine("c");
            display(1);
            Console.Write("d");
            2
            """);
        Assert.Collection(ran.Outputs,
            o => Assert.Equal(new StreamOutput("stdout", "ab\n"), o),
            o => Assert.Equal(new StreamOutput("stderr", "c\n"), o),
            o => Assert.Equal("1", Assert.IsType<DisplayData>(o).Data["text/plain"]),
            o => Assert.Equal(new StreamOutput("stdout", "d"), o),
            o => Assert.Equal("2", Assert.IsType<ExecuteResult>(o).Data["text/plain"]));
    }

    [Fact]
    public async Task Text_is_sent_while_the_cell_still_runs()
    {
        using var notebook = new Notebook();
        // The cell ends only because what it wrote has arrived outside and interrupted it.
        Assert.Equal(CellStatus.Interrupted, (await notebook.RunAndInterrupt("Console.Write(\"running\"); while (true) ;")).Result.Status);
    }

    [Fact]
    public async Task Text_written_by_threads_and_tasks_of_the_cell_belongs_to_it()
    {
        using var notebook = new Notebook();
        var ran = await notebook.Run("""
            var thread = new System.Threading.Thread(() => Console.WriteLine("thread"));
            thread.Start(); thread.Join();
            await Task.Run(() => Console.WriteLine("task"));
            Parallel.For(0, 4, i => Console.WriteLine("parallel"));
            """);
        Assert.Equal("thread\ntask\n" + string.Concat(Enumerable.Repeat("parallel\n", 4)), ran.Stdout);
    }

    [Fact]
    public async Task Text_does_not_depend_on_the_machines_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
        try
        {
            using var notebook = new Notebook();
            var ran = await notebook.Run("Console.WriteLine($\"{1.5} {1234.5:N1}\"); await Task.Run(() => Console.WriteLine(2.5)); new[] { 0.5, 1e-7 }");
            Assert.Equal("1.5 1,234.5\n2.5\n", ran.Stdout);
            Assert.Equal("[0.5, 1E-07]", ran.Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Letters_beyond_ASCII_and_emoji_arrive_whole()
    {
        using var notebook = new Notebook();
        Assert.Equal("ξ → Hebb’s 🧠\n", (await notebook.Run("Console.WriteLine(\"ξ → Hebb’s 🧠\");")).Stdout);
    }

    [Fact]
    public async Task Halves_of_a_letter_that_are_written_apart_arrive_together()
    {
        using var notebook = new Notebook();
        var pieces = new List<CellOutput>();
        await notebook.Session.ExecuteAsync(
            "foreach (char half in \"🧠🧠\") { Console.Write(half); await Task.Delay(80); }\nConsole.Write('\\ud83e');", new Recorder(pieces), TestContext.Current.CancellationToken);
        string[] texts = [.. pieces.OfType<StreamOutput>().Select(piece => piece.Text)];
        Assert.Equal("🧠🧠\ud83e", string.Concat(texts));
        Assert.All(texts[..^1], text => Assert.False(char.IsHighSurrogate(text[^1])));
    }

    [Fact]
    public async Task A_console_that_a_cell_has_replaced_is_back_in_the_next_cell()
    {
        using var notebook = new Notebook();
        await notebook.Run("Console.SetOut(new System.IO.StringWriter()); Console.SetError(System.IO.TextWriter.Null); Console.SetIn(new System.IO.StringReader(\"x\")); Console.Write(\"lost\");");
        var ran = await notebook.Run("Console.Write(\"out\"); Console.Error.Write(\"err\"); Console.ReadLine()");
        Assert.Equal(("out", "err", "null"), (ran.Stdout, ran.Stderr, ran.Value));
    }

    [Fact]
    public async Task Text_of_a_thread_that_hides_whose_it_is_goes_to_the_newest_cell_where_the_host_has_no_text_of_its_own()
    {
        using var notebook = new Notebook(new SessionOptions { OwnsConsole = true });
        var ran = await notebook.Run("""
            var done = new System.Threading.ManualResetEventSlim();
            var thread = new System.Threading.Thread(() => { Console.Write("stray"); done.Set(); });
            thread.UnsafeStart();
            done.Wait();
            """);
        Assert.Equal("stray", ran.Stdout);
    }

    [Fact]
    public async Task What_a_cell_has_not_read_of_its_line_is_not_for_the_next()
    {
        using var notebook = new Notebook();
        var asked = new Answers("first", "second");
        await notebook.Session.ExecuteAsync("Console.Read()", asked, TestContext.Current.CancellationToken);
        await notebook.Session.ExecuteAsync("Console.ReadLine()", asked, TestContext.Current.CancellationToken);
        Assert.Equal(["102", "second"], asked.Outputs.OfType<ExecuteResult>().Select(result => result.Data["text/plain"]));
    }

    [Fact]
    public async Task The_same_cells_give_the_same_outputs()
    {
        string[] cells = ["var r = new Random(1);", "Console.WriteLine(r.Next()); display(r.NextDouble());\nEnumerable.Range(0, 50).Select(_ => r.NextDouble()).ToArray()", "throw new Exception(\"x\");"];
        async Task<string> Texts()
        {
            using var notebook = new Notebook();
            var json = new JsonArray();
            foreach (string cell in cells)
            {
                foreach (var output in (await notebook.Run(cell)).Outputs)
                {
                    json.Add(CellOutput.ToJson(output));
                }
            }
            return json.ToJsonString();
        }
        Assert.Equal(await Texts(), await Texts());
    }

    [Fact]
    public async Task A_display_is_updated_in_its_place_from_the_same_and_from_a_later_cell()
    {
        using var notebook = new Notebook();
        var first = await notebook.Run("var shown = display(1); Console.WriteLine(\"between\"); shown.Update(2);");
        Assert.Equal("2", Assert.IsType<DisplayData>(first.Outputs[0]).Data["text/plain"]);
        var collected = new OutputCollector();
        var all = new List<CellOutput>();
        await notebook.Session.ExecuteAsync("shown.Update(3);", new Recorder(all), CancellationToken.None);
        var update = Assert.IsType<UpdateDisplayData>(Assert.Single(all));
        Assert.Equal(((DisplayData)first.Outputs[0]).DisplayId, update.DisplayId);
    }

    [Fact]
    public async Task Updates_go_out_one_by_one_while_their_cell_still_runs()
    {
        using var notebook = new Notebook();
        var all = new List<CellOutput>();
        await notebook.Session.ExecuteAsync("var seen = display(0);\nfor (int k = 1; k <= 5; k++) { await System.Threading.Tasks.Task.Yield(); seen.Update(k); Console.Write(k); }", new Recorder(all), CancellationToken.None);
        // Text that is written between two updates keeps its place: none of them waits for the end of the cell.
        Assert.Equal("0 =1 1 =2 2 =3 3 =4 4 =5 5", string.Join(' ', all.Select(output => output switch
        {
            DisplayData shown => shown.Data["text/plain"],
            UpdateDisplayData update => $"={update.Data["text/plain"]}",
            StreamOutput text => text.Text,
            _ => output.GetType().Name,
        })));
    }

    [Fact]
    public async Task Clearing_removes_what_was_shown_at_once_or_with_the_next_output()
    {
        using var notebook = new Notebook();
        Assert.Equal("c", (await notebook.Run("Console.Write(\"a\"); ClearOutput(); Console.Write(\"b\"); ClearOutput(wait: true); Console.Write(\"c\");")).Stdout);
        Assert.Equal("a", (await notebook.Run("Console.Write(\"a\"); ClearOutput(wait: true);")).Stdout);
    }

    [Fact]
    public async Task Without_a_front_end_that_takes_input_a_read_ends_and_a_question_says_so()
    {
        using var notebook = new Notebook();
        Assert.Equal("null", (await notebook.Run("Console.ReadLine()")).Value);
        Assert.Equal("NotSupportedException", (await notebook.Run("Input(\"name?\")")).Error.Name);
    }

    [Fact]
    public void A_notebook_file_holds_text_JSON_and_bytes_each_in_its_form()
    {
        var json = CellOutput.ToJson(new DisplayData(new Dictionary<string, object>
        {
            ["text/plain"] = "t", ["application/json"] = new JsonObject { ["a"] = 1 }, ["image/png"] = new byte[] { 1, 2, 3 },
        }));
        Assert.Equal("""{"output_type":"display_data","data":{"text/plain":"t","application/json":{"a":1},"image/png":"AQID"},"metadata":{}}""", json.ToJsonString());
        Assert.Throws<ArgumentException>(() => CellOutput.ToJson(new ClearOutput(true)));
    }

    private sealed class Answers(params string[] lines) : IOutputSink, IInputSource
    {
        private readonly Queue<string> _lines = new(lines);

        public List<CellOutput> Outputs { get; } = [];

        public void Publish(CellOutput output) => Outputs.Add(output);

        public string? Ask(string prompt, bool hidden) => _lines.Dequeue();
    }

    private sealed class Recorder(List<CellOutput> outputs) : IOutputSink
    {
        public void Publish(CellOutput output) => outputs.Add(output);
    }
}
