using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// Compares two figures' JSON. Numbers of an array may differ by the tolerance times the array's largest magnitude and by
/// one unit of the last committed digit.
/// </summary>
internal static class JsonComparison
{
    /// <summary>The first difference with its path, or null where both agree.</summary>
    /// <param name="committed">The JSON in the notebook.</param>
    /// <param name="executed">The JSON that came, rounded as it would be committed.</param>
    /// <param name="rule">How strictly. Of a trained figure only the shape is compared: its values have no printed spread.</param>
    public static (string Path, string Committed, string Executed)? First(JsonNode? committed, JsonNode? executed, ComparisonRule rule) =>
        First("", committed, executed, rule, around: null);

    private static (string, string, string)? First(string path, JsonNode? committed, JsonNode? executed, ComparisonRule rule, Scale? around)
    {
        switch (committed, executed)
        {
            case (null, null):
                return null;
            case (JsonObject before, JsonObject after):
                return FirstOf(path, before, after, rule);
            case (JsonArray before, JsonArray after) when before.Count == after.Count:
                around ??= Scale.Of(before);
                return before.Zip(after).Select((pair, i) => First($"{path}[{i}]", pair.First, pair.Second, rule, around)).FirstOrDefault(found => found is not null);
            case (JsonArray before, JsonArray after):
                return (path, $"{before.Count} values", $"{after.Count} values");
            case (JsonValue before, JsonValue after) when before.GetValueKind() == after.GetValueKind():
                return Agree(before, after, rule, around ?? Scale.Of(before)) ? null : (path, before.ToString(), after.ToString());
            default:
                return (path, committed?.ToJsonString() ?? "null", executed?.ToJsonString() ?? "null");
        }
    }

    private static (string, string, string)? FirstOf(string path, JsonObject before, JsonObject after, ComparisonRule rule)
    {
        foreach (string key in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)))
        {
            string there = path.Length == 0 ? key : $"{path}.{key}";
            if (!before.ContainsKey(key)) return (there, "", after[key]?.ToJsonString() ?? "null");
            if (!after.ContainsKey(key)) return (there, before[key]?.ToJsonString() ?? "null", "");
            if (First(there, before[key], after[key], rule, around: null) is { } found) return found;
        }

        return null;
    }

    private static bool Agree(JsonValue before, JsonValue after, ComparisonRule rule, Scale around)
    {
        switch (before.GetValueKind())
        {
            case JsonValueKind.String:
                return TextComparison.First(before.ToString(), after.ToString(), rule) is null;
            case JsonValueKind.Number:
                if (rule.Strictness == Strictness.Trained) return true;
                double was = JsonNumber.Of(before)!.Value, came = JsonNumber.Of(after)!.Value;
                if (rule.Strictness == Strictness.Exact || was == came) return was == came;
                return Math.Abs(was - came) <= (rule.Relative * around.Largest) + around.UnitOf(new PrintedNumber(before.ToJsonString()));
            default:
                return true; // true, false and null are kinds of their own
        }
    }

    /// <summary>What the numbers of an array have in common.</summary>
    /// <param name="Largest">The largest magnitude.</param>
    /// <param name="Finest">The smallest unit that a number with a fraction is printed to, or null where all are whole.</param>
    private sealed record Scale(double Largest, double? Finest)
    {
        public static Scale Of(JsonNode node)
        {
            List<PrintedNumber> numbers = [.. Numbers(node)];
            return new(
                numbers.Select(number => Math.Abs(number.Value)).DefaultIfEmpty(0).Max(),
                numbers.Where(number => !number.IsWhole).Select(number => (double?)number.Unit).Min());
        }

        // JSON drops the zeros of 4.00: a whole number among fractions was rounded as they were, one among whole numbers as publishing rounds.
        public double UnitOf(PrintedNumber number) => number.IsWhole ? Finest ?? Rounded(number.Value) : number.Unit;

        private static double Rounded(double value) =>
            value == 0 ? 0 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - (PlotlyFigure.Digits - 1));

        private static IEnumerable<PrintedNumber> Numbers(JsonNode? node) => node switch
        {
            JsonArray list => list.SelectMany(Numbers),
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => [new PrintedNumber(value.ToJsonString())],
            _ => [],
        };
    }
}
