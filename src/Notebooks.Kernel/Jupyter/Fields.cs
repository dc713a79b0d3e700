using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>What stands in the content of a request, where it is of the kind that the protocol asks for.</summary>
internal static class Fields
{
    /// <summary>A text; null where there is none.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static string? Text(this JsonObject content, string name) => Value(content, name, "a text", JsonValueKind.String)?.GetValue<string>();

    /// <summary>A choice.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static bool Flag(this JsonObject content, string name, bool otherwise) =>
        Value(content, name, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetValue<bool>() ?? otherwise;

    /// <summary>A whole number; null where there is none.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static int? Whole(this JsonObject content, string name) =>
        Value(content, name, "a number", JsonValueKind.Number) is not { } value ? null
        : value.TryGetValue(out int number) ? number : throw new FormatException($"{name} must be a whole number below 2³¹; it is {value.ToJsonString()}.");

    /// <summary>The content of a reply that says why there is no other.</summary>
    public static JsonObject Refusal(string name, string message) =>
        new() { ["status"] = "error", ["ename"] = name, ["evalue"] = message, ["traceback"] = new JsonArray(message) };

    private static JsonValue? Value(JsonObject content, string name, string expected, params JsonValueKind[] kinds) =>
        content[name] is not { } node ? null
        : node is JsonValue value && kinds.Contains(value.GetValueKind()) ? value
        : throw new FormatException($"{name} must be {expected}; it is {node.GetValueKind().ToString().ToLowerInvariant()}.");
}
