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
