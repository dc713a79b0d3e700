using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>The packages that the cells of a session have named so far.</summary>
/// <param name="restore">Fetches them; null where the host fetches none.</param>
internal sealed partial class Packages(PackageRestore? restore)
{
    private readonly SortedDictionary<string, string> _wanted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a package to those of the session and returns the library files of all of them.</summary>
    /// <param name="directive"><c>nuget: Id</c> or <c>nuget: Id, Version</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The line is of another form, or the package could not be fetched; the message says why.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(string directive, CancellationToken cancel)
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
        var before = _wanted.GetValueOrDefault(id);
        _wanted[id] = match.Groups[2].Success ? match.Groups[2].Value : before ?? "*";
        try
        {
            return await restore(_wanted, cancel);
        }
        catch
        {
            _wanted.Remove(id);
            if (before is not null)
            {
                _wanted[id] = before;
            }
            throw;
        }
    }

    [GeneratedRegex(@"^nuget:\s*([\w.-]+)\s*(?:,\s*([^\s,]+)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Syntax();
}
