using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>Retrieval in one step: every query becomes softmax(β X q)-weighted values.</summary>
/// <remarks>
/// Weights below the smallest normal number (2⁻¹²⁶ of a query's largest in single precision, 2⁻¹⁰²² in double) count as 0. No memory that
/// grows with P is used. The order of the sums, and so the last digits, depend on the shapes and on the processor's vectors, never on the
/// number of threads.
/// </remarks>
public static partial class Attend
{
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
    public static void Apply<T>(
        ReadOnlySpan<T> queries, ReadOnlySpan<T> patterns, ReadOnlySpan<T> values, int patternCount, int dimension, T beta, Span<T> output,
        int parallelism = 1, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Apply(queries, patterns, values, patternCount, dimension, beta, null, output, parallelism, cancellationToken);
    }

    /// <summary>Writes Y = softmax(β Q Xᵀ + mask) V, row by row; zeros for a query that may attend to nothing. Cost: that of the patterns that are not masked.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="queries">Q row by row, shape [S, N].</param>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="values">V row by row, shape [P, D]; pass the patterns again for a Hopfield update.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="mask">Which patterns a query may attend to, and what is added to its scores, shape [S, P]; all and nothing where it is null.</param>
    /// <param name="output">Receives Y, shape [S, D]; it must not overlap the inputs.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the output is then unfinished.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, the mask does not fit them, or the queries are more than one call can answer (more than 2³¹ − 1 entries).</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, β is not positive and finite, or the parallelism is negative.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static unsafe void Apply<T>(
        ReadOnlySpan<T> queries, ReadOnlySpan<T> patterns, ReadOnlySpan<T> values, int patternCount, int dimension, T beta, AttentionMask? mask, Span<T> output,
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
                Beta = beta, Output = y, OutputStride = valueDimension, Mask = View<T>(mask, queryCount, patternCount),
            };
            Run(new ReadOnlySpan<Retrieval<T, T>>(in task), parallelism, cancellationToken);
        }
        GC.KeepAlive(mask);
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
    public static void Apply(
        ReadOnlySpan<float> queries, ReadOnlySpan<BFloat16> patterns, int patternCount, int dimension, float beta, Span<float> output,
        int parallelism = 1, CancellationToken cancellationToken = default)
    {
        Apply(queries, patterns, patternCount, dimension, beta, null, output, parallelism, cancellationToken);
    }

    /// <summary>
    /// Writes Y = softmax(β Q Xᵀ + mask) X over patterns in sixteen bits; zeros for a query that may attend to nothing. All arithmetic is in
    /// single precision. Cost: that of the patterns that are not masked.
    /// </summary>
    /// <param name="queries">Q row by row, shape [S, N].</param>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="mask">Which patterns a query may attend to, and what is added to its scores, shape [S, P]; all and nothing where it is null.</param>
    /// <param name="output">Receives Y, shape [S, N]; it must not overlap the queries.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the output is then unfinished.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, the mask does not fit them, or the queries are more than one call can answer (more than 2³¹ − 1 entries).</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, β is not positive and finite, or the parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static unsafe void Apply(
        ReadOnlySpan<float> queries, ReadOnlySpan<BFloat16> patterns, int patternCount, int dimension, float beta, AttentionMask? mask, Span<float> output,
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
                Beta = beta, Output = y, OutputStride = dimension, Mask = View<float>(mask, queryCount, patternCount),
            };
            Run(new ReadOnlySpan<Retrieval<float, BFloat16>>(in task), parallelism, cancellationToken);
        }
        GC.KeepAlive(mask);
    }

    private static MaskView<E> View<E>(AttentionMask? mask, int queryCount, int patternCount)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        if (mask is null) return default;
        if (!mask.Fits(1, queryCount, patternCount)) throw new ArgumentException($"Expected a mask of shape [{queryCount}, {patternCount}], got {mask.Shape}.", nameof(mask));
        return mask.View<E>(0);
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
