using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;

namespace Notebooks.Kernel;

/// <summary>A message of the Jupyter protocol.</summary>
/// <param name="Identities">Whom a reply goes to; for a broadcast, its topic.</param>
/// <param name="Header">What it is: <c>msg_type</c>, <c>msg_id</c>, …</param>
/// <param name="ParentHeader">The header of the request that it belongs to.</param>
/// <param name="Content">What it says.</param>
internal sealed record Message(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject ParentHeader, JsonObject Content)
{
    private static readonly byte[] _delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly string _session = Guid.NewGuid().ToString();

    // Jupyter reads UTF-8; letters need no escapes.
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Type => (string?)Header["msg_type"] ?? "";

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

    /// <summary>Reads the frames of a message; null for one that is damaged or not signed with the key.</summary>
    public static Message? Read(NetMQMessage frames, byte[] key)
    {
        byte[][] parts = [.. frames.Select(frame => frame.ToByteArray())];
        int start = Array.FindIndex(parts, part => part.AsSpan().SequenceEqual(_delimiter));
        if (start < 0 || parts.Length < start + 6 || !IsSigned(parts[start + 1], parts.AsSpan(start + 2, 4), key))
        {
            return null;
        }
        try
        {
            return new([.. parts.Take(start)], Object(parts[start + 2]), Object(parts[start + 3]), Object(parts[start + 5]));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public NetMQMessage Write(byte[] key)
    {
        byte[][] parts = [Bytes(Header), Bytes(ParentHeader), "{}"u8.ToArray(), Bytes(Content)];
        return new NetMQMessage([.. Identities, _delimiter, Encoding.ASCII.GetBytes(Sign(parts, key)), .. parts]);
    }

    // The time that the comparison takes says nothing about where the signatures differ.
    private static bool IsSigned(byte[] signature, ReadOnlySpan<byte[]> parts, byte[] key) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Sign(parts, key)));

    private static string Sign(ReadOnlySpan<byte[]> parts, byte[] key)
    {
        if (key.Length == 0)
        {
            return "";
        }
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] part in parts)
        {
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonObject Object(byte[] part) => JsonNode.Parse(part)?.AsObject() ?? [];

    private static byte[] Bytes(JsonObject part) => JsonSerializer.SerializeToUtf8Bytes(part, _json);
}
