using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Hopfield.Course;

/// <summary>
/// Starts this program again as a child that ends with its parent: by its own end, by being killed together with all
/// that it started, or, where the parent was killed, by finding its standard input closed.
/// </summary>
internal static class ChildProcess
{
    /// <summary>The arguments' way to tell the child that its standard input stands for its parent's life.</summary>
    public const string TiedOption = "--tied";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs the child until it ends and hands over the lines that it writes.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables to set besides the inherited ones.</param>
    /// <param name="onLine">Takes each line of standard output.</param>
    /// <param name="cancellationToken">Kills the child and all its descendants.</param>
    /// <returns>The exit code, and what the child wrote to standard error.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; no process is left.</exception>
    public static async Task<(int ExitCode, string Errors)> RunAsync(
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        Action<string> onLine,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartInfo(arguments, folder, environment) };
        process.Start();
        try
        {
            var errors = new StringBuilder();
            Task pumps = Task.WhenAll(
                PumpAsync(process.StandardOutput, onLine, cancellationToken),
                PumpAsync(process.StandardError, line => errors.AppendLine(line), cancellationToken));
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);

            // Something that a cell started may outlive the child and hold the pipes open: it is not waited for.
            await Task.WhenAny(pumps, Task.Delay(Grace, cancellationToken)).ConfigureAwait(false);
            if (pumps.IsFaulted) await pumps.ConfigureAwait(false);
            return (process.ExitCode, errors.ToString());
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line) onLine(line);
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static ProcessStartInfo StartInfo(
        IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(Host())
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        info.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        info.ArgumentList.Add(TiedOption);
        foreach ((string name, string value) in environment) info.Environment[name] = value;
        return info;
    }

    // The shared host rather than this program's own executable: tests and the command line then start the same child.
    private static string Host()
    {
        string file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", file));
        return File.Exists(beside) ? beside : file;
    }
}
