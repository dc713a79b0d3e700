using System.IO.Compression;
using System.Text.Json;

namespace Hopfield.Layers.Tests;

/// <summary>One file of <c>data/hflayers</c>: what the reference layers computed, as arrays in their order of entries.</summary>
internal sealed class ReferenceVectors
{
    private readonly JsonElement _root;

    private ReferenceVectors(JsonElement root) => _root = root;

    public static ReferenceVectors Read(string name)
    {
        string path = DataFolder.PathOf(DataFolder.Find(AppContext.BaseDirectory), $"hflayers/{name}.json.gz");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return new ReferenceVectors(JsonDocument.Parse(file).RootElement);
    }

    public double[] Output => Values(_root.GetProperty("output"));

    public double[] Cotangent => Values(_root.GetProperty("g"));

    public int InputCount => _root.GetProperty("inputs").GetArrayLength();

    public double[] Input(int number) => Values(_root.GetProperty("inputs")[number]);

    public int[] InputShape(int number) => [.. _root.GetProperty("inputs")[number][0].EnumerateArray().Select(size => size.GetInt32())];

    public double[] InputGradient(int number) => Values(_root.GetProperty("input_grads")[number]);

    /// <summary>A parameter or its gradient. Matrices of the reference map from the right: they are turned over here.</summary>
    public double[] Parameter(string name, bool gradient)
    {
        JsonElement tensor = _root.GetProperty(gradient ? "param_grads" : "params").GetProperty(name);
        double[] values = Values(tensor);
        if (!name.EndsWith("proj.weight", StringComparison.Ordinal) && !name.EndsWith("in_proj_weight", StringComparison.Ordinal)) return values;
        int rows = tensor[0][0].GetInt32(), columns = tensor[0][1].GetInt32();
        return [.. Enumerable.Range(0, values.Length).Select(k => values[(k % rows * columns) + (k / rows)])];
    }

    private static double[] Values(JsonElement tensor) => [.. tensor[1].EnumerateArray().Select(value => value.GetDouble())];
}
