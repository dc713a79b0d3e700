using System.CommandLine;

namespace Hopfield.Course;

/// <summary><c>execute FILE</c>, hidden: the child process of run, publish and verify.</summary>
internal static class ExecuteCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The notebook; its cells run in the working directory." };
        var tied = new Option<bool>(ChildProcess.TiedOption) { Description = "End when standard input closes." };
        var command = new Command("execute", "Execute one notebook and write what its cells show as JSON text sequences.") { file, tied };
        command.Hidden = true;
        command.SetAction((parsed, token) => OneLine.GuardAsync(parsed, async () =>
        {
            // Taken before a session makes the console its own.
            using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
            if (parsed.GetValue(tied)) ParentWatch.Start();
            Notebook notebook = Notebook.Read(parsed.GetValue(file)!.FullName);
            bool well = await NotebookExecution.RunAsync(notebook, happened => output.WriteLine(happened.ToLine()), token).ConfigureAwait(false);
            return well ? 0 : 1;
        }));
        return command;
    }
}
