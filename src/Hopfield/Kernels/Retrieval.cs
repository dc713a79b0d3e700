using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>What is asked of which patterns, as addresses that the door has checked: Y = softmax(β Q Xᵀ) V.</summary>
/// <typeparam name="E">The type of queries, arithmetic and answers.</typeparam>
/// <typeparam name="S">The type in which patterns are stored.</typeparam>
internal unsafe struct Retrieval<E, S>
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
    where S : unmanaged
{
    private const int LargeBytes = 8 << 20;

    /// <summary>Q, shape [S, N], with this many entries from one query to the next.</summary>
    public E* Queries;
    public nint QueryStride;
    public int QueryCount;

    /// <summary>X, shape [P, N], and V, shape [P, D], without gaps; the same address where the answer is made of the patterns themselves.</summary>
    public S* Patterns, Values;
    public int PatternCount, Dimension, ValueDimension;

    /// <summary>β.</summary>
    public E Beta;

    /// <summary>Y, shape [S, D], with this many entries from one answer to the next.</summary>
    public E* Output;
    public nint OutputStride;

    /// <summary>Whether the patterns are more than a core's share of the caches, so that each reading of them comes from main memory.</summary>
    public readonly bool IsLarge => (long)PatternCount * Dimension * sizeof(S) > LargeBytes;

    /// <summary>β / ln 2: scores in this unit make the exponential a power of two.</summary>
    public readonly E Scale => E.CreateTruncating(double.CreateTruncating(Beta) * 1.4426950408889634);

    /// <summary>Asks for a pattern that is needed soon, where the processor can be asked.</summary>
    public readonly void Prefetch(int mu)
    {
        if (!Sse.IsSupported) return;
        byte* pattern = (byte*)(Patterns + ((nint)mu * Dimension)), end = pattern + ((nint)Dimension * sizeof(S));
        for (; pattern < end; pattern += CacheLine.Bytes) Sse.Prefetch1(pattern);
    }
}

// Patterns are read in chunks, by several threads where asked. Each chunk leaves for each query what the softmax needs of it: the largest
// score, the sum of the weights relative to that score, and the weighted sum of the values. Putting the chunks together, always in the
// same order, gives the answer; so the number of threads decides when a chunk is read, never what comes out.

/// <summary>The answers of the chunks of patterns, and how they become one.</summary>
/// <typeparam name="E"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="entries">Shape [S, chunks, D + 2]: the weighted sum, then the largest score, then the sum of the weights.</param>
/// <param name="chunks">The number of chunks.</param>
/// <param name="width">D.</param>
internal readonly unsafe struct Partials<E>(E* entries, int chunks, int width)
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
{
    /// <summary>The number of entries that the answers of so many queries take.</summary>
    /// <exception cref="ArgumentException">They are more than an array holds.</exception>
    public static int Entries(int queryCount, int chunks, int width, string name)
    {
        long entries = (long)queryCount * chunks * (width + 2);
        if (entries <= Array.MaxLength) return (int)entries;
        throw new ArgumentException($"Expected queries whose answers fit one array, got {queryCount} with answers of width {width}.", name);
    }

    /// <summary>The room for one chunk's answer to one query: D entries.</summary>
    public E* Of(int query, int chunk) => entries + ((nint)query * chunks + chunk) * (width + 2);

    /// <summary>Notes the largest score, in units of ln 2, and the sum of the weights of a chunk.</summary>
    public void Note(int query, int chunk, E largest, E sum) => (Of(query, chunk)[width], Of(query, chunk)[width + 1]) = (largest, sum);

    /// <summary>Writes the answer to a query.</summary>
    public void Merge(int query, Span<E> answer)
    {
        E largest = E.NegativeInfinity, sum = E.Zero;
        for (int chunk = 0; chunk < chunks; chunk++) largest = E.Max(largest, Of(query, chunk)[width]);
        answer.Clear();
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            E* part = Of(query, chunk);
            E factor = E.Exp2(part[width] - largest);
            sum += factor * part[width + 1];
            TensorPrimitives.MultiplyAdd(new ReadOnlySpan<E>(part, width), factor, answer, answer);
        }
        TensorPrimitives.Multiply(answer, E.One / sum, answer);
    }
}
