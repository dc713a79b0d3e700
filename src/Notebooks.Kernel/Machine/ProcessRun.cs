using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Notebooks.Kernel;

/// <summary>
/// Runs another program to its end. Both of its streams are read at once, so that neither fills up while the other is
/// waited for; and whatever ends the run early ends the program together with all that it has started.
/// </summary>
public static class ProcessRun
{
    // Something that the program started may outlive it and hold its streams open: nobody waits for that longer than this.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program and keeps all that it writes.</summary>
    /// <param name="file">The program: a path, or a name that the system looks up.</param>
    /// <param name="arguments">Its arguments; they are quoted where that is needed.</param>
    /// <param name="workingDirectory">The folder it starts in; null for the current one.</param>
    /// <param name="input">
    /// What it finds in its standard input, which then ends. Null leaves the input open and empty: a child that watches
    /// it sees it end when this process ends.
    /// </param>
    /// <param name="environment">Variables to set besides the inherited ones; null as a value removes one.</param>
    /// <param name="timeout">How long it may take; null for as long as it likes.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>How it ended. An exit code other than 0 is no exception.</returns>
    /// <exception cref="Win32Exception">The program was not found or may not be started.</exception>
    /// <exception cref="TimeoutException">It took longer than it may; it is no longer running.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program is no longer running.</exception>
    public static async Task<ProcessResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        string? input = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? timeout = null,
        CancellationToken token = default)
    {
        var output = new StringBuilder();
        var (exitCode, error) = await RunAsync(Start(file, arguments, workingDirectory, environment), input, reader => KeepAsync(reader, output), timeout, token);
        return new(exitCode, Text(output), error);
    }

    /// <summary>Runs a program and hands on each line of its standard output as soon as it is written.</summary>
    /// <param name="file">The program: a path, or a name that the system looks up.</param>
    /// <param name="arguments">Its arguments; they are quoted where that is needed.</param>
    /// <param name="onLine">Takes the lines, one at a time and in order. What it throws ends the run.</param>
    /// <param name="workingDirectory">The folder it starts in; null for the current one.</param>
    /// <param name="input">As in the other method.</param>
    /// <param name="environment">Variables to set besides the inherited ones; null as a value removes one.</param>
    /// <param name="timeout">How long it may take; null for as long as it likes.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>How it ended, without the output that was handed on.</returns>
    /// <exception cref="Win32Exception">The program was not found or may not be started.</exception>
    /// <exception cref="TimeoutException">It took longer than it may; it is no longer running.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program is no longer running.</exception>
    public static async Task<ProcessResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        Action<string> onLine,
        string? workingDirectory = null,
        string? input = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? timeout = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(onLine);
        var (exitCode, error) = await RunAsync(Start(file, arguments, workingDirectory, environment), input, reader => HandOnAsync(reader, onLine), timeout, token);
        return new(exitCode, "", error);
    }

    private static ProcessStartInfo Start(string file, IEnumerable<string> arguments, string? workingDirectory, IReadOnlyDictionary<string, string?>? environment)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = workingDirectory ?? "",
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = encoding, StandardOutputEncoding = encoding, StandardErrorEncoding = encoding,
            UseShellExecute = false, CreateNoWindow = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }
        return start;
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(
        ProcessStartInfo start, string? input, Func<StreamReader, Task> takeOutput, TimeSpan? timeout, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, token);
        try
        {
            var error = new StringBuilder();
            var taken = takeOutput(process.StandardOutput);
            var streams = Task.WhenAll(taken, KeepAsync(process.StandardError, error), FeedAsync(process.StandardInput, input));
            var exit = process.WaitForExitAsync(end.Token);
            if (await Task.WhenAny(exit, taken) == taken)
            {
                // Where handing on a line has failed, nobody reads the rest, and the program would wait for a reader for ever.
                await taken;
            }
            await exit;
            await Task.WhenAny(streams, Task.Delay(_grace, end.Token));
            end.Token.ThrowIfCancellationRequested();
            if (streams.IsFaulted)
            {
                await streams;
            }
            return (process.ExitCode, Text(error));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !token.IsCancellationRequested)
        {
            throw new TimeoutException($"{start.FileName} took longer than {timeout}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task KeepAsync(StreamReader reader, StringBuilder text)
    {
        char[] piece = new char[4096];
        while (await reader.ReadAsync(piece) is > 0 and var length)
        {
            lock (text)
            {
                text.Append(piece, 0, length);
            }
        }
    }

    private static async Task HandOnAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine(line);
        }
    }

    private static async Task FeedAsync(StreamWriter writer, string? input)
    {
        if (input is null)
        {
            return;
        }
        try
        {
            await writer.WriteAsync(input);
            writer.Close();
        }
        catch (IOException)
        {
            // The program has ended without reading all of it; its exit code says whether that was right.
        }
    }

    // A reader that nobody waited for may still be adding to it.
    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
