using System.CommandLine;
using Hopfield.Course.Execution;

namespace Hopfield.Course.CommandLine;

/// <summary><c>execute FILE</c>, hidden: the child process of run, publish and verify.</summary>
internal static class ExecuteCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The notebook." };
        var tied = new Option<bool>(ChildProcess.TiedOption) { Description = "End when standard input closes." };
        var command = new Command("execute", "Execute one notebook and write what its cells show as JSON text sequences.") { file, tied };
        command.Hidden = true;
        command.SetAction((parsed, token) => OneLine.GuardAsync(parsed, () =>
        {
            if (parsed.GetValue(tied)) ParentWatch.Start();
            return Task.FromResult(0);
        }));
        return command;
    }
}
