using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Notebooks.Kernel;

/// <summary>
/// Fetches packages through the .NET SDK, which knows the person's sources and picks the right files. What was found once
/// is remembered, so that the same packages need neither the network nor the SDK a second time.
/// </summary>
/// <param name="folder">Where the findings are kept; it may be deleted at any time. Null for a folder among the user's own data.</param>
public sealed partial class DotnetPackages(string? folder = null)
{
    private readonly string _home = folder ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "notebooks-kernel", "packages");

    /// <summary>Fetches packages with all that they need.</summary>
    /// <param name="packages">The versions by the names of the packages; <c>*</c> for the newest.</param>
    /// <param name="cancel">Ends the SDK's work.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="InvalidOperationException">A package was not found, or there is no SDK; the message says which.</exception>
    public async Task<IReadOnlyList<string>> RestoreAsync(IReadOnlyDictionary<string, string> packages, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(packages);
        // One folder for each set of packages and each folder of a notebook, whose NuGet.config may name other sources.
        string set = string.Join(';', packages.Select(package => $"{package.Key},{package.Value}").Append(Directory.GetCurrentDirectory()));
        string place = Path.Combine(_home, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))[..16]);
        return Remembered(place) ?? await RestoreAsync(place, packages, cancel);
    }

    private static string[]? Remembered(string place)
    {
        string list = Path.Combine(place, "files.txt");
        return File.Exists(list) && File.ReadAllLines(list) is var files && Array.TrueForAll(files, File.Exists) ? files : null;
    }

    private static async Task<IReadOnlyList<string>> RestoreAsync(string place, IReadOnlyDictionary<string, string> packages, CancellationToken cancel)
    {
        Directory.CreateDirectory(place);
        string project = Path.Combine(place, "packages.csproj");
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("CopyLocalLockFileAssemblies", "true"),
                new XElement("RestoreRootConfigDirectory", Directory.GetCurrentDirectory())),
            new XElement("ItemGroup", packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Key), new XAttribute("Version", package.Value)))),
            new XElement("Target", new XAttribute("Name", "List"), new XAttribute("DependsOnTargets", "ResolveAssemblyReferences"),
                new XElement("WriteLinesToFile", new XAttribute("File", "files.new"), new XAttribute("Lines", "@(ReferenceCopyLocalPaths)"), new XAttribute("Overwrite", "true")))).Save(project);
        var result = await RunAsync(place, ["msbuild", project, "-restore", "-t:List", "-nologo", "-v:quiet", "-tl:off", "-nodeReuse:false", "-p:NuGetAudit=false"], cancel);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException("The package could not be fetched: " + Reasons(result.Output + result.Error));
        }
        File.Move(Path.Combine(place, "files.new"), Path.Combine(place, "files.txt"), overwrite: true);
        return Remembered(place) ?? [];
    }

    private static async Task<ProcessResult> RunAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        try
        {
            return await ProcessRun.RunAsync("dotnet", arguments, folder, token: cancel);
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

    [GeneratedRegex(@"error ((?:NU|MSB|NETSDK)\d+: .*?)(?: \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Reason();
}
