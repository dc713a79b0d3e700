using System.CommandLine;
using System.Xml.Linq;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The verbs that execute chapters: <c>run</c>, <c>publish</c>, <c>verify</c>, and <c>execute</c>, the child process of these and of <c>reseed</c>.</summary>
internal static class ChapterCommands
{
    /// <summary><c>run</c>: executes chapters and writes the pages. It never touches <c>notebooks/</c>.</summary>
    public static Command Run()
    {
        var withSolutions = new Option<bool>("--solutions") { Description = "Execute the chapters' solutions too, so that verify --executed and publish --executed find them." };
        var parameter = new Option<string[]>("-p", "--parameter")
        {
            Description = "name=value: run as if the cell that sets this variable gave it this value, a C# expression. What comes goes to artifacts/trials; a claim that no longer holds ends nothing.",
        };
        var report = new Option<string?>("--report") { Description = "Also write artifacts/report.xml in this form." };
        report.AcceptOnlyFromAmong("junit");
        var command = new Command("run", "Execute chapters and write them as pages to artifacts/site; notebooks/ stays as it is.") { withSolutions, parameter, report };
        var run = new ChapterRun(command, mayBeExecuted: false);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Chapter> chapters = run.Wanted(parsed, tree);
            IEnumerable<Chapter> solutions = parsed.GetValue(withSolutions) ? tree.SolutionsOf(chapters) : [];
            (Chapter Chapter, Notebook Notebook)[] notebooks = [.. chapters.Concat(solutions).Select(chapter => (chapter, Notebook.Read(chapter.Path)))];
            ChapterParameter[] parameters = [.. (parsed.GetValue(parameter) ?? []).Select(ChapterParameter.Parse)];
            ChapterParameter.Set(parameters, notebooks);
            IReadOnlyList<ExecutedChapter> results = await run.ExecuteAsync(parsed, notebooks, token, isTrial: parameters.Length > 0);
            if (parsed.GetValue(report) is not null)
            {
                AtomicFile.Write(tree.Report, $"{new XDeclaration("1.0", "utf-8", null)}\n{JUnitReport.Of(results)}\n");
                await output.WriteLineAsync(tree.Report);
            }
            if (parameters.Length > 0)
            {
                foreach (ExecutedChapter result in results)
                {
                    string trial = Path.Combine(tree.Trials, $"{result.Chapter.Label}.ipynb");
                    result.Notebook.Write(trial);
                    await output.WriteLineAsync(trial);
                }
                return results.All(result => result.Failure is null) ? 0 : 1;
            }

            var records = new ExecutionRecords(tree);
            foreach (ExecutedChapter result in results) records.Keep(result);
            string index = new Site(tree).Write(results);
            await output.WriteLineAsync(index);
            return results.All(result => result.Failure is null) ? 0 : 1;
        }));
        return command;
    }

    /// <summary><c>publish</c>: executes chapters and writes them back in the form in which they are committed.</summary>
    public static Command Publish()
    {
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Take nothing over from the committed notebooks: draw every picture and take every measurement again.",
        };
        var command = new Command("publish", "Execute chapters and write them back: outputs, pictures, formulas, solutions, the link to the next chapter.") { fresh };
        var run = new ChapterRun(command, mayBeExecuted: true);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            List<Draft> drafts = [.. run.Wanted(parsed, tree).SelectMany(chapter => Draft.Of(tree, chapter))];
            IReadOnlyList<ExecutedChapter> results = await run.ExecuteOrFindAsync(parsed, tree, [.. drafts.Select(draft => (draft.Target, draft.Notebook))], token);

            var publisher = new Publisher(tree, Chromium.Find(), parsed.GetValue(fresh));
            IReadOnlyList<string> refused = await publisher.PublishAsync([.. drafts.Zip(results)], token);
            foreach (string line in refused) await parsed.InvocationConfiguration.Error.WriteLineAsync(line);

            string index = new Site(tree).Write(results);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(index);
            return refused.Count == 0 && results.All(result => result.Failure is null) ? 0 : 1;
        }));
        return command;
    }

    /// <summary><c>verify</c>: executes chapters and their solutions again and compares with what is committed.</summary>
    public static Command Verify()
    {
        var knobs = new Option<bool>(ChapterExecution.KnobsOption) { Description = "Also turn every knob that the text suggests, and look whether what it promises comes out." };
        var against = new Option<DirectoryInfo?>("--against") { Description = "Execute nothing: compare with notebooks of this folder, NN-title.ipynb, which something else has executed (a page, another kernel)." };
        var command = new Command("verify", "Execute chapters again and compare with what is committed; a changed number is named with both values.") { knobs, against };
        var run = new ChapterRun(command, mayBeExecuted: true) { Knobs = knobs };
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Chapter> chapters = run.Wanted(parsed, tree);
            List<(Chapter Chapter, Notebook Notebook)> committed =
                [.. chapters.Concat(parsed.GetValue(against) is null ? tree.SolutionsOf(chapters) : []).Select(chapter => (chapter, Notebook.Read(chapter.Path)))];

            string? elsewhere = parsed.GetValue(against)?.FullName;
            IReadOnlyList<ExecutedChapter> results = elsewhere is not null
                ? [.. committed.Select(one => new ExecutedChapter(one.Chapter, Notebook.Read(Path.Combine(elsewhere, Path.GetFileName(one.Chapter.Path))), null, TimeSpan.Zero))]
                : await run.ExecuteOrFindAsync(parsed, tree, committed, token);
            int differences = 0;
            foreach (((Chapter chapter, Notebook notebook), ExecutedChapter result) in committed.Zip(results).Where(pair => pair.Second.Failure is null))
            {
                IReadOnlyList<Difference> found = NotebookComparison.Compare(notebook, Publication.Outputs(notebook, result.Notebook));
                differences += found.Count;
                string name = Path.GetRelativePath(tree.Notebooks, chapter.Path);
                foreach (Difference difference in found) await output.WriteLineAsync($"{name}, {difference}");
            }

            int stuck = parsed.GetValue(knobs) ? await TellKnobsAsync(results, output) : 0;
            int failed = results.Count(result => result.Failure is not null);
            await output.WriteLineAsync($"{results.Count} notebooks, {failed} failed, {differences} differences");
            return failed + differences + stuck == 0 ? 0 : 1;
        }));
        return command;
    }

    private static async Task<int> TellKnobsAsync(IReadOnlyList<ExecutedChapter> results, TextWriter output)
    {
        var turns = results.SelectMany(result => result.Knobs.SelectMany(cell => cell.Value.Select(turn => (result.Chapter.Label, Cell: cell.Key, Turn: turn)))).ToList();
        var stuck = turns.Where(turned => turned.Turn.Trouble is not null).ToList();
        foreach (var (label, cell, turn) in stuck) await output.WriteLineAsync($"{label}, cell {cell}, knob {turn.Knob}: {turn.Trouble}");
        await output.WriteLineAsync($"{turns.Count} knobs turned, {stuck.Count} not as the text says");
        return stuck.Count;
    }

    /// <summary><c>execute FILE</c>, hidden: the child process of run, publish, verify and reseed.</summary>
    public static Command Execute()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The notebook; its cells run in the working directory." };
        var tied = new Option<bool>(ChapterExecution.TiedOption) { Description = "End when standard input closes." };
        var draw = new Option<int?>(ChapterExecution.DrawOption) { Description = "Shift every seed, each draw by another number, and only tell of what is false." };
        var knobs = new Option<bool>(ChapterExecution.KnobsOption) { Description = "Turn the knobs that the text suggests." };
        var command = new Command("execute", "Execute one notebook and write what its cells show as JSON text sequences.") { file, tied, draw, knobs };
        command.Hidden = true;
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            // Taken before a session makes the console its own.
            using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
            if (parsed.GetValue(tied)) ParentWatch.OfInput(() => Environment.Exit(1));
            Notebook notebook = Notebook.Read(parsed.GetValue(file)!.FullName);
            using var execution = new NotebookExecution(happened => output.WriteLine(happened.ToLine()), parsed.GetValue(draw), parsed.GetValue(knobs));
            return await execution.RunAsync(notebook, token) ? 0 : 1;
        }));
        return command;
    }
}
