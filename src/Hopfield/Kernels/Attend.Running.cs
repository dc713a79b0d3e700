using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

public static partial class Attend
{
    private const int MinAtOnce = 4; // fewer queries leave too many lanes empty: each then reads the patterns alone

    private const int MaxEntries = 1 << 22; // of the answers of chunks: heads that need more take turns

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

    /// <summary>Writes what the answers of queries over some patterns are made of, shape [S, N + 2]; see <see cref="Partials"/>.</summary>
    internal static unsafe void Parts<E, S>(
        ReadOnlySpan<E> queries, ReadOnlySpan<S> patterns, int patternCount, int dimension, E beta, Span<double> parts, int parallelism, CancellationToken cancellationToken)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where S : unmanaged
    {
        fixed (E* q = queries)
        fixed (S* x = patterns)
        fixed (double* to = parts)
        {
            var task = new Retrieval<E, S>
            {
                Queries = q, QueryStride = dimension, QueryCount = queries.Length / dimension,
                Patterns = x, Values = x, PatternCount = patternCount, Dimension = dimension, ValueDimension = dimension, Beta = beta, Parts = to,
            };
            Run(new ReadOnlySpan<Retrieval<E, S>>(in task), parallelism, cancellationToken);
        }
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
            {
                if (task->Parts == null) Answers(head).Merge(s, new Span<E>(task->Output + (s * task->OutputStride), task->ValueDimension));
                else Answers(head).Merge(s).CopyTo(new(task->Parts + ((nint)s * (task->ValueDimension + 2)), task->ValueDimension + 2));
            }
        }

        private Partials Answers(int head) => new(memory + ((nint)head * entries), chunks, tasks->ValueDimension);
    }
}
