using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hopfield.Course.Tests;

public sealed class ChapterExecutionTests
{
    private static readonly ExecutionLimits _patient = ExecutionLimits.Default;

    [Fact]
    public async Task Chapters_run_in_their_folder_with_an_empty_progress_store_and_do_not_disturb_each_other()
    {
        using var course = new TrialCourse();
        Chapter well = course.Write("01-well.ipynb", "# T",
            "var folder = Environment.GetEnvironmentVariable(\"HOPFIELD_PROGRESS\");\nConsole.WriteLine(System.IO.Directory.GetFileSystemEntries(folder).Length);\nfolder",
            "text", "System.IO.Directory.GetCurrentDirectory()", "text", "6 * 7");
        Chapter ill = course.Write("02-ill.ipynb", "# T", "int zero = 0;", "text", "// fails below\n1 / zero", "text", "7");
        var progress = new Recorder();
        IReadOnlyList<ExecutedChapter> results = await RunAsync(_patient, progress, well, ill);

        Assert.Null(results[0].Failure);
        NotebookCell[] cells = [.. results[0].Notebook.CodeCells];
        Assert.Equal([1, 2, 3], cells.Select(cell => cell.ExecutionCount ?? 0));
        Assert.Equal("0\n", MultilineText.Join(cells[0].Outputs[0]!["text"]));
        Assert.False(Directory.Exists(Text(cells[0].Outputs[1]))); // the store went with the run
        Assert.Equal(Path.GetFileName(course.Tree.Root), Path.GetFileName(Path.GetDirectoryName(Text(cells[1].Outputs[0]))));
        Assert.Equal("42", Text(cells[2].Outputs[0]));

        Assert.Equal((4, 2), (results[1].Failure!.Cell, results[1].Failure!.Line));
        Assert.Contains("DivideByZeroException", results[1].Failure!.ToString());
        Assert.Equal("error", (string?)results[1].Notebook.Cells[3].Outputs[0]!["output_type"]);
        Assert.Null(results[1].Notebook.Cells[5].ExecutionCount); // never reached
        Assert.Equal(["01-well 3", "02-ill 2"], progress.Done.Order());
    }

    [Fact]
    public async Task A_claim_that_is_false_fails_the_chapter_also_where_no_cell_shows_it()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-false.ipynb", "# T", "#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;", "text",
            "int x = 1;\nfor (int k = 0; k < 3; k++) Check.That(\n    x < k\n        || k == 0, \"It grows.\");", "text", "7");
        ExecutedChapter result = Assert.Single(await RunAsync(_patient, new Recorder(), chapter));
        Assert.Equal("cell 4: The claim does not hold: It grows. False here: `x < k || k == 0`.", result.Failure!.ToString());
        Assert.Equal([true, false, true], result.Claims[4].Select(claim => claim.Holds));
        Assert.Null(result.Notebook.Cells[5].ExecutionCount); // never reached
    }

    [Fact]
    public async Task A_number_of_the_text_that_is_not_what_the_chapter_computes_fails_it()
    {
        using var course = new TrialCourse();
        ExecutedChapter result = await Bound("1,625", "12", "39 %", "0");
        Assert.Null(result.Failure);
        Assert.Equal([1630, 39.4, null], result.Numbers[3].Select(number => number.Value));

        Assert.Equal("cell 3: the text says 1,625, but atRest is 1630; the text says 41 %, but 100 * share is 39.4", (await Bound("1,625", "4", "41 %", "1.5")).Failure!.ToString());
        Assert.Null((await Bound("1,625", "5", "41 %", "1.6")).Failure);

        async Task<ExecutedChapter> Bound(string count, string within, string percent, string margin)
        {
            string numbers = "{\"numbers\": [{\"text\": \"" + count + "\", \"value\": \"atRest\", \"tolerance\": \"" + within + "\"}, "
                + "{\"text\": \"" + percent + "\", \"value\": \"100 * share\", \"tolerance\": \"" + margin + "\"}, {\"text\": \"4\", \"source\": \"chapter 04\"}]}\n";
            Chapter chapter = course.Write("01-bound.ipynb", "# T", "var atRest = 1630;\nvar share = 0.394;", numbers + "text");
            return Assert.Single(await RunAsync(_patient, new Recorder(), chapter));
        }
    }

    [Fact]
    public async Task A_chapter_that_takes_too_long_is_ended_with_all_that_it_started_and_keeps_what_it_showed()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-endless.ipynb", "# T", Processes.StartOne, "text", "while (true) { }");
        ExecutedChapter result = Assert.Single(await RunAsync(_patient with { Timeout = TimeSpan.FromSeconds(15) }, new Recorder(), chapter));
        Assert.Contains("cell 4: still running when the chapter's 15 s were over", result.Failure!.ToString());
        await Processes.AssertGoneAsync(MultilineText.Join(result.Notebook.Cells[1].Outputs[0]!["text"]));
    }

    [Fact]
    public async Task Cancelling_leaves_no_process()
    {
        using var course = new TrialCourse();
        string file = Path.Combine(course.Tree.Root, "ids");
        Chapter chapter = course.Write("01-endless.ipynb", "# T", $"{Processes.StartOne}\nSystem.IO.File.WriteAllText(@\"{file}\", $\"{{Environment.ProcessId}}\");", "text", "while (true) { }");
        using var stop = new CancellationTokenSource();
        var progress = new Recorder { OnCell = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ChapterExecution(_patient, progress).RunAsync([(chapter, Notebook.Read(chapter.Path))], stop.Token));
        await Processes.AssertGoneAsync(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cell_that_ends_its_process_is_a_failure_of_that_cell()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-exit.ipynb", "# T", "1", "text", "Environment.Exit(7);");
        ExecutedChapter result = Assert.Single(await RunAsync(_patient, new Recorder(), chapter));
        Assert.Equal("cell 4: the process that ran it ended with code 7.", result.Failure!.ToString());
    }

    [Fact]
    public async Task A_child_ends_when_its_parent_is_gone()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-endless.ipynb", "# T", "while (true) { }");
        var info = new ProcessStartInfo("dotnet", [typeof(CourseTree).Assembly.Location, "execute", chapter.Path, "--tied"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using Process child = Process.Start(info)!;
        Assert.NotNull(CellEvent.Parse((await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!));
        child.StandardInput.Close(); // as the system does when the parent dies
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await child.WaitForExitAsync(patience.Token);
    }

    [Fact]
    public void An_event_is_found_behind_whatever_was_written_to_the_same_line()
    {
        var sent = new CellEvent(3, 2, [Outputs.Stream("a\nb")], new CellFailure(3, 1, "m"))
        {
            Claims = [new("It holds.", true, "")], Numbers = [new(double.NaN), new(null, "why")], Knobs = [new("a → b", null)],
        };
        CellEvent got = CellEvent.Parse("stray text" + sent.ToLine())!;
        Assert.Equal((3, 2, sent.Failure), (got.Cell, got.Count, got.Failure));
        Assert.Equal(sent.Claims, got.Claims);
        Assert.Equal(sent.Numbers, got.Numbers);
        Assert.Equal(sent.Knobs, got.Knobs);
        Assert.Equal(sent.Outputs!.ToJsonString(), got.Outputs!.ToJsonString());
        Assert.Null(CellEvent.Parse("stray text"));
        Assert.Null(CellEvent.Parse("\u001e{broken"));
    }

    private static Task<IReadOnlyList<ExecutedChapter>> RunAsync(ExecutionLimits limits, Recorder progress, params Chapter[] chapters) =>
        new ChapterExecution(limits, progress).RunAsync([.. chapters.Select(chapter => (chapter, Notebook.Read(chapter.Path)))], TestContext.Current.CancellationToken);

    private static string Text(System.Text.Json.Nodes.JsonNode? output) => MultilineText.Join(output!["data"]!["text/plain"]).Trim('"');

    private sealed class Recorder : IRunProgress
    {
        private readonly ConcurrentDictionary<string, int> _cells = [];

        public Action OnCell { get; init; } = () => { };

        public IEnumerable<string> Done => _cells.Select(pair => $"{pair.Key} {pair.Value}");

        public void Started(Chapter chapter, int count)
        {
        }

        public void CellDone(Chapter chapter)
        {
            _cells.AddOrUpdate(chapter.Name, 1, (_, count) => count + 1);
            OnCell();
        }

        public void Finished(ExecutedChapter result)
        {
        }
    }
}
