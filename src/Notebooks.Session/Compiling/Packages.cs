using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>The packages that the cells of a session have named so far, and where they are looked for.</summary>
/// <param name="restore">Fetches them; null where the host fetches none.</param>
internal sealed partial class Packages(PackageRestore? restore)
{
    private readonly SortedDictionary<string, string> _wanted = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];

    /// <summary>Adds a place to look for packages.</summary>
    /// <param name="directive">What stands behind <c>#i</c>: <c>nuget:</c> and a folder or an address.</param>
    /// <exception cref="InvalidOperationException">The line is of another form.</exception>
    public void AddSource(string directive)
    {
        const string start = "nuget:";
        string place = directive.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? directive[start.Length..].Trim() : "";
        if (place.Length == 0)
        {
            throw new InvalidOperationException($"A source of packages is named as #i \"nuget: FOLDER or ADDRESS\"; \"{directive}\" is not of that form.");
        }
        string source = Uri.TryCreate(place, UriKind.Absolute, out var address) && !address.IsFile ? place : Path.GetFullPath(address?.IsFile == true ? address.LocalPath : place);
        if (address?.IsFile != false && !Directory.Exists(source))
        {
            throw new InvalidOperationException($"The folder {source} is not there, so it cannot be a source of packages; a relative path starts at the notebook's folder.");
        }
        if (!_sources.Contains(source))
        {
            _sources.Add(source);
        }
    }

    /// <summary>Adds a package to those of the session and fetches all of them.</summary>
    /// <param name="directive"><c>nuget: Id</c> or <c>nuget: Id, Version</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The line is of another form, the package is in use in another version, or it could not be fetched; the message says why.</exception>
    public async Task<RestoredPackages> AddAsync(string directive, CancellationToken cancel)
    {
        var match = Syntax().Match(directive);
        if (!match.Success)
        {
            throw new InvalidOperationException($"A package is named as \"nuget: Id, Version\"; \"{directive}\" is not of that form.");
        }
        if (restore is null)
        {
            throw new InvalidOperationException("Packages cannot be fetched here; name the file of a library instead: #r \"file.dll\".");
        }
        string id = match.Groups[1].Value;
        string? before = _wanted.GetValueOrDefault(id), version = match.Groups[2].Success ? match.Groups[2].Value : null;
        if (before is not null && version is not null && version != before)
        {
            throw new InvalidOperationException($"{id} is in use in version {(before == "*" ? "that was the newest" : before)} since an earlier cell: restart the kernel to use {version}.");
        }
        _wanted[id] = version ?? before ?? "*";
        try
        {
            return await restore(new PackageRequest(_wanted, _sources), cancel);
        }
        catch when (before is null)
        {
            _wanted.Remove(id);
            throw;
        }
    }

    [GeneratedRegex(@"^nuget:\s*([\w.-]+)\s*(?:,\s*([^\s,]+)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Syntax();
}
