using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>The keys of notebooks/REFERENCES.md, and the citations in a text.</summary>
internal sealed partial class ReferenceList
{
    private readonly HashSet<string> _known;

    private ReferenceList(IReadOnlyList<string> keys)
    {
        Keys = keys;
        _known = [.. keys];
    }

    /// <summary>In the order of the file, repetitions included.</summary>
    public IReadOnlyList<string> Keys { get; }

    public static ReferenceList Read(string path) => Parse(File.Exists(path) ? File.ReadAllText(path) : "");

    public static ReferenceList Parse(string markdown) => new([.. Entry().Matches(markdown.ReplaceLineEndings("\n")).Select(m => m.Groups[1].Value)]);

    public bool Knows(string key) => _known.Contains(key);

    /// <summary>What a text cites: a key in square brackets that is neither link, picture nor the definition of a link, outside code and formulas.</summary>
    public static IEnumerable<string> Cited(string markdown) => Citation().Matches(NotProse().Replace(markdown, " ")).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^- \*\*([A-Za-z]+[0-9]{0,4}[a-z]?)\*\* · ", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?<!!)(?!^\[[^\]]*\]:)\[([A-Z][A-Za-z]+(?:[0-9]{4}[a-z]?)?)\](?![(\[])", RegexOptions.Multiline)]
    private static partial Regex Citation();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", RegexOptions.Singleline)]
    private static partial Regex NotProse();
}
