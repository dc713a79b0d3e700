using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>JSON as a value: of .NET, and of Newtonsoft.Json, which is known by name.</summary>
internal static class Json
{
    public static bool IsOf(object value) => value is JsonNode or JsonElement or JsonDocument || IsToken(value.GetType());

    /// <summary>The value as JSON, and as text; null for another value.</summary>
    public static IReadOnlyDictionary<string, object>? Bundle(object value)
    {
        if (!IsOf(value))
        {
            return null;
        }
        string text = value switch
        {
            JsonNode node => node.ToJsonString(),
            JsonElement element => element.ValueKind == JsonValueKind.Undefined ? "" : element.GetRawText(),
            JsonDocument document => document.RootElement.GetRawText(),
            _ => value.ToString() ?? "",
        };
        try
        {
            if (JsonNode.Parse(text) is { } json)
            {
                return new Dictionary<string, object> { ["application/json"] = json, ["text/plain"] = text };
            }
        }
        catch (JsonException)
        {
            // A single text or date of Newtonsoft's writes itself without quotes.
        }
        return new Dictionary<string, object> { ["text/plain"] = text };
    }

    private static bool IsToken(Type? type) => type is not null && (type.FullName == "Newtonsoft.Json.Linq.JToken" || IsToken(type.BaseType));
}
