using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Notebooks.Kernel;

/// <summary>
/// Fetches packages through the .NET SDK, which knows the person's sources and picks the right files. What was found once
/// is remembered, so that the same packages need neither the network nor the SDK a second time.
/// </summary>
/// <param name="folder">Where the findings are kept.</param>
internal sealed partial class Packages(string folder)
{
    private readonly SortedDictionary<string, string> wanted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a package to those of the session and returns the library files of all of them.</summary>
    /// <param name="directive"><c>nuget: Id</c> or <c>nuget: Id, Version</c>.</param>
    /// <param name="cancel">Ends the SDK's work.</param>
    /// <exception cref="InvalidOperationException">The package was not found, or there is no SDK; the message says which.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(string directive, CancellationToken cancel)
    {
        var match = Syntax().Match(directive);
        if (!match.Success)
        {
            throw new InvalidOperationException($"A package is named as \"nuget: Id, Version\"; \"{directive}\" is not of that form.");
        }
        string id = match.Groups[1].Value;
        var before = wanted.GetValueOrDefault(id);
        wanted[id] = match.Groups[2].Success ? match.Groups[2].Value : before ?? "*";
        try
        {
            return Remembered() ?? await RestoreAsync(cancel);
        }
        catch
        {
            wanted.Remove(id);
            if (before is not null)
            {
                wanted[id] = before;
            }
            throw;
        }
    }

    // One folder for each set of packages and each folder of a notebook, whose NuGet.config may name other sources.
    private string Folder => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', wanted.Select(package => $"{package.Key},{package.Value}").Append(Directory.GetCurrentDirectory())))))[..16]);

    private string[]? Remembered()
    {
        string list = Path.Combine(Folder, "files.txt");
        return File.Exists(list) && File.ReadAllLines(list) is var files && Array.TrueForAll(files, File.Exists) ? files : null;
    }

    private async Task<IReadOnlyList<string>> RestoreAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        string project = Path.Combine(Folder, "packages.csproj");
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("CopyLocalLockFileAssemblies", "true"),
                new XElement("RestoreRootConfigDirectory", Directory.GetCurrentDirectory())),
            new XElement("ItemGroup", wanted.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Key), new XAttribute("Version", package.Value)))),
            new XElement("Target", new XAttribute("Name", "List"), new XAttribute("DependsOnTargets", "ResolveAssemblyReferences"),
                new XElement("WriteLinesToFile", new XAttribute("File", "files.new"), new XAttribute("Lines", "@(ReferenceCopyLocalPaths)"), new XAttribute("Overwrite", "true")))).Save(project);
        var result = await RunAsync(["msbuild", project, "-restore", "-t:List", "-nologo", "-v:quiet", "-tl:off", "-nodeReuse:false", "-p:NuGetAudit=false"], cancel);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException("The package could not be fetched: " + Reasons(result.Output + result.Error));
        }
        File.Move(Path.Combine(Folder, "files.new"), Path.Combine(Folder, "files.txt"), overwrite: true);
        return Remembered() ?? [];
    }

    private async Task<ProcessResult> RunAsync(string[] arguments, CancellationToken cancel)
    {
        try
        {
            return await ProcessRun.RunAsync("dotnet", arguments, Folder, token: cancel);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("Fetching a package needs the .NET SDK, and `dotnet` was not found.");
        }
    }

    // MSBuild writes "file : error NU1101: text [project]", the same several times.
    private static string Reasons(string output)
    {
        string[] reasons = [.. Reason().Matches(output).Select(match => match.Groups[1].Value.Trim()).Distinct()];
        return reasons.Length > 0 ? string.Join(" ", reasons) : output.Trim();
    }

    [GeneratedRegex(@"^nuget:\s*([\w.-]+)\s*(?:,\s*([^\s,]+)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"error ((?:NU|MSB|NETSDK)\d+: .*?)(?: \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Reason();
}
