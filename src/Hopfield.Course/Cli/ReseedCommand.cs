using System.CommandLine;
using System.Globalization;

namespace Hopfield.Course;

/// <summary><c>reseed</c>: executes chapters again with other seeds and counts in how many draws each claim and each bound number holds.</summary>
internal static class ReseedCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var draws = new Option<int>("--draws") { Description = "How many other draws.", DefaultValueFactory = _ => 20 };
        draws.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 1 and <= 1000)) result.AddError("--draws must be a number from 1 to 1000.");
        });
        var command = new Command("reseed", "Execute chapters again with every seed shifted, and count in how many draws each claim and each number of the text holds.") { draws };
        var run = new ChapterRun(command, mayBeExecuted: false);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            bool well = true;
            foreach (Chapter chapter in run.Wanted(parsed, run.Tree(parsed)))
                well &= await TryAsync(chapter, parsed.GetValue(draws), run.Limits(parsed), parsed.InvocationConfiguration.Output, token);
            return well ? 0 : 1;
        }));
        return command;
    }

    private static async Task<bool> TryAsync(Chapter chapter, int draws, ExecutionLimits limits, TextWriter output, CancellationToken cancellationToken)
    {
        Notebook committed = Notebook.Read(chapter.Path);
        var results = new ExecutedChapter[draws + 1];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, results.Length, parallel, async (draw, token) =>
        {
            var execution = new ChapterExecution(limits, new DrawProgress(output, draw)) { Draw = draw };
            results[draw] = (await execution.RunAsync([(chapter, committed)], token))[0];
        });

        ExecutedChapter shown = results[0];
        string[] unlike = shown.Failure is { } failure
            ? [failure.ToString()]
            : [.. NotebookComparison.Compare(committed, Publication.Outputs(committed, shown.Notebook)).Select(difference => difference.ToString())];
        foreach (string line in unlike) await output.WriteLineAsync($"{chapter.Label}, without a shift: {line}");
        var table = new DrawTable(shown, results[1..]);
        foreach (string line in table.Lines()) await output.WriteLineAsync(line);
        return unlike.Length == 0 && table.Holds;
    }

    /// <summary>A line for each draw that has ended.</summary>
    private sealed class DrawProgress(TextWriter output, int draw) : IRunProgress
    {
        public void Started(Chapter chapter, int cells)
        {
        }

        public void CellDone(Chapter chapter)
        {
        }

        public void Finished(ExecutedChapter result)
        {
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Chapter.Label}, draw {draw}: {(result.Failure is null ? "done" : "stopped")} after {result.Duration.TotalSeconds:0.0} s");
            lock (output) output.WriteLine(line);
        }
    }
}
