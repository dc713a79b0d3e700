using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Notebooks.Session;

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
    /// <param name="request">The packages and where to look for them besides the person's own sources.</param>
    /// <param name="cancel">Ends the SDK's work.</param>
    /// <returns>The files and the packages.</returns>
    /// <exception cref="InvalidOperationException">A package was not found, or there is no SDK; the message says which.</exception>
    public async Task<RestoredPackages> RestoreAsync(PackageRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        // One folder for each set of packages and each folder of a notebook, whose NuGet.config may name other sources.
        string set = string.Join(';', request.Versions.Select(package => $"{package.Key},{package.Value}").Concat(request.Sources).Append(Directory.GetCurrentDirectory()));
        string place = Path.Combine(_home, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))[..16]);
        return Remembered(place) ?? await RestoreAsync(place, request, cancel);
    }

    private static RestoredPackages? Remembered(string place)
    {
        string list = Path.Combine(place, "restored.json");
        return File.Exists(list) && JsonSerializer.Deserialize<RestoredPackages>(File.ReadAllText(list)) is { } restored
            && restored.Files.All(File.Exists) && restored.Packages.All(package => Directory.Exists(package.Folder)) ? restored : null;
    }

    private static async Task<RestoredPackages> RestoreAsync(string place, PackageRequest request, CancellationToken cancel)
    {
        Directory.CreateDirectory(place);
        string project = Path.Combine(place, "packages.csproj");
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("CopyLocalLockFileAssemblies", "true"),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', request.Sources)),
                new XElement("RestoreRootConfigDirectory", Directory.GetCurrentDirectory())),
            new XElement("ItemGroup", request.Versions.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Key), new XAttribute("Version", package.Value)))),
            new XElement("Target", new XAttribute("Name", "List"), new XAttribute("DependsOnTargets", "ResolveAssemblyReferences"),
                new XElement("WriteLinesToFile", new XAttribute("File", "files.txt"), new XAttribute("Lines", "@(ReferenceCopyLocalPaths)"), new XAttribute("Overwrite", "true")))).Save(project);
        var result = await RunAsync(place, ["msbuild", project, "-restore", "-t:List", "-nologo", "-v:quiet", "-tl:off", "-nodeReuse:false", "-p:NuGetAudit=false"], cancel);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException("The package could not be fetched: " + Reasons(result.Output + result.Error));
        }
        string files = Path.Combine(place, "files.txt");
        // Without a library among the packages there is no list.
        var restored = new RestoredPackages(File.Exists(files) ? File.ReadAllLines(files) : [], Packages(Path.Combine(place, "obj", "project.assets.json")));
        AtomicFile.Write(Path.Combine(place, "restored.json"), JsonSerializer.Serialize(restored));
        return restored;
    }

    // Where NuGet has put each package: in the first of its folders that has it.
    private static List<RestoredPackage> Packages(string assets)
    {
        var json = JsonNode.Parse(File.ReadAllText(assets))!;
        string[] folders = [.. json["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        return
        [
            .. from library in json["libraries"]!.AsObject()
               where (string?)library.Value!["type"] == "package"
               let name = library.Key.Split('/')
               let folder = folders.Select(folder => Path.Combine(folder, (string)library.Value!["path"]!)).FirstOrDefault(Directory.Exists)
               where folder is not null
               select new RestoredPackage(name[0], name[1], folder),
        ];
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
