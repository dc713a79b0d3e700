using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>Makes a <see cref="BagBatch{T}"/>; the type of the entries follows from what is given.</summary>
public static class BagBatch
{
    /// <summary>Bags of one size.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="bags">Shape [B, S, D].</param>
    public static BagBatch<T> From<T>(T[,,] bags)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(bags);
        var values = new T[bags.Length];
        if (values.Length > 0) MemoryMarshal.CreateReadOnlySpan(ref bags[0, 0, 0], values.Length).CopyTo(values);
        return new BagBatch<T>(values, bags.GetLength(0), bags.GetLength(1), bags.GetLength(2));
    }

    /// <summary>Bags of any sizes. The shorter ones are filled up with zeros, which no layer looks at.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="bags">One matrix [S_b, D] for each bag, one instance a row.</param>
    /// <exception cref="ArgumentException">There is no bag, or instances differ in width.</exception>
    public static BagBatch<T> From<T>(IReadOnlyList<T[,]> bags)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(bags);
        if (bags.Count == 0) throw new ArgumentException("Expected at least one bag, got none.", nameof(bags));
        int size = bags.Max(bag => bag.GetLength(0)), width = bags[0].GetLength(1);
        var values = new T[checked(bags.Count * size * width)];
        for (int b = 0; b < bags.Count; b++)
        {
            if (bags[b].GetLength(1) != width)
                throw new ArgumentException($"Expected instances of width {width}, got {bags[b].GetLength(1)} in bag {b}.", nameof(bags));
            if (bags[b].Length > 0) MemoryMarshal.CreateReadOnlySpan(ref bags[b][0, 0], bags[b].Length).CopyTo(values.AsSpan(b * size * width));
        }
        return new BagBatch<T>(values, bags.Count, size, width, bags.Select(bag => bag.GetLength(0)).ToArray());
    }

    /// <summary>Bags of rows of a table, such as pictures drawn from a set: a row may stand in many bags.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">The table, all rows of one width.</param>
    /// <param name="bags">The numbers of each bag's rows; all bags of one size.</param>
    /// <exception cref="ArgumentException">There is no row, or rows or bags differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    public static BagBatch<T> From<T>(IReadOnlyList<T[]> rows, IReadOnlyList<int[]> bags)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(bags);
        if (rows.Count == 0) throw new ArgumentException("Expected at least one row, got none.", nameof(rows));
        int width = rows[0].Length, size = bags.Count == 0 ? 0 : bags[0].Length;
        if (rows.Any(row => row.Length != width)) throw new ArgumentException($"Expected rows of width {width}.", nameof(rows));
        if (bags.Any(bag => bag.Length != size)) throw new ArgumentException($"Expected bags of {size} instances.", nameof(bags));
        var values = new T[checked(bags.Count * size * width)];
        int at = 0;
        foreach (int number in bags.SelectMany(bag => bag))
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)rows.Count, nameof(bags));
            rows[number].CopyTo(values, at);
            at += width;
        }
        return new BagBatch<T>(values, bags.Count, size, width);
    }

    /// <summary>Rows as bags of one instance each.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Shape [B, D].</param>
    public static BagBatch<T> FromRows<T>(T[,] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new T[rows.Length];
        if (values.Length > 0) MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], values.Length).CopyTo(values);
        return new BagBatch<T>(values, rows.GetLength(0), 1, rows.GetLength(1));
    }

    /// <summary>Rows as bags of one instance each.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">Shape [B, D].</param>
    public static BagBatch<T> FromRows<T>(PatternSet<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new BagBatch<T>(rows.Values.ToArray(), rows.PatternCount, 1, rows.Dimension);
    }

    /// <summary>Throws unless there is a length for each bag, or none at all.</summary>
    internal static void RequireLengths(ReadOnlySpan<int> lengths, int bagCount, int bagSize)
    {
        if (lengths.Length != 0 && lengths.Length != bagCount)
            throw new ArgumentException($"Expected {bagCount} lengths, one for each bag, got {lengths.Length}.", nameof(lengths));
        foreach (int length in lengths)
        {
            if (length < 0 || length > bagSize) throw new ArgumentException($"Expected lengths from 0 to {bagSize}, got {length}.", nameof(lengths));
        }
    }

    /// <summary>Memory of the length asked for: the given one where it is long enough.</summary>
    internal static Memory<E> Again<E>(ReadOnlyMemory<E> memory, int length) =>
        MemoryMarshal.TryGetArray(memory, out ArraySegment<E> segment) && segment.Array!.Length >= length
            ? segment.Array.AsMemory(0, length)
            : new E[length];
}

/// <summary>What goes through layers: B bags of up to S instances of width D. A sequence is a bag whose instances have places.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// A bag may hold fewer than S instances; what stands behind them is padding: it attends to nothing that counts, nothing attends to it, and
/// no loss looks at it. The values belong to whoever made the batch: those of a <see cref="Trace{T}.Output"/> are overwritten when its
/// context begins a new pass.
/// </remarks>
public readonly struct BagBatch<T> : IBatch<BagBatch<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<T> _values;
    private readonly ReadOnlyMemory<int> _lengths, _numbers;

    /// <summary>Looks at values without copying them.</summary>
    /// <param name="values">Shape [B, S, D], bag by bag, instance by instance.</param>
    /// <param name="bagCount">B.</param>
    /// <param name="bagSize">S.</param>
    /// <param name="dimension">D.</param>
    /// <param name="lengths">How many instances each bag holds, shape [B], each from 0 to S; S everywhere when left out.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public BagBatch(ReadOnlyMemory<T> values, int bagCount, int bagSize, int dimension, ReadOnlyMemory<int> lengths = default)
        : this(values, bagCount, bagSize, dimension, lengths, default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bagCount);
        ArgumentOutOfRangeException.ThrowIfNegative(bagSize);
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        if (values.Length != (long)bagCount * bagSize * dimension)
            throw new ArgumentException($"Expected {bagCount} × {bagSize} × {dimension} entries, got {values.Length}.", nameof(values));
        BagBatch.RequireLengths(lengths.Span, bagCount, bagSize);
    }

    private BagBatch(ReadOnlyMemory<T> values, int bagCount, int bagSize, int dimension, ReadOnlyMemory<int> lengths, ReadOnlyMemory<int> numbers)
    {
        (_values, _lengths, _numbers) = (values, lengths, numbers);
        (BagCount, BagSize, Dimension) = (bagCount, bagSize, dimension);
    }

    /// <summary>B, the number of bags.</summary>
    public int BagCount { get; }

    /// <summary>S, the number of places for instances in each bag.</summary>
    public int BagSize { get; }

    /// <summary>D, the width of an instance.</summary>
    public int Dimension { get; }

    /// <summary>All entries, shape [B, S, D].</summary>
    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>The number of instances in each bag, shape [B]; empty when all bags are full.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.Span;

    /// <summary>B·S, the number of instances, padding included.</summary>
    public int RowCount => BagCount * BagSize;

    int IBatch<BagBatch<T>>.Count => BagCount;

    /// <summary>Which bags of the data these are, where <see cref="Gather"/> picked them; else bag b is number b.</summary>
    internal int Number(int bag) => _numbers.IsEmpty ? bag : _numbers.Span[bag];

    /// <summary>The number of instances of a bag.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    public int Length(int bag) => _lengths.IsEmpty ? BagSize : _lengths.Span[bag];

    /// <summary>One entry.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="instance">0 ≤ s &lt; S.</param>
    /// <param name="unit">0 ≤ i &lt; D.</param>
    public T this[int bag, int instance, int unit] => Instance(bag, instance)[unit];

    /// <summary>One instance, shape [D].</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="instance">0 ≤ s &lt; S.</param>
    public ReadOnlySpan<T> Instance(int bag, int instance)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)instance, (uint)BagSize, nameof(instance));
        return Values.Slice(((bag * BagSize) + instance) * Dimension, Dimension);
    }

    /// <summary>The same bags with other values of width D′ in the same places.</summary>
    internal BagBatch<T> With(ReadOnlyMemory<T> values, int dimension) => new(values, BagCount, BagSize, dimension, _lengths, _numbers);

    /// <summary>The same bags, each with S′ places that are filled as these are, or all filled.</summary>
    internal BagBatch<T> With(ReadOnlyMemory<T> values, int dimension, int bagSize, bool keepLengths) =>
        new(values, BagCount, bagSize, dimension, keepLengths ? _lengths : default, _numbers);

    /// <summary>The same entries and bags in another shape, all places filled.</summary>
    internal BagBatch<T> Reshape(int bagSize, int dimension) => new(_values, BagCount, bagSize, dimension, default, _numbers);

    /// <summary>Copies some of the bags, in the order asked for.</summary>
    /// <param name="numbers">Their numbers; a number may come twice.</param>
    /// <param name="room">What an earlier call returned, whose memory is used again; default for a batch of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no bag of such a number.</exception>
    public BagBatch<T> Gather(ReadOnlySpan<int> numbers, BagBatch<T> room = default)
    {
        int entries = BagSize * Dimension;
        Memory<T> values = BagBatch.Again(room._values, checked(numbers.Length * entries));
        Memory<int> lengths = BagBatch.Again(room._lengths, _lengths.IsEmpty ? 0 : numbers.Length), own = BagBatch.Again(room._numbers, numbers.Length);
        for (int b = 0; b < numbers.Length; b++)
        {
            int from = numbers[b];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)BagCount, nameof(numbers));
            Values.Slice(from * entries, entries).CopyTo(values.Span[(b * entries)..]);
            if (!lengths.IsEmpty) lengths.Span[b] = _lengths.Span[from];
            own.Span[b] = Number(from);
        }
        return new BagBatch<T>(values, numbers.Length, BagSize, Dimension, lengths, own);
    }
}
