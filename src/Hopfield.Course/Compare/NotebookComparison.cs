using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// Compares a notebook's committed outputs with those of a new run, each cell by the rule that its tags name. Pictures are
/// not compared (they are made from the figures' data, which are), nor are display identifiers.
/// </summary>
public static class NotebookComparison
{
    /// <summary>Compares two states of one notebook.</summary>
    /// <param name="committed">The notebook as it is kept.</param>
    /// <param name="executed">The notebook after a run, its outputs in the form in which they would be published.</param>
    /// <returns>At most one difference a cell, in order; empty where the run agrees.</returns>
    public static IReadOnlyList<Difference> Compare(Notebook committed, Notebook executed)
    {
        ArgumentNullException.ThrowIfNull(committed);
        ArgumentNullException.ThrowIfNull(executed);
        if (committed.Cells.Count != executed.Cells.Count)
            throw new ArgumentException($"Both must be one notebook: {committed.Cells.Count} cells and {executed.Cells.Count} cells came.", nameof(executed));
        return [.. committed.Cells.Zip(executed.Cells)
            .Where(pair => pair.First.IsCode)
            .Select(pair => Compare(pair.First, pair.Second))
            .OfType<Difference>()];
    }

    /// <summary>Compares the outputs of one cell.</summary>
    /// <param name="committed">The cell as it is kept; its tags name the rule.</param>
    /// <param name="executed">The cell after a run.</param>
    /// <returns>The first difference, or null.</returns>
    public static Difference? Compare(NotebookCell committed, NotebookCell executed)
    {
        ArgumentNullException.ThrowIfNull(committed);
        ArgumentNullException.ThrowIfNull(executed);
        ComparisonRule rule = ComparisonRule.Of(committed);
        JsonArray before = committed.Outputs, after = executed.Outputs;
        if (committed.ExecutionCount is null && executed.ExecutionCount is not null)
            return new(committed.Number, "", "no execution", "one");
        if (rule.Strictness == Strictness.Measured) return null;
        if (before.Count != after.Count || !before.Zip(after).All(pair => Kind(pair.First) == Kind(pair.Second)))
            return new(committed.Number, "outputs", Kinds(before), Kinds(after));

        for (int i = 0; i < before.Count; i++)
        {
            if (First(before[i]!, after[i]!, rule) is { } found)
                return new(committed.Number, found.Where, found.Committed, found.Executed);
        }

        return null;
    }

    private static (string Where, string Committed, string Executed)? First(JsonNode before, JsonNode after, ComparisonRule rule)
    {
        if (before["data"] is not JsonObject data) return Texts("text", before["text"] ?? before["evalue"], after["text"] ?? after["evalue"], rule);
        var others = (JsonObject)after["data"]!;
        foreach (string type in data.Select(part => part.Key).Union(others.Select(part => part.Key)).Where(type => type != PlotlyFigure.PictureType))
        {
            if (data[type] is not { } one) return (type, "", "one");
            if (others[type] is not { } other) return (type, "one", "");
            (string, string, string)? found = MultilineText.Is(one) && MultilineText.Is(other)
                ? Texts(type, one, other, rule)
                : JsonComparison.First(one, other, rule);
            if (found is not null) return found;
        }

        return null;
    }

    private static (string, string, string)? Texts(string where, JsonNode? before, JsonNode? after, ComparisonRule rule) =>
        TextComparison.First(MultilineText.Join(before), MultilineText.Join(after), rule) is { } found
            ? (where, found.Committed, found.Executed)
            : null;

    private static string Kind(JsonNode? output) => $"{output!["output_type"]}{(output["name"] is { } name ? $" {name}" : "")}";

    private static string Kinds(JsonArray outputs) => string.Join(", ", outputs.Select(Kind));
}

/// <summary>One thing that is not as it was committed.</summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Where">The part of the cell's outputs, or empty.</param>
/// <param name="Committed">What the notebook holds.</param>
/// <param name="Executed">What came this time.</param>
public sealed record Difference(int Cell, string Where, string Committed, string Executed)
{
    private const int MaxLength = 80;

    /// <summary>Place and both values in one line.</summary>
    public override string ToString()
    {
        string place = Where.Length == 0 ? "" : $", {Where}";
        return $"cell {Cell}{place}: {Shorten(Committed)} is committed, {Shorten(Executed)} came";
    }

    private static string Shorten(string value)
    {
        string line = value.ReplaceLineEndings("⏎").Trim();
        return line.Length == 0 ? "nothing" : line.Length <= MaxLength ? line : $"{line[..MaxLength]}…";
    }
}
