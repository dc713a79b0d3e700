using System.CommandLine;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>The verbs that make of chapters what readers and lecturers take away: <c>export</c>.</summary>
internal static class TeachCommands
{
    /// <summary><c>export</c>: chapters as programs of one file.</summary>
    public static Command Export()
    {
        var to = new Option<DirectoryInfo?>("--to") { Description = "The folder; artifacts/export where it is not named." };
        var command = new Command("export", "Write chapters as programs that dotnet run takes: texts as comments, values printed, figures as pages.") { to };
        var run = new ChapterRun(command);
        command.SetAction((parsed, _) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            string folder = parsed.GetValue(to)?.FullName ?? tree.Export;
            string projects = Path.GetRelativePath(folder, Path.Combine(tree.Root, "src")).Replace('\\', '/');
            foreach (Chapter chapter in run.Wanted(parsed, tree))
            {
                string file = Path.Combine(folder, $"{chapter.Name}.cs");
                AtomicFile.Write(file, ProgramExport.Write(Notebook.Read(chapter.Path), chapter.Name, projects));
                await parsed.InvocationConfiguration.Output.WriteLineAsync(file);
            }

            return 0;
        }));
        return command;
    }
}
