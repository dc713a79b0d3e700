using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>run</c>: executes chapters and writes the pages. It never touches <c>notebooks/</c>.</summary>
internal static class RunCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("run", "Execute chapters and write them as pages to artifacts/site; notebooks/ stays as it is.");
        var run = new ChapterRun();
        run.AddTo(command);
        command.SetAction((parsed, token) => OneLine.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            List<(Chapter, Notebook)> notebooks = [.. run.Wanted(parsed, tree).Select(chapter => (chapter, Notebook.Read(chapter.Path)))];
            IReadOnlyList<ExecutedChapter> results = await run.ExecuteAsync(parsed, notebooks, token).ConfigureAwait(false);
            string index = new Site(tree).Write(results);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(index).ConfigureAwait(false);
            return results.All(result => result.Failure is null) ? 0 : 1;
        }));
        return command;
    }
}
