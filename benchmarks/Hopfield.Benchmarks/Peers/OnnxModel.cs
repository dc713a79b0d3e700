using System.Text;

namespace Hopfield.Benchmarks.Peers;

/// <summary>
/// The few parts of the ONNX file format that a graph of one operator needs, written as protocol buffers: ONNX Runtime takes its
/// work as such a file only.
/// </summary>
internal static class OnnxModel
{
    /// <summary>A model of one node that maps single-precision tensors of the given shapes to one output.</summary>
    public static byte[] OneNode(
        string op, int opset, (string Name, int[] Shape)[] inputs, (string Name, int[] Shape) output, params (string Name, object Value)[] attributes)
    {
        byte[][] node =
        [
            .. inputs.Select(input => Text(1, input.Name)), Text(2, output.Name), Text(4, op),
            .. attributes.Select(attribute => Part(5, Attribute(attribute.Name, attribute.Value))),
        ];
        byte[][] graph =
        [
            Part(1, node), Text(2, "graph"),
            .. inputs.Select(input => Part(11, Tensor(input.Name, input.Shape))), Part(12, Tensor(output.Name, output.Shape)),
        ];
        const int FormatVersion = 10;
        return Join(Number(1, FormatVersion), Part(7, graph), Part(8, Text(1, ""), Number(2, opset)));
    }

    private static byte[][] Attribute(string name, object value) => value switch
    {
        float real => [Text(1, name), [0x15, .. BitConverter.GetBytes(real)], Number(20, 1)],
        int whole => [Text(1, name), Number(3, whole), Number(20, 2)],
        _ => throw new ArgumentException($"Expected a float or an int for {name}, got {value}.", nameof(value)),
    };

    private static byte[][] Tensor(string name, int[] shape)
    {
        const int SinglePrecision = 1;
        byte[] dimensions = Part(2, [.. shape.Select(length => Part(1, Number(1, length)))]);
        return [Text(1, name), Part(2, Part(1, Number(1, SinglePrecision), dimensions))];
    }

    private static byte[] Number(int field, long value) => Join(Varint((ulong)field << 3), Varint((ulong)value));

    private static byte[] Text(int field, string text) => Part(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Part(int field, params byte[][] body)
    {
        byte[] bytes = Join(body);
        return Join(Varint(((ulong)field << 3) | 2), Varint((ulong)bytes.Length), bytes);
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
