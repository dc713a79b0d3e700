using System.Text.Json;
using System.Text.Json.Nodes;
using Hopfield.Course.Notebooks;

namespace Hopfield.Course.Verification;

/// <summary>Compares two figures' JSON. Numbers of an array may differ by the tolerance times the array's largest magnitude.</summary>
internal static class JsonComparison
{
    /// <summary>The first difference with its path, or null where both agree.</summary>
    /// <param name="committed">The JSON in the notebook.</param>
    /// <param name="executed">The JSON that came, rounded as it would be committed.</param>
    /// <param name="rule">How strictly. Of a trained figure only the shape is compared: its values have no printed spread.</param>
    public static (string Path, string Committed, string Executed)? First(JsonNode? committed, JsonNode? executed, ComparisonRule rule) =>
        First("", committed, executed, rule, scale: null);

    private static (string, string, string)? First(string path, JsonNode? committed, JsonNode? executed, ComparisonRule rule, double? scale)
    {
        switch (committed, executed)
        {
            case (null, null):
                return null;
            case (JsonObject before, JsonObject after):
                return FirstOf(path, before, after, rule);
            case (JsonArray before, JsonArray after) when before.Count == after.Count:
                scale ??= Numbers(before).Select(Math.Abs).DefaultIfEmpty(0).Max();
                return before.Zip(after).Select((pair, i) => First($"{path}[{i}]", pair.First, pair.Second, rule, scale)).FirstOrDefault(found => found is not null);
            case (JsonArray before, JsonArray after):
                return (path, $"{before.Count} values", $"{after.Count} values");
            case (JsonValue before, JsonValue after) when before.GetValueKind() == after.GetValueKind():
                return Agree(before, after, rule, scale) ? null : (path, before.ToString(), after.ToString());
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
            if (First(there, before[key], after[key], rule, scale: null) is { } found) return found;
        }

        return null;
    }

    private static bool Agree(JsonValue before, JsonValue after, ComparisonRule rule, double? scale)
    {
        switch (before.GetValueKind())
        {
            case JsonValueKind.String:
                return TextComparison.First(before.ToString(), after.ToString(), rule) is null;
            case JsonValueKind.Number:
                if (rule.Strictness == Strictness.Trained) return true;
                double was = JsonNumber.Of(before)!.Value, came = JsonNumber.Of(after)!.Value;
                if (rule.Strictness == Strictness.Exact || was == came) return was == came;
                double unit = new PrintedNumber(before.ToJsonString()).Unit;
                return Math.Abs(was - came) <= rule.Relative * (scale ?? Math.Abs(was)) + unit;
            default:
                return true; // true, false and null are kinds of their own
        }
    }

    private static IEnumerable<double> Numbers(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Numbers),
        _ => JsonNumber.Of(node) is { } number ? [number] : [],
    };
}
