using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>The texts of all cells and of the files they loaded, to quote a line of: a function can fail long after its cell has run.</summary>
internal sealed class QuotedLines
{
    private readonly Dictionary<string, CheckpointedText> sources = [];

    public void Remember(IReadOnlyDictionary<string, CheckpointedText> texts)
    {
        foreach (var (path, text) in texts)
        {
            sources[Path.GetFullPath(path)] = text;
        }
    }

    /// <summary>The line in which a place begins; null for a text that is not known.</summary>
    public string? At(FileLinePositionSpan place) =>
        sources.TryGetValue(Path.GetFullPath(place.Path), out var source) && place.StartLinePosition.Line < source.Original.Lines.Count
            ? source.Original.Lines[place.StartLinePosition.Line].ToString() : null;

    /// <summary>The line with its number, and below it a mark under the place.</summary>
    public IEnumerable<string> Quote(FileLinePositionSpan place)
    {
        if (At(place) is not { } line)
        {
            yield break;
        }
        var (start, end) = (place.StartLinePosition, place.EndLinePosition);
        string number = $"{start.Line + 1,5} | ";
        int length = (end.Line == start.Line ? end.Character : line.TrimEnd().Length) - start.Character;
        yield return number + line.Replace('\t', ' ').TrimEnd();
        yield return new string(' ', number.Length - 2) + "| " + new string(' ', start.Character) + new string('^', Math.Max(1, length));
    }

    /// <summary>The same for a place in code that has run: its column counts the checkpoints.</summary>
    public IEnumerable<string> QuoteRun(string path, int line, int column)
    {
        var place = new LinePosition(line, sources.TryGetValue(Path.GetFullPath(path), out var source) ? source.OriginalColumn(line, column) : column);
        return Quote(new FileLinePositionSpan(path, place, place));
    }
}
