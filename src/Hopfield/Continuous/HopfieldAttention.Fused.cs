using System.Buffers;
using Hopfield.Kernels;

namespace Hopfield;

// Softmax runs in the fused kernel, masks and several updates included. Plain attention is one call for all heads. With more updates each
// head has a batch of states that move by calls with the keys as values, until they rest; then one call with the values answers them all.

public sealed partial class HopfieldAttention<T>
{
    // All heads at once: queries and answers lie side by side in a row, and each head has keys and values of its own.
    private unsafe void AttendFused(ReadOnlySpan<T> queries, Span<T> output, int count, AttentionMask? mask, int parallelism, CancellationToken cancellationToken)
    {
        int heads = Options.Heads;
        Retrieval<T, T>[] tasks = ArrayPool<Retrieval<T, T>>.Shared.Rent(heads);
        MemoryHandle[] pins = ArrayPool<MemoryHandle>.Shared.Rent(2 * heads);
        pins.AsSpan(0, 2 * heads).Clear(); // whoever had the array may have left handles in it
        try
        {
            fixed (T* q = queries, y = output)
            {
                for (int head = 0; head < heads; head++)
                {
                    PatternSet<T> keys = _keys[head], values = _values[head];
                    pins[2 * head] = keys.Pin();
                    pins[2 * head + 1] = values.Pin();
                    tasks[head] = new Retrieval<T, T>
                    {
                        Queries = q + (head * keys.Dimension), QueryStride = QueryDimension, QueryCount = count,
                        Patterns = (T*)pins[2 * head].Pointer, Values = (T*)pins[2 * head + 1].Pointer, PatternCount = keys.PatternCount,
                        Dimension = keys.Dimension, ValueDimension = values.Dimension, Beta = _beta[head],
                        Output = y + (head * values.Dimension), OutputStride = OutputDimension, Mask = mask?.View<T>(head) ?? default,
                    };
                }
                if (Options.MaxUpdates == 1) Kernels.Attend.Run<T, T>(tasks.AsSpan(0, heads), parallelism, cancellationToken);
                for (int head = 0; head < heads && Options.MaxUpdates > 1; head++)
                    Settle(in tasks[head], Options.Tolerance * _keys[head].MaxNorm, parallelism, cancellationToken);
            }
            GC.KeepAlive(this); // the pin of an array that never moves does not keep it
            GC.KeepAlive(mask);
        }
        finally
        {
            foreach (MemoryHandle pin in pins.AsSpan(0, 2 * heads)) pin.Dispose();
            ArrayPool<MemoryHandle>.Shared.Return(pins, clearArray: true);
            ArrayPool<Retrieval<T, T>>.Shared.Return(tasks);
        }
    }

    // One head's part of every query, until its state rests. What answers is the state before the last update: its weights are the last.
    private unsafe void Settle(in Retrieval<T, T> head, double allowed, int parallelism, CancellationToken cancellationToken)
    {
        int count = head.QueryCount, width = head.Dimension, moving = count;
        bool own = head.Values == head.Patterns; // then the next state is the answer
        T[] states = ArrayPool<T>.Shared.Rent(Require.Room(3L * count, width, "states", "queries"));
        int[] owners = ArrayPool<int>.Shared.Rent(count);
        fixed (T* first = states)
        fixed (int* rows = owners)
        {
            var now = new StateRows(first, width, width);
            StateRows next = now.Behind(count), rest = next.Behind(count);
            StateRows queries = new(head.Queries, head.QueryStride, width), answers = new(head.Output, head.OutputStride, head.ValueDimension);
            for (int s = 0; s < count; s++)
            {
                rows[s] = s;
                queries[s].CopyTo(now[s]);
            }
            Retrieval<T, T> move = head, answer = head;
            move.Queries = now.First;
            move.QueryStride = move.OutputStride = move.ValueDimension = width;
            move.Values = move.Patterns;
            move.Output = next.First;
            for (int update = 1; update < Options.MaxUpdates && moving > 0; update++)
            {
                Move(ref move, moving, rows, parallelism, cancellationToken);
                int kept = 0;
                for (int row = 0; row < moving; row++)
                {
                    int owner = rows[row];
                    if (!now[row].SequenceEqual(next[row]) && (allowed == 0 || !(Distance.Between<T>(now[row], next[row]) <= allowed)))
                    {
                        next[row].CopyTo(now[kept]);
                        rows[kept++] = owner;
                    }
                    else if (own)
                    {
                        next[row].CopyTo(answers[owner]);
                    }
                    else
                    {
                        now[row].CopyTo(rest[owner]);
                    }
                }
                moving = kept;
            }
            if (own && moving > 0)
            {
                Move(ref move, moving, rows, parallelism, cancellationToken);
                for (int row = 0; row < moving; row++) next[row].CopyTo(answers[rows[row]]);
            }
            else if (!own)
            {
                for (int row = 0; row < moving; row++) now[row].CopyTo(rest[rows[row]]);
                answer.Queries = rest.First;
                answer.QueryStride = width;
                Kernels.Attend.Run<T, T>(new ReadOnlySpan<Retrieval<T, T>>(in answer), parallelism, cancellationToken);
            }
        }
        ArrayPool<int>.Shared.Return(owners);
        ArrayPool<T>.Shared.Return(states);
    }

    // One update of those that move; some of them have come to rest already where there are fewer than rows of the mask.
    private static unsafe void Move(ref Retrieval<T, T> task, int moving, int* rows, int parallelism, CancellationToken cancellationToken)
    {
        if (moving < task.QueryCount)
        {
            task.QueryCount = moving;
            task.Mask.Rows = rows;
        }
        Kernels.Attend.Run<T, T>(new ReadOnlySpan<Retrieval<T, T>>(in task), parallelism, cancellationToken);
    }

    // Rows of entries a fixed distance apart.
    private readonly unsafe struct StateRows(T* first, nint stride, int width)
    {
        public T* First => first;

        public Span<T> this[int row] => new(first + (row * stride), width);

        public StateRows Behind(int count) => new(first + (count * stride), stride, width);
    }
}
