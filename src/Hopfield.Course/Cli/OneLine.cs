using System.CommandLine;

namespace Hopfield.Course;

/// <summary>Turns what a person can mend into one line on standard error, and an interruption into its customary exit code.</summary>
internal static class OneLine
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Does a command's work.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">The work; its value is the exit code.</param>
    public static async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> work)
    {
        TextWriter errors = parsed.InvocationConfiguration.Error;
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (NotebookException error)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Interrupted: nothing was left half done.").ConfigureAwait(false);
            return Interrupted;
        }
    }
}
