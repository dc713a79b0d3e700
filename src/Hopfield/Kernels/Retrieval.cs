using System.Numerics;
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

    /// <summary>Which patterns a query may attend to, and what is added to its scores; all and nothing where left out.</summary>
    public MaskView<E> Mask;

    /// <summary>Y, shape [S, D], with this many entries from one answer to the next.</summary>
    public E* Output;
    public nint OutputStride;

    /// <summary>Where not null, receives what the answers are made of in their place: shape [S, D + 2], as in <see cref="Partials"/>.</summary>
    public double* Parts;

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
// Within a chunk sums run in the type of the queries over so many blocks, then they move here, to double precision: a sum in single precision
// that is rounded at every block loses digits with every pattern, and this one does not.

/// <summary>The answers of the chunks of patterns, and how they become one.</summary>
/// <param name="entries">Shape [S, chunks, D + 2]: the weighted sum, then the largest score, then the sum of the weights.</param>
/// <param name="chunks">The number of chunks.</param>
/// <param name="width">D.</param>
internal readonly unsafe struct Partials(double* entries, int chunks, int width)
{
    /// <summary>The number of blocks of patterns whose sums are added up before they move here.</summary>
    public const int Blocks = 128;

    /// <summary>The number of entries that the answers of so many queries take.</summary>
    /// <exception cref="ArgumentException">They are more than an array holds.</exception>
    public static int Entries(int queryCount, int chunks, int width, string name)
    {
        long entries = (long)queryCount * chunks * (width + 2L);
        if (entries <= Array.MaxLength) return (int)entries;
        throw new ArgumentException($"Expected queries whose answers fit one array, got {queryCount} with answers of width {width}.", name);
    }

    /// <summary>Begins with nothing seen of a chunk.</summary>
    public void Begin(int query, int chunk)
    {
        double* part = Of(query, chunk);
        new Span<double>(part, width + 2).Clear();
        part[width] = double.MinValue;
    }

    /// <summary>Adds what some blocks gave: weighted sum and sum of weights relative to their largest score, which is in units of ln 2.</summary>
    /// <param name="query">The query.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="answer">The weighted sum, D entries.</param>
    /// <param name="stride">From one entry to the next.</param>
    /// <param name="largest">The largest score.</param>
    /// <param name="sum">The sum of the weights.</param>
    public void Add<E>(int query, int chunk, E* answer, nint stride, E largest, E sum)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        double* part = Of(query, chunk);
        double now = double.CreateTruncating(largest), top = Math.Max(part[width], now);
        double before = double.Exp2(part[width] - top), factor = double.Exp2(now - top);
        for (int i = 0; i < width; i++) part[i] = (before * part[i]) + (factor * double.CreateTruncating(answer[i * stride]));
        part[width] = top;
        part[width + 1] = (before * part[width + 1]) + (factor * double.CreateTruncating(sum));
    }

    /// <summary>What all chunks together know: D + 2 entries.</summary>
    public Span<double> Merge(int query)
    {
        for (int chunk = 1; chunk < chunks; chunk++) Add(query, 0, Of(query, chunk), 1, Of(query, chunk)[width], Of(query, chunk)[width + 1]);
        return new(Of(query, 0), width + 2);
    }

    /// <summary>Writes the answer to a query; zeros where no pattern has a weight.</summary>
    public void Merge<E>(int query, Span<E> answer)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        Span<double> first = Merge(query);
        double scale = first[width + 1] == 0 ? 0 : 1 / first[width + 1];
        for (int i = 0; i < width; i++) answer[i] = E.CreateTruncating(scale * first[i]);
    }

    private double* Of(int query, int chunk) => entries + ((((nint)query * chunks) + chunk) * (width + 2));
}
