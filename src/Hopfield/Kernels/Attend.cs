using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

/// <summary>Retrieval in one step: every query becomes softmax(β X q)-weighted values.</summary>
/// <remarks>
/// Weights below the smallest normal number (2⁻¹²⁶ of a query's largest in single precision, 2⁻¹⁰²² in double) count as 0. No memory that
/// grows with P is used. The order of the sums, and so the last digits, depend on the shapes and on the processor's vectors, never on the
/// number of threads.
/// </remarks>
public static class Attend
{
    private const int MinAtOnce = 4; // fewer queries leave too many lanes empty: each then reads the patterns alone

    private const int MaxEntries = 1 << 22; // of the answers of chunks: heads that need more take turns

    /// <summary>Writes Y = softmax(β Q Xᵀ) V, row by row. Cost: O(S·P·(N + D)); with one thread no allocation.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="queries">Q row by row, shape [S, N].</param>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="values">V row by row, shape [P, D]; pass the patterns again for a Hopfield update.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="output">Receives Y, shape [S, D]; it must not overlap the inputs.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the output is then unfinished.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the queries are more than one call can answer (more than 2³¹ − 1 entries).</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, β is not positive and finite, or the parallelism is negative.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static unsafe void Apply<T>(
        ReadOnlySpan<T> queries, ReadOnlySpan<T> patterns, ReadOnlySpan<T> values, int patternCount, int dimension, T beta, Span<T> output,
        int parallelism = 1, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Temperature(beta, nameof(beta));
        (int queryCount, int valueDimension) = RequireShapes(
            queries.Length, patterns.Length, values.Length, output.Length, patternCount, dimension, parallelism);
        fixed (T* q = queries, x = patterns, v = values, y = output)
        {
            var task = new Retrieval<T, T>
            {
                Queries = q, QueryStride = dimension, QueryCount = queryCount,
                Patterns = x, Values = v, PatternCount = patternCount, Dimension = dimension, ValueDimension = valueDimension,
                Beta = beta, Output = y, OutputStride = valueDimension,
            };
            Run(new ReadOnlySpan<Retrieval<T, T>>(in task), parallelism, cancellationToken);
        }
    }

    /// <summary>
    /// Writes Y = softmax(β Q Xᵀ) X over patterns in sixteen bits. All arithmetic is in single precision, so the answers are those of the
    /// rounded patterns. Cost: O(S·P·N), reading half the memory; with one thread no allocation.
    /// </summary>
    /// <param name="queries">Q row by row, shape [S, N].</param>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="output">Receives Y, shape [S, N]; it must not overlap the queries.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the output is then unfinished.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the queries are more than one call can answer (more than 2³¹ − 1 entries).</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, β is not positive and finite, or the parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static unsafe void Apply(
        ReadOnlySpan<float> queries, ReadOnlySpan<BFloat16> patterns, int patternCount, int dimension, float beta, Span<float> output,
        int parallelism = 1, CancellationToken cancellationToken = default)
    {
        Require.Temperature(beta, nameof(beta));
        (int queryCount, _) = RequireShapes(queries.Length, patterns.Length, patterns.Length, output.Length, patternCount, dimension, parallelism);
        fixed (float* q = queries, y = output)
        fixed (BFloat16* x = patterns)
        {
            var task = new Retrieval<float, BFloat16>
            {
                Queries = q, QueryStride = dimension, QueryCount = queryCount,
                Patterns = x, Values = x, PatternCount = patternCount, Dimension = dimension, ValueDimension = dimension,
                Beta = beta, Output = y, OutputStride = dimension,
            };
            Run(new ReadOnlySpan<Retrieval<float, BFloat16>>(in task), parallelism, cancellationToken);
        }
    }

    /// <summary>Answers on the vectors of this processor that suit the tasks: one, or the heads of an attention, all of the same shape.</summary>
    internal static void Run<E, S>(ReadOnlySpan<Retrieval<E, S>> heads, int parallelism, CancellationToken cancellationToken)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where S : unmanaged
    {
        // Few queries wait for memory, which 256 bits keep busy as well as 512; and of shorter vectors fewer lie across two cache lines
        // when an array begins between two, as those of .NET do. Widening sixteen-bit patterns is work enough for the longer ones.
        bool wide = heads[0].QueryCount >= MinAtOnce || typeof(S) == typeof(BFloat16) || !Lanes256.IsSupported;
        if (typeof(E) == typeof(double))
        {
            On<LanesDouble, Vector<double>, double, double>(MemoryMarshal.Cast<Retrieval<E, S>, Retrieval<double, double>>(heads), parallelism, cancellationToken);
            return;
        }
        ReadOnlySpan<Retrieval<float, S>> singles = MemoryMarshal.Cast<Retrieval<E, S>, Retrieval<float, S>>(heads);
        if (Lanes512.IsSupported && wide) On<Lanes512, Vector512<float>, float, S>(singles, parallelism, cancellationToken);
        else if (Lanes256.IsSupported) On<Lanes256, Vector256<float>, float, S>(singles, parallelism, cancellationToken);
        else if (Lanes128.IsSupported) On<Lanes128, Vector128<float>, float, S>(singles, parallelism, cancellationToken);
        else On<Lanes1, float, float, S>(singles, parallelism, cancellationToken);
    }

    /// <summary>Answers on vectors of one width.</summary>
    internal static unsafe void On<W, V, E, S>(ReadOnlySpan<Retrieval<E, S>> heads, int parallelism, CancellationToken cancellationToken)
        where W : ILanes<V, E>
        where V : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where S : unmanaged
    {
        ref readonly Retrieval<E, S> shape = ref heads[0];
        if (shape.QueryCount == 0) return;
        bool alone = shape.QueryCount < MinAtOnce && Math.Min(shape.Dimension, shape.ValueDimension) >= W.Count;
        long room = alone ? RetrieveOne<W, V, E, S>.Room(shape) : RetrieveMany<W, V, E, S>.Room(shape);
        Require.Scratch(room, "dimension");
        int chunks = alone ? RetrieveOne<W, V, E, S>.Chunks(shape.PatternCount) : RetrieveMany<W, V, E, S>.Chunks(shape);
        int parts = chunks * (alone ? shape.QueryCount : RetrieveMany<W, V, E, S>.Groups(shape));
        int entries = Partials.Entries(shape.QueryCount, chunks, shape.ValueDimension, "queries");
        int most = Math.Clamp(MaxEntries / entries, 1, heads.Length);
        double[] partials = ArrayPool<double>.Shared.Rent(most * entries);
        fixed (double* memory = partials)
        fixed (Retrieval<E, S>* tasks = heads)
        {
            for (int first = 0; first < heads.Length; first += most)
            {
                int together = Math.Min(most, heads.Length - first);
                var job = new Heads<W, V, E, S>(tasks + first, parts, alone, memory, entries, chunks);
                ParallelParts.Run(job, together * parts, parallelism, cancellationToken);
                for (int head = 0; head < together; head++) job.Merge(head);
            }
        }
        ArrayPool<double>.Shared.Return(partials);
    }

    // The parts of several heads in a row, so that threads meet once and not once a head.
    private readonly unsafe struct Heads<W, V, E, S>(Retrieval<E, S>* tasks, int parts, bool alone, double* memory, int entries, int chunks) : IJob
        where W : ILanes<V, E>
        where V : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where S : unmanaged
    {
        public void Run(int part)
        {
            (int head, part) = Math.DivRem(part, parts);
            if (alone) new RetrieveOne<W, V, E, S>(tasks[head], chunks, Answers(head)).Run(part);
            else new RetrieveMany<W, V, E, S>(tasks[head], chunks, Answers(head)).Run(part);
        }

        public void Merge(int head)
        {
            Retrieval<E, S>* task = tasks + head;
            for (int s = 0; s < task->QueryCount; s++)
                Answers(head).Merge(s, new Span<E>(task->Output + (s * task->OutputStride), task->ValueDimension));
        }

        private Partials Answers(int head) => new(memory + ((nint)head * entries), chunks, tasks->ValueDimension);
    }

    private static (int QueryCount, int ValueDimension) RequireShapes(
        int queries, int patterns, int values, int output, int patternCount, int dimension, int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        Require.Length(patterns, (long)patternCount * dimension, nameof(patterns));
        int valueDimension = values / patternCount, queryCount = queries / dimension;
        Require.Length(values, (long)patternCount * valueDimension, nameof(values));
        Require.Length(queries, (long)queryCount * dimension, nameof(queries));
        Require.Length(output, (long)queryCount * valueDimension, nameof(output));
        return (queryCount, valueDimension);
    }
}
