using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// Writes JSON as Jupyter does: keys in order, one space of indent a level, nothing escaped that need not be. The same
/// tree always gives the same text, so a notebook changes in version control only where it changed.
/// </summary>
/// <remarks>
/// One departure: inside a <c>+json</c> display (a figure) a list of plain values stays on one line. Jupyter gives each
/// number a line of its own, which more than doubles a surface; here a line of the file is a row of the figure.
/// </remarks>
public static class JupyterJson
{
    /// <summary>Writes a tree, with a line feed at the end.</summary>
    /// <param name="node">The tree; numbers that were parsed keep the digits they had.</param>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, depth: 0, compactLists: false);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth, bool compactLists)
    {
        switch (node)
        {
            case JsonObject map:
                AppendObject(text, map, depth, compactLists);
                break;
            case JsonArray list when compactLists && list.All(IsPlain):
                AppendLine(text, list);
                break;
            case JsonArray list:
                AppendArray(text, list, depth, compactLists);
                break;
            default:
                AppendPlain(text, node);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject map, int depth, bool compactLists)
    {
        if (map.Count == 0)
        {
            text.Append("{}");
            return;
        }

        string separator = "{";
        foreach ((string key, JsonNode? value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            NewLine(text, depth + 1);
            AppendString(text, key);
            text.Append(": ");
            Append(text, value, depth + 1, compactLists || key.EndsWith("+json", StringComparison.Ordinal));
            separator = ",";
        }

        NewLine(text, depth);
        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonArray list, int depth, bool compactLists)
    {
        if (list.Count == 0)
        {
            text.Append("[]");
            return;
        }

        string separator = "[";
        foreach (JsonNode? item in list)
        {
            text.Append(separator);
            NewLine(text, depth + 1);
            Append(text, item, depth + 1, compactLists);
            separator = ",";
        }

        NewLine(text, depth);
        text.Append(']');
    }

    private static void AppendLine(StringBuilder text, JsonArray list)
    {
        text.Append('[');
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0) text.Append(',');
            AppendPlain(text, list[i]);
        }

        text.Append(']');
    }

    private static bool IsPlain(JsonNode? node) => node is null or JsonValue;

    private static void AppendPlain(StringBuilder text, JsonNode? node)
    {
        if (node is not null && node.GetValueKind() == JsonValueKind.String)
            AppendString(text, node.GetValue<string>());
        else
            text.Append(node?.ToJsonString() ?? "null");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }

    private static void NewLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth);
}

/// <summary>nbformat's "multiline string": a text that is one string or a list of lines, each with its line feed.</summary>
public static class MultilineText
{
    /// <summary>Whether a node is such a text.</summary>
    /// <param name="node">A string, or an array of strings.</param>
    public static bool Is(JsonNode? node) => node switch
    {
        JsonValue value => value.GetValueKind() == JsonValueKind.String,
        JsonArray lines => lines.All(line => line?.GetValueKind() == JsonValueKind.String),
        _ => false,
    };

    /// <summary>The text of a node.</summary>
    /// <param name="node">A string, an array of strings, or null for the empty text.</param>
    public static string Join(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => node.GetValue<string>(),
    };

    /// <summary>The lines of a text, each but the last with its line feed, as Jupyter stores them.</summary>
    /// <param name="text">Any text; carriage returns are dropped.</param>
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        ReadOnlySpan<char> rest = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        while (!rest.IsEmpty)
        {
            int feed = rest.IndexOf('\n');
            int length = feed < 0 ? rest.Length : feed + 1;
            lines.Add((JsonNode)rest[..length].ToString());
            rest = rest[length..];
        }

        return lines;
    }
}

/// <summary>Numbers of a JSON tree, whether they were parsed or put in by code as any numeric type.</summary>
internal static class JsonNumber
{
    /// <summary>The value of a number, or null where the node is none.</summary>
    /// <param name="node">Any node.</param>
    public static double? Of(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
