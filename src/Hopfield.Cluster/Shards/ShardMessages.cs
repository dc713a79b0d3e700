using Orleans;

namespace Hopfield.Cluster;

/// <summary>Which memory a shard belongs to.</summary>
/// <param name="Memory">Drawn when the memory was stored: shards of another storing under the same name are none of it.</param>
/// <param name="ShardCount">The number of its shards.</param>
/// <param name="Dimension">N.</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.ShardLayout")]
public sealed record ShardLayout(Guid Memory, int ShardCount, int Dimension);

/// <summary>What a shard holds at the moment of its answer.</summary>
/// <param name="Layout">Which memory it belongs to.</param>
/// <param name="PatternCount">The number of its patterns.</param>
/// <param name="MaxNorm">The largest norm of them; 0 where there is none.</param>
/// <param name="Version">Counts its changes: a lower number is an older state.</param>
/// <param name="IsStored">Of the first shard: whether the memory has been stored to its end.</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.ShardInfo")]
public sealed record ShardInfo(ShardLayout Layout, int PatternCount, double MaxNorm, long Version, bool IsStored);

/// <summary>A shard's answer, with what the shard held when it gave it.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Shard">The shard.</param>
/// <param name="Value">The answer.</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.ShardAnswer`1")]
public sealed record ShardAnswer<T>(ShardInfo Shard, T Value);

/// <summary>A shard's most similar patterns for each state of a batch, the most similar first.</summary>
/// <param name="Count">How many for each state: as many as were asked for, or all that there are.</param>
/// <param name="Numbers">Their numbers, shape [S, Count].</param>
/// <param name="Similarities">z_μ = x_μ·ξ, shape [S, Count].</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.ShardMatches")]
public sealed record ShardMatches(int Count, long[] Numbers, double[] Similarities);

/// <summary>Rows of a file, as a shard takes them.</summary>
/// <param name="File">A .npy file of shape [rows, N] in single precision, as the silos see it: a full path, or one relative to their folder.</param>
/// <param name="First">The first row.</param>
/// <param name="Count">The number of rows, at least 1; Count·N ≤ 2³¹ − 1.</param>
/// <param name="Dimension">N.</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.FileRows")]
public sealed record FileRows(string File, int First, int Count, int Dimension)
{
    /// <summary>All rows of a file in parts that differ by one row at most. Cost: the header is read.</summary>
    /// <param name="file">The file; the silos see it under the same full path as this process.</param>
    /// <param name="shards">The number of parts, 1 ≤ shards ≤ rows.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not .npy.</exception>
    /// <exception cref="ArgumentException">The array has not two axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of parts lies outside its range.</exception>
    public static FileRows[] Split(string file, int shards)
    {
        IReadOnlyList<int> shape = NpyFile.ShapeOf(file);
        if (shape.Count != 2) throw new ArgumentException($"Expected an array of shape [rows, N], got one of {shape.Count} axes.", nameof(file));
        return [.. Parts(shape[0], shards).Select(part => new FileRows(Path.GetFullPath(file), part.First, part.Count, shape[1]))];
    }

    internal static IEnumerable<(int First, int Count)> Parts(int rows, int shards)
    {
        if (shards < 1 || shards > rows) throw new ArgumentOutOfRangeException(nameof(shards), shards, $"Expected 1 to {rows} shards for {rows} rows, got {shards}.");
        return Enumerable.Range(0, shards).Select(i => (First: Cut(i), Count: Cut(i + 1) - Cut(i)));

        int Cut(int i) => (int)((long)rows * i / shards);
    }
}

/// <summary>How a partial answer crosses a wire.</summary>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.PartialAnswerSurrogate")]
internal readonly record struct PartialAnswerSurrogate(double LargestScore, double Exponent, double WeightSum, double[] WeightedSum);

/// <summary>Tells Orleans' serializer how to take a partial answer apart and how to put it together.</summary>
[RegisterConverter]
internal sealed class PartialAnswerConverter : IConverter<PartialAnswer, PartialAnswerSurrogate>
{
    public PartialAnswer ConvertFromSurrogate(in PartialAnswerSurrogate surrogate) =>
        new(surrogate.LargestScore, surrogate.Exponent, surrogate.WeightSum, surrogate.WeightedSum);

    public PartialAnswerSurrogate ConvertToSurrogate(in PartialAnswer value) =>
        new(value.LargestScore, value.Exponent, value.WeightSum, value.WeightedSum.ToArray());
}
