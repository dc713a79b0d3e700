using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>publish</c>: executes chapters and writes them back in the form in which they are committed.</summary>
internal static class PublishCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Take nothing over from the committed notebooks: draw every picture and take every measurement again.",
        };
        var command = new Command("publish", "Execute chapters and write them back: outputs, pictures, formulas, solutions, the link to the next chapter.") { fresh };
        var run = new ChapterRun();
        run.AddTo(command);
        command.SetAction((parsed, token) => OneLine.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            List<Draft> drafts = [.. run.Wanted(parsed, tree).SelectMany(chapter => Draft.Of(tree, chapter))];
            IReadOnlyList<ExecutedChapter> results = await run.ExecuteAsync(
                parsed, [.. drafts.Select(draft => (draft.Target, draft.Notebook))], token).ConfigureAwait(false);

            var publisher = new Publisher(tree, Chromium.Find(), parsed.GetValue(fresh));
            IReadOnlyList<string> refused = await publisher.PublishAsync([.. drafts.Zip(results)], token).ConfigureAwait(false);
            foreach (string line in refused) await parsed.InvocationConfiguration.Error.WriteLineAsync(line).ConfigureAwait(false);

            string index = new Site(tree).Write(results);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(index).ConfigureAwait(false);
            return refused.Count == 0 && results.All(result => result.Failure is null) ? 0 : 1;
        }));
        return command;
    }
}
