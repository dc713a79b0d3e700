using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

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
