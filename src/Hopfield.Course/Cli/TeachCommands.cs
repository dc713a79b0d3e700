using System.CommandLine;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The verbs that make of chapters what readers and lecturers take away: <c>export</c>, <c>handout</c>, <c>key</c>.</summary>
internal static class TeachCommands
{
    /// <summary><c>export</c>: chapters as programs of one file.</summary>
    public static Command Export() => Each(
        "export", "Write chapters as programs that dotnet run takes: texts as comments, values printed, figures as pages.",
        tree => tree.Export, (tree, folder, _) => Task.FromResult<Func<Chapter, string>>(chapter =>
        {
            string file = Path.Combine(folder, $"{chapter.Name}.cs");
            string projects = Path.GetRelativePath(folder, Path.Combine(tree.Root, "src")).Replace('\\', '/');
            AtomicFile.Write(file, ProgramExport.Write(Notebook.Read(chapter.Path), chapter.Name, projects));
            return file;
        }));

    /// <summary><c>handout</c>: chapters to be handed out.</summary>
    public static Command Handout() => Each(
        "handout", "Write chapters as notebooks to hand out: without outputs, speaker notes and the way to the solutions.",
        tree => tree.Handouts, (_, folder, _) => Task.FromResult<Func<Chapter, string>>(chapter =>
        {
            string file = Path.Combine(folder, $"{chapter.Name}.ipynb");
            Course.Handout.Of(Notebook.Read(chapter.Path)).Write(file);
            return file;
        }));

    /// <summary><c>key</c>: all answers in one file.</summary>
    public static Command Key()
    {
        Option<DirectoryInfo?> to = To("artifacts");
        var command = new Command("key", "Write all answers of chapters, with the reasons, into one file, key.md.") { to };
        var run = new ChapterRun(command);
        command.SetAction((parsed, _) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            string file = Path.Combine(parsed.GetValue(to)?.FullName ?? tree.Artifacts, "key.md");
            AtomicFile.Write(file, AnswerKey.Write(run.Wanted(parsed, tree).Select(chapter =>
            {
                Notebook notebook = Notebook.Read(chapter.Path);
                return ($"{chapter.Number} · {ChapterOutline.Of(notebook, chapter.Name).Title}", notebook, ExerciseSource.Load(tree.ExercisesOf(chapter)));
            })));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(file);
            return 0;
        }));
        return command;
    }

    /// <summary>A command that writes a file for each chapter.</summary>
    /// <param name="verb">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="home">The folder where none is named.</param>
    /// <param name="begin">Writes what the files share into the folder, and says how one is written and where.</param>
    public static Command Each(
        string verb, string description, Func<CourseTree, string> home, Func<CourseTree, string, CancellationToken, Task<Func<Chapter, string>>> begin)
    {
        Option<DirectoryInfo?> to = To($"artifacts/{verb}");
        var command = new Command(verb, description) { to };
        var run = new ChapterRun(command);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            string folder = parsed.GetValue(to)?.FullName ?? home(tree);
            Func<Chapter, string> write = await begin(tree, folder, token);
            foreach (Chapter chapter in run.Wanted(parsed, tree)) await parsed.InvocationConfiguration.Output.WriteLineAsync(write(chapter));
            return 0;
        }));
        return command;
    }

    /// <summary>The option that names the folder.</summary>
    /// <param name="usual">The folder where none is named.</param>
    public static Option<DirectoryInfo?> To(string usual) => new("--to") { Description = $"The folder; {usual} where it is not named." };
}
