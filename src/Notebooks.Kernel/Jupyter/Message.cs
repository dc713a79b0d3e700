using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>A message of the Jupyter protocol.</summary>
/// <param name="Identities">What stands before it, in a message from a front end: the way back through what lies between. In a broadcast: its topic.</param>
/// <param name="Header">What it is: <c>msg_type</c>, <c>msg_id</c>, …</param>
/// <param name="ParentHeader">The header of the request that it belongs to.</param>
/// <param name="Content">What it says; empty where that could not be read.</param>
internal sealed record Message(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject ParentHeader, JsonObject Content)
{
    private static readonly byte[] _delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly string _session = Guid.NewGuid().ToString();

    // Jupyter reads UTF-8; letters need no escapes.
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>Who sent it; null in a message of the kernel.</summary>
    public ZmtpSocket.Peer? Sender { get; init; }

    /// <summary>Why its content could not be read; null where it could.</summary>
    public string? Damage { get; init; }

    public string Type => (string)Header["msg_type"]!;

    /// <summary>A message that belongs to a request.</summary>
    public static Message In(Message request, string type, JsonObject content, params IReadOnlyList<byte[]> identities) => new(
        identities,
        new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(), ["msg_type"] = type, ["session"] = _session, ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("O"), ["version"] = JupyterKernel.ProtocolVersion,
        },
        request.Header,
        content);

    /// <summary>Reads the frames of a message; null for one without a header that can be answered, or not signed with the key.</summary>
    public static Message? Read(ZmtpSocket.Peer sender, List<byte[]> frames, byte[] key)
    {
        int start = frames.FindIndex(frame => frame.AsSpan().SequenceEqual(_delimiter));
        if (start < 0 || frames.Count < start + 6 || !IsSigned(frames[start + 1], frames[(start + 2)..(start + 6)], key)
            || Object(frames[start + 2], out _) is not { } header || header["msg_type"] is not JsonValue type || type.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }
        var content = Object(frames[start + 5], out string? damage);
        return new(frames[..start], header, Object(frames[start + 3], out _) ?? [], content ?? []) { Sender = sender, Damage = damage };
    }

    public IReadOnlyList<byte[]> Write(byte[] key)
    {
        List<byte[]> parts = [Bytes(Header), Bytes(ParentHeader), "{}"u8.ToArray(), Bytes(Content)];
        return [.. Identities, _delimiter, Encoding.ASCII.GetBytes(Sign(parts, key)), .. parts];
    }

    // The time that the comparison takes says nothing about where the signatures differ.
    private static bool IsSigned(byte[] signature, List<byte[]> parts, byte[] key) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Sign(parts, key)));

    private static string Sign(List<byte[]> parts, byte[] key)
    {
        if (key.Length == 0)
        {
            return "";
        }
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        parts.ForEach(hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonObject? Object(byte[] part, out string? damage)
    {
        damage = null;
        try
        {
            var json = JsonNode.Parse(part, documentOptions: _strict)?.AsObject() ?? [];
            ReadTexts(json);
            return json;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            damage = e.Message;
            return null;
        }
    }

    // The parser reads a text no earlier than somebody asks for it: half a letter, or bytes that are no UTF-8, would show themselves only then.
    private static void ReadTexts(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members)
                {
                    ReadTexts(member);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    ReadTexts(item);
                }
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }

    private static byte[] Bytes(JsonObject part) => JsonSerializer.SerializeToUtf8Bytes(part, _json);
}
