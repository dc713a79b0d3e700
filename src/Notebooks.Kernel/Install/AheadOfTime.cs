using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Notebooks.Kernel;

/// <summary>Compiles a program for this machine before it is run (ReadyToRun), through the .NET SDK.</summary>
internal static class AheadOfTime
{
    /// <exception cref="InvalidOperationException">It could not be done; the message says why.</exception>
    public static async Task CompileAsync(string project, string folder, CancellationToken cancel)
    {
        if (!File.Exists(project))
        {
            throw new InvalidOperationException($"{project} was not found: install from a build of the sources, or with --no-r2r.");
        }
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        string[] words = ["publish", project, "-c", "Release", "-r", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", folder, "-nologo", "-v:quiet", "-tl:off"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!;
        using var ending = cancel.Register(() => process.Kill(entireProcessTree: true));
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The copy could not be compiled ahead of time; --no-r2r does without.\n{output.Trim()}");
        }
    }
}
