using System.CommandLine;

namespace Hopfield.Course;

/// <summary>The whole command line, and the program's beginning.</summary>
public static class CourseCommand
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Where the program begins.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> Main(string[] args) => InvokeAsync(args);

    /// <summary>Builds the root command with all verbs.</summary>
    public static RootCommand Create() => new("Hopfield.Notebooks: associative memory, from Hebb to attention, as notebooks that run.")
    {
        ChapterCommands.Run(),
        ChapterCommands.Publish(),
        ChapterCommands.Verify(),
        ReseedCommand.Create(),
        SiteCommand.Create(),
        TeachCommands.Export(),
        TeachCommands.Handout(),
        TeachCommands.Key(),
        SlidesCommand.Create(),
        BookCommand.Create(),
        ReleaseCommand.Create(),
        CollectCommand.Create(),
        GradeCommand.Create(),
        FeedbackCommand.Create(),
        ChapterCommands.Execute(),
        KernelCommands.Kernel(),
        KernelCommands.Doctor(),
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
        TimeSpan? patience = parsed.CommandResult.Command.Name == KernelCommands.StartVerb ? null : TimeSpan.FromSeconds(15);
        configuration ??= new InvocationConfiguration { ProcessTerminationTimeout = patience };
        return parsed.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>
    /// Does a command's work. What a person can mend becomes one line on standard error, an interruption its customary exit code.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">The work; its value is the exit code.</param>
    internal static async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> work)
    {
        TextWriter errors = parsed.InvocationConfiguration.Error;
        try
        {
            return await work();
        }
        catch (NotebookException error)
        {
            await errors.WriteLineAsync(error.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Interrupted: nothing was left half done.");
            return Interrupted;
        }
    }
}
