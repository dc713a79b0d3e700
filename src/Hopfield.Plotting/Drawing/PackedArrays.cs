using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>
/// Long lists of numbers as plotly.js has read them since version 2.28: one text of bytes in base64. A front end saves a notebook with each
/// number of a list on a line of its own, a dozen blanks before it; a chapter full of pictures would be larger than a megabyte.
/// </summary>
internal static class PackedArrays
{
    private const int Fewest = 50;
    private static readonly string[] _axes = ["x", "y", "z"];

    /// <summary>Packs the coordinates of a figure's traces, in place.</summary>
    /// <param name="figure">The figure's JSON.</param>
    public static void Pack(JsonObject figure) => Change(figure, Packed);

    /// <summary>Undoes <see cref="Pack"/>, in place, to the same text.</summary>
    /// <param name="figure">The figure's JSON.</param>
    public static void Unpack(JsonObject figure) => Change(figure, Unpacked);

    private static void Change(JsonObject figure, Func<JsonNode?, JsonNode?> change)
    {
        foreach (JsonObject trace in figure["data"].Items().OfType<JsonObject>())
        {
            foreach (string axis in _axes)
                if (change(trace[axis]) is { } changed) trace[axis] = changed;
        }
    }

    // A list of numbers and gaps, or rows of equal length; null for anything else and for what is short.
    private static JsonObject? Packed(JsonNode? values)
    {
        IReadOnlyList<JsonNode?> items = values.Items();
        if (items.Count == 0) return null;
        int? columns = items[0] is JsonArray first ? first.Count : null;
        if (columns is not null && !items.All(row => row is JsonArray list && list.Count == columns)) return null;
        JsonNode?[] flat = [.. columns is null ? items : items.SelectMany(row => row.Items())];
        if (flat.Length < Fewest || !flat.All(item => item is null || item.Number() is not null)) return null;

        double[] numbers = [.. flat.Select(item => item.Number() ?? double.NaN)];
        double least = numbers.Min(), most = numbers.Max();
        // The shortest kind that holds every number as it is; only the last two know gaps.
        (string type, byte[] bytes) = !numbers.All(double.IsInteger) ? Fractions(numbers)
            : least >= sbyte.MinValue && most <= sbyte.MaxValue ? ("i1", MemoryMarshal.AsBytes<sbyte>(Array.ConvertAll(numbers, number => (sbyte)number)).ToArray())
            : least >= short.MinValue && most <= short.MaxValue ? ("i2", MemoryMarshal.AsBytes<short>(Array.ConvertAll(numbers, number => (short)number)).ToArray())
            : Fractions(numbers);
        var packed = new JsonObject { ["dtype"] = type, ["bdata"] = Convert.ToBase64String(bytes) };
        if (columns is not null) packed["shape"] = $"{items.Count}, {columns}";
        return packed;
    }

    private static (string Type, byte[] Bytes) Fractions(double[] numbers) => numbers.All(number => double.IsNaN(number) || (float)number == number)
        ? ("f4", MemoryMarshal.AsBytes<float>(Array.ConvertAll(numbers, number => (float)number)).ToArray())
        : ("f8", MemoryMarshal.AsBytes<double>(numbers).ToArray());

    private static JsonArray? Unpacked(JsonNode? values)
    {
        if (values.At("bdata").Words() is not { } text) return null;
        byte[] bytes = Convert.FromBase64String(text);
        double[] numbers = values.At("dtype").Words() switch
        {
            "i1" => Array.ConvertAll(MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray(), number => (double)number),
            "i2" => Array.ConvertAll(MemoryMarshal.Cast<byte, short>(bytes).ToArray(), number => (double)number),
            "f4" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), number => (double)number),
            _ => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        };
        JsonNode?[] nodes = [.. numbers.Select(number => double.IsNaN(number) ? null : (JsonNode?)PlotlyJson.Rounded(number, 17))];
        return values.At("shape").Words() is { } shape && int.Parse(shape.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture) is var columns
            ? new JsonArray([.. nodes.Chunk(columns).Select(row => new JsonArray(row))])
            : new JsonArray(nodes);
    }
}
