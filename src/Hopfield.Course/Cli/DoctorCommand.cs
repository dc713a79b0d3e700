using System.CommandLine;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary><c>doctor</c>: says on one screen why a notebook finds its kernel, or does not.</summary>
internal static class DoctorCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Option<string?> prefix = KernelCommand.Prefix();
        var command = new Command("doctor", "Look at what a notebook needs to find its kernel, and start it once.") { prefix };
        command.SetAction(parsed => new Doctor(CourseKernel.Install, parsed.InvocationConfiguration.Output).Examine(parsed.GetValue(prefix)) ? 0 : 1);
        return command;
    }
}
