using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>A program for browsers in the source tree, which this one publishes and never refers to.</summary>
internal static class BrowserProgram
{
    /// <summary>Publishes a program. The first time .NET for browsers is fetched.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="project">The project's name, a folder of <c>src</c>.</param>
    /// <param name="aheadOfTime">Whether it is compiled before it is sent, which takes .NET's workload <c>wasm-tools</c>; else the browser interprets it.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The published folder.</returns>
    /// <exception cref="NotebookException">It does not build.</exception>
    public static async Task<string> PublishAsync(CourseTree tree, string project, bool aheadOfTime, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(tree.Root, "src", project), published = Path.Combine(tree.Artifacts, "publish", project, "release");
        // Publishing adds to what is there: a file that is gone from the sources would stay.
        if (Directory.Exists(published)) Directory.Delete(published, recursive: true);
        ProcessResult end = await ProcessRun.RunAsync("dotnet", ["publish", folder, "-c", "Release", "--nologo", "-v", "quiet", $"-p:RunAOTCompilation={aheadOfTime}"], tree.Root, "", token: cancellationToken);
        if (end.ExitCode == 0) return Path.Combine(published, "wwwroot");
        string reason = end.Output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? end.Error;
        throw new NotebookException($"{project} could not be built for browsers (dotnet publish {folder}): {reason.Trim()}");
    }
}
