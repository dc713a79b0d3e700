using System.ComponentModel;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>A node package that the course uses where node is there: installed from its list of versions into a folder that may be deleted at any time.</summary>
/// <param name="package">The folder with <c>package.json</c>, the list of versions and whatever else is run there.</param>
/// <param name="workshop">The folder into which it is installed.</param>
/// <param name="missing">What is said where node or npm is not there.</param>
internal sealed class NodePackage(string package, string workshop, string missing)
{
    private const string Lock = "package-lock.json";

    /// <summary>Installs the package; anew where its list of versions has changed.</summary>
    /// <param name="cancellationToken">Ends npm and all that it started.</param>
    /// <exception cref="NotebookException">npm fails or was not found.</exception>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        string installed = Path.Combine(workshop, "node_modules", "installed.json");
        string wanted = await File.ReadAllTextAsync(Path.Combine(package, Lock), cancellationToken);
        foreach (string file in Directory.EnumerateFiles(package)) AtomicFile.Write(Path.Combine(workshop, Path.GetFileName(file)), await File.ReadAllBytesAsync(file, cancellationToken));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, cancellationToken) == wanted) return;

        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        await RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "", cancellationToken);
        AtomicFile.Write(installed, wanted);
    }

    /// <summary>Runs a program in the folder.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Ends it and all that it started.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="NotebookException">It ended with another code than 0, or was not found.</exception>
    public async Task<string> RunAsync(string program, string[] arguments, string input, CancellationToken cancellationToken)
    {
        try
        {
            ProcessResult end = await ProcessRun.RunAsync(program, arguments, workshop, input, token: cancellationToken);
            if (end.ExitCode == 0) return end.Output;
            string reason = end.Error.Split('\n').FirstOrDefault(line => line.Trim().Length > 0) ?? "no reason given";
            throw new NotebookException($"{program} {arguments[0]} ended with code {end.ExitCode}: {reason.Trim()}");
        }
        catch (Win32Exception error)
        {
            throw new NotebookException($"{missing}: {error.Message}", error);
        }
    }
}
