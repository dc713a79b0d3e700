using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>The symbols of notebooks/SYMBOLS.md: which letters a formula of a chapter may use.</summary>
internal sealed partial class SymbolTable
{
    private readonly HashSet<string> _everywhere = [];
    private readonly HashSet<(string Chapter, string Symbol)> _inChapter = [];

    /// <summary>The names in the last column: members of the engine.</summary>
    public IReadOnlyList<string> CodeNames { get; private init; } = [];

    public static SymbolTable Read(string path) => Parse(File.Exists(path) ? File.ReadAllText(path) : "");

    /// <summary>Reads the tables; one whose second column is called "chapters" holds for those chapters alone.</summary>
    public static SymbolTable Parse(string markdown)
    {
        var names = new List<string>();
        var table = new SymbolTable { CodeNames = names };
        bool scoped = false;
        foreach (string line in markdown.Split('\n').Where(l => l.StartsWith('|')))
        {
            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())];
            if (cells[0] == "symbol")
            {
                scoped = cells[1] == "chapters";
                continue;
            }
            names.AddRange(Code().Matches(cells[^1]).Select(m => m.Groups[1].Value));
            foreach (var symbol in CourseMarkdown.Formulas(cells[0]).SelectMany(f => TexSymbols.In(f.Tex)))
            {
                if (!scoped) table._everywhere.Add(symbol.Whole);
                else foreach (string chapter in cells[1].Split(',', StringSplitOptions.TrimEntries)) table._inChapter.Add((chapter, symbol.Whole));
            }
        }
        return table;
    }

    /// <summary>True when the letter is listed with this subscript, or without one and its subscript consists of numbers, words and listed letters.</summary>
    public bool Knows(TexSymbol symbol, string chapter) =>
        Lists(symbol.Whole, chapter)
        || (Lists(symbol.Base, chapter) && TexSymbols.In(symbol.Subscript).All(s => Lists(s.Base, chapter)));

    private bool Lists(string symbol, string chapter) => _everywhere.Contains(symbol) || _inChapter.Contains((chapter, symbol));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
