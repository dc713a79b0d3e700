using System.Buffers;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

// Recall keeps every weight, so each query and head is moved for itself; so is every separation that no kernel knows.

public sealed partial class HopfieldAttention<T>
{
    /// <summary>The answer to every query together with the attention weights, the number of updates and how each query's state came to rest.</summary>
    /// <param name="queries">Q, shape [S, H·D].</param>
    /// <param name="mask">Which patterns a query may attend to; all, when left out.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">
    /// Ends every query at its next update with <see cref="StopReason.Cancelled"/>; one that had not begun has no update, no weights and an
    /// answer of zeros.
    /// </param>
    /// <exception cref="ArgumentException">The queries are not of width H·D, or the mask does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the states or answers overflowed.</exception>
    public unsafe AttentionResult<T> Recall(PatternSet<T> queries, AttentionMask? mask = null, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        using HeldPatterns<T> q = queries.Hold(), keys = Keys.Hold(), values = Values.Hold();
        int count = RequireQueries(q.Values, mask), heads = Options.Heads, patterns = Keys.PatternCount;
        Require.Room(count, OutputDimension, "answers", nameof(queries));
        Require.Room((long)count * heads, patterns, "attention weights", nameof(queries));
        var result = new AttentionResult<T>(new T[count, OutputDimension], new T[heads, count, patterns], new int[heads, count], new StopReason[heads, count]);
        MemoryMarshal.CreateSpan(ref result.Stopped[0, 0], result.Stopped.Length).Fill(StopReason.Cancelled);
        fixed (T* first = q.Values, output = &result.Output[0, 0])
            ParallelParts.Run(new Answers(this, first, output, mask, result, cancellationToken), count * heads, parallelism, CancellationToken.None);
        return result;
    }

    private readonly unsafe struct Answers(
        HopfieldAttention<T> attention, T* queries, T* output, AttentionMask? mask, AttentionResult<T>? result, CancellationToken cancellationToken) : IJob
    {
        public void Run(int part)
        {
            if (cancellationToken.IsCancellationRequested) return;
            (int s, int head) = Math.DivRem(part, attention.Options.Heads);
            PatternSet<T> keys = attention._keys[head], values = attention._values[head];
            int count = keys.PatternCount, width = keys.Dimension;
            T[] scratch = ArrayPool<T>.Shared.Rent(count + (2 * width));
            Span<T> weights = scratch.AsSpan(0, count), state = scratch.AsSpan(count, width), next = scratch.AsSpan(count + width, width);
            new ReadOnlySpan<T>(queries + ((nint)s * attention.QueryDimension) + (head * width), width).CopyTo(state);
            var answer = new Span<T>(output + ((nint)s * attention.OutputDimension) + (head * values.Dimension), values.Dimension);
            StopReason stopped = attention.Answer(s, head, mask, weights, state, next, answer, out int updates, cancellationToken);
            if (result is not null)
            {
                (result.Updates[head, s], result.Stopped[head, s]) = (updates, stopped);
                weights.CopyTo(MemoryMarshal.CreateSpan(ref result.Weights[head, s, 0], count));
            }
            ArrayPool<T>.Shared.Return(scratch);
        }
    }

    // Moves one head's part of one query and writes its answer and the last weights.
    private StopReason Answer(
        int s, int head, AttentionMask? mask, Span<T> weights, Span<T> state, Span<T> next, Span<T> answer, out int updates, CancellationToken cancellationToken)
    {
        PatternSet<T> keys = _keys[head], values = _values[head];
        using HeldPatterns<T> k = keys.Hold(), v = values.Hold();
        double allowed = Options.Tolerance * keys.MaxNorm;
        StopReason stopped = StopReason.StepLimit;
        for (updates = 1; ; updates++)
        {
            Similarities.Apply(k.Values, state, weights);
            mask?.AddTo(weights, head, s, _beta[head]);
            Options.Separation.WeighFinitely(weights, _beta[head], weights);
            if (updates == Options.MaxUpdates) break;
            if (cancellationToken.IsCancellationRequested)
            {
                stopped = StopReason.Cancelled;
                break;
            }
            WeightedSum.Apply(k.Values, weights, next);
            bool still = next.SequenceEqual(state);
            if (still || Distance.Between<T>(state, next) <= allowed)
            {
                stopped = still ? StopReason.FixedPoint : StopReason.Converged;
                break;
            }
            RequireFinite(next).CopyTo(state);
        }
        WeightedSum.Apply(v.Values, weights, answer);
        RequireFinite(answer);
        return stopped;
    }
}
