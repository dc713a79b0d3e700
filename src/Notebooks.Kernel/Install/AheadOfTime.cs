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
        var result = await ProcessRun.RunAsync("dotnet", words, token: cancel);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"The copy could not be compiled ahead of time; --no-r2r does without.\n{(result.Output + result.Error).Trim()}");
        }
    }
}
