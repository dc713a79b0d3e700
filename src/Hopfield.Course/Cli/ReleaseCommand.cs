using System.CommandLine;
using System.Text.RegularExpressions;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary><c>release</c>: an assignment to give to students.</summary>
internal static partial class ReleaseCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var to = new Option<DirectoryInfo?>("--to") { Description = "The folder in which the assignment's folder is made; artifacts/release where it is not named.", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "The assignment's name; chapters-NN-NN where it is not named." };
        var nbgrader = new Option<bool>("--nbgrader") { Description = "Write DIR/source/NAME with nbgrader's metadata, and its settings: for its generate_assignment, collect and autograde." };
        var repository = new Option<string?>("--repository") { Description = "The course's address, for links to what is not given; git's remote where it is not named." };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } given && !Name().IsMatch(given)) result.AddError($"--name is the name of a folder: letters, digits, - and _; it is {given}.");
        });
        var command = new Command("release", "Write chapters as an assignment: notebooks without outputs, notes and solutions, what to do with them, and a manifest that grade knows.") { to, name, nbgrader, repository };
        var run = new ChapterRun(command);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            CourseTree tree = run.Tree(parsed);
            IReadOnlyList<Chapter> chapters = run.Wanted(parsed, tree);
            bool marked = parsed.GetValue(nbgrader);
            string folder = parsed.GetValue(to)?.FullName ?? tree.Released;
            var assignment = new Assignment(
                parsed.GetValue(name) ?? $"chapters-{string.Join('-', chapters.Select(chapter => chapter.Number))}",
                [.. chapters.Select(chapter => (chapter, ExerciseSource.Load(tree.ExercisesOf(chapter))))]);
            Hosting hosting = await Hosting.FindAsync(tree.Root, parsed.GetValue(repository), null, token);
            foreach (string file in assignment.Write(Path.Combine(folder, marked ? "source" : "", assignment.Name), hosting, marked)) await output.WriteLineAsync(file);
            string settings = Path.Combine(folder, "nbgrader_config.py");
            if (!marked) return 0;
            if (!File.Exists(settings)) AtomicFile.Write(settings, NbgraderCells.Settings.ReplaceLineEndings("\n"));
            else if (File.ReadAllText(settings) != NbgraderCells.Settings.ReplaceLineEndings("\n")) await output.WriteLineAsync("The settings below are yours and stay: c.ClearSolutions.enabled = False has to be among them.");
            await output.WriteLineAsync(settings);
            return 0;
        }));
        return command;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_-]*$")]
    private static partial Regex Name();
}
