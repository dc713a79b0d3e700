using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>verify</c>: executes chapters and their solutions again and compares with what is committed.</summary>
internal static class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Execute chapters again and compare with what is committed; a changed number is named with both values.");
        var run = new ChapterRun();
        run.AddTo(command);
        command.SetAction((parsed, token) => OneLine.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Chapter> chapters = run.Wanted(parsed, tree);
            HashSet<string> names = [.. chapters.Select(chapter => chapter.Name)];
            List<(Chapter Chapter, Notebook Notebook)> committed =
                [.. chapters.Concat(Chapter.In(tree.Solutions).Where(solution => names.Contains(solution.Name))).Select(chapter => (chapter, Notebook.Read(chapter.Path)))];

            IReadOnlyList<ExecutedChapter> results = await run.ExecuteAsync(parsed, committed, token).ConfigureAwait(false);
            int differences = 0;
            foreach (((Chapter chapter, Notebook notebook), ExecutedChapter result) in committed.Zip(results).Where(pair => pair.Second.Failure is null))
            {
                IReadOnlyList<Difference> found = NotebookComparison.Compare(notebook, Publication.Outputs(notebook, result.Notebook));
                differences += found.Count;
                string name = Path.GetRelativePath(tree.Notebooks, chapter.Path);
                foreach (Difference difference in found) await output.WriteLineAsync($"{name}, {difference}").ConfigureAwait(false);
            }

            int failed = results.Count(result => result.Failure is not null);
            await output.WriteLineAsync($"{results.Count} notebooks, {failed} failed, {differences} differences").ConfigureAwait(false);
            return failed + differences == 0 ? 0 : 1;
        }));
        return command;
    }
}
