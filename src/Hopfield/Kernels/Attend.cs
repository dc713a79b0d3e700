using System.Buffers;
using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>Retrieval in one step: every query becomes softmax(β X q)-weighted values.</summary>
public static class Attend
{
    /// <summary>Writes Y = softmax(β Q Xᵀ) V, row by row. Cost: O(S·P·(N + D)).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="queries">Q row by row, shape [S, N].</param>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="values">V row by row, shape [P, D]; pass the patterns again for a Hopfield update.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="output">Receives Y, shape [S, D]; it must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1 or N &lt; 1.</exception>
    public static void Apply<T>(
        ReadOnlySpan<T> queries, ReadOnlySpan<T> patterns, ReadOnlySpan<T> values,
        int patternCount, int dimension, T beta, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Shapes.RequireLength(patterns.Length, (long)patternCount * dimension, nameof(patterns));
        int valueDimension = values.Length / patternCount, queryCount = queries.Length / dimension;
        Shapes.RequireLength(values.Length, (long)patternCount * valueDimension, nameof(values));
        Shapes.RequireLength(queries.Length, (long)queryCount * dimension, nameof(queries));
        Shapes.RequireLength(output.Length, (long)queryCount * valueDimension, nameof(output));

        T[] scratch = ArrayPool<T>.Shared.Rent(patternCount);
        Span<T> weights = scratch.AsSpan(0, patternCount);
        for (int s = 0; s < queryCount; s++)
        {
            Similarities.Apply(patterns, queries.Slice(s * dimension, dimension), weights);
            Softmax.Apply(weights, beta, weights);
            WeightedSum.Apply(values, weights, output.Slice(s * valueDimension, valueDimension));
        }
        ArrayPool<T>.Shared.Return(scratch);
    }
}
