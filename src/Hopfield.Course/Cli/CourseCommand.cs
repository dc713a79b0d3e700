using System.CommandLine;

namespace Hopfield.Course;

/// <summary>The whole command line.</summary>
public static class CourseCommand
{
    /// <summary>Builds the root command with all verbs.</summary>
    public static RootCommand Create() => new("Hopfield.Notebooks: associative memory, from Hebb to attention, as notebooks that run.")
    {
        RunCommand.Create(),
        PublishCommand.Create(),
        VerifyCommand.Create(),
        ExecuteCommand.Create(),
        KernelCommand.Create(),
        DoctorCommand.Create(),
    };

    /// <summary>Reads a command line and does what it says.</summary>
    /// <param name="args">The words.</param>
    /// <param name="configuration">Where output goes; the console where it is null.</param>
    /// <param name="cancellationToken">Ends the work, as Ctrl-C does.</param>
    /// <returns>0 where all went well, 1 where a chapter or a comparison failed, 130 after an interruption.</returns>
    public static Task<int> InvokeAsync(string[] args, InvocationConfiguration? configuration = null, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = Create().Parse(args);
        // Killing children and their children takes a moment; the default of two seconds could cut it short.
        // A kernel ends when its front end says so: Ctrl-C in the front end's terminal means the running cell at most.
        TimeSpan? patience = parsed.CommandResult.Command.Name == KernelCommand.StartVerb ? null : TimeSpan.FromSeconds(15);
        configuration ??= new InvocationConfiguration { ProcessTerminationTimeout = patience };
        return parsed.InvokeAsync(configuration, cancellationToken);
    }
}
