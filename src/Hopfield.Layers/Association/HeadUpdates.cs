using System.Numerics;
using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>What happens inside the heads: states move towards stored patterns, as often as asked, and the last weights answer with values.</summary>
/// <remarks>
/// In one head of one bag, with states ξ_1 = Q [S, D_h], keys K [P, D_h], values V [P, D_v]:
/// Z_u = β ξ_u Kᵀ + mask [S, P], P_u = sep(Z_u) row by row, ξ_{u+1} = P_u K, and after the last u the answer is O = (P_u ∘ dropout) V [S, D_v].
/// A query that has converged keeps its state from then on.
/// </remarks>
internal static class HeadUpdates
{
    /// <summary>Runs all heads of all bags.</summary>
    public static void Forward<T>(AssociationTrace<T> trace, ulong dropoutKey)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int entries = trace.BlockCount * trace.RowCount;
        trace.UpdateCounts.Zeros(entries);
        trace.Settled.Zeros(entries);
        trace.Lasts.Of(trace.BlockCount);
        trace.Answers.Of(trace.Blocks * trace.RowCount * trace.Shape.AnswerWidth);
        if (trace.Drops) Dropout.Draw(dropoutKey, trace.Options.Dropout, trace.Keep.Of(entries * trace.PatternCount).Span);
        for (int bag = 0; bag < trace.Blocks; bag++)
        {
            for (int head = 0; head < trace.Heads; head++) Forward(trace, bag, head);
        }
    }

    private static void Forward<T>(AssociationTrace<T> trace, int bag, int head)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HeadShape shape = trace.Shape;
        HopfieldLayerOptions options = trace.Options;
        int rows = trace.RowCount, block = (bag * trace.Heads) + head, update = 1;
        MatrixView<T> keys = trace.KeysOf(bag, head);
        Span<int> counts = trace.UpdateCounts.Of(trace.BlockCount * rows).Span.Slice(block * rows, rows);
        double allowed = options.Tolerance == 0 || options.MaxUpdates == 1 ? 0 : options.Tolerance * LargestNorm(trace, bag, head);
        for (; ; update++)
        {
            Span<T> weights = trace.WeightsAt(update, block);
            var states = new MatrixView<T>(trace.StatesAt(update, bag, head, out int stride), rows, shape.Hidden, stride);
            MatrixProduct.Apply(states, keys.Transposed, weights, trace.PatternCount, trace.Beta[head]);
            Weigh(trace, bag, head, weights);
            if (update == options.MaxUpdates) break;

            Span<T> next = trace.MovedStatesAt(update + 1, block);
            MatrixProduct.Apply(new(weights, rows, trace.PatternCount), keys, next, shape.Hidden, T.One);
            if (options.Tolerance > 0 && !StayWhereSettled(trace, update, bag, head, next, counts, allowed)) break;
        }
        trace.Lasts.Of(trace.BlockCount).Span[block] = update;
        foreach (ref int count in counts)
        {
            if (count == 0) count = update;
        }
        Answer(trace, bag, head, update);
    }

    private static void Weigh<T>(AssociationTrace<T> trace, int bag, int head, Span<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FenchelYoungSeparation separation = trace.Options.Separation;
        bool softmax = ReferenceEquals(separation, SeparationFunction.Softmax);
        var mask = new ScoreMask<T>(trace, bag);
        Span<T> shifts = trace.Options.ComparesByDistance ? trace.Scratch.Of(trace.PatternCount).Span : default;
        for (int mu = 0; mu < shifts.Length; mu++) shifts[mu] = T.CreateTruncating(-0.5) * trace.Beta[head] * SquaredNorm(trace.KeyOf(bag, head, mu));
        for (int s = 0, width = trace.PatternCount; s < trace.RowCount; s++)
        {
            Span<T> row = scores.Slice(s * width, width);
            if (!shifts.IsEmpty) TensorPrimitives.Add(row, shifts, row);
            if (!mask.IsEmpty) mask.Apply(row, head, s);
            if (!softmax) separation.Weigh(row, T.One, row);
        }
        if (softmax) Softmax.ApplyToRows(scores, trace.PatternCount, T.One);
    }

    // Queries whose step was short keep the state that the last weights were computed from. Returns whether any still moves.
    private static bool StayWhereSettled<T>(AssociationTrace<T> trace, int update, int bag, int head, Span<T> next, Span<int> counts, double allowed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = trace.Shape.Hidden, rows = counts.Length;
        ReadOnlySpan<T> states = trace.StatesAt(update, bag, head, out int stride);
        Span<bool> settled = trace.Settled.Of(trace.BlockCount * rows).Span.Slice(((bag * trace.Heads) + head) * rows, rows);
        bool moving = false;
        for (int s = 0; s < rows; s++)
        {
            ReadOnlySpan<T> state = states.Slice(s * stride, width);
            Span<T> moved = next.Slice(s * width, width);
            if (!settled[s] && double.CreateTruncating(TensorPrimitives.Distance<T>(state, moved)) <= allowed) (settled[s], counts[s]) = (true, update);
            if (settled[s]) state.CopyTo(moved);
            else moving = true;
        }
        return moving;
    }

    private static void Answer<T>(AssociationTrace<T> trace, int bag, int head, int update)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HeadShape shape = trace.Shape;
        int rows = trace.RowCount, block = (bag * trace.Heads) + head, size = rows * trace.PatternCount;
        ReadOnlySpan<T> weights = trace.WeightsAt(update, block);
        if (trace.Drops)
        {
            Span<T> dropped = trace.Dropped.Of(trace.BlockCount * size).Span.Slice(block * size, size);
            TensorPrimitives.Multiply(weights, trace.Keep.Of(trace.BlockCount * size).Span.Slice(block * size, size), dropped);
            weights = dropped;
        }
        Span<T> answers = trace.Answers.Of(trace.Blocks * rows * shape.AnswerWidth).Span[((bag * rows * shape.AnswerWidth) + (head * shape.Value))..];
        MatrixProduct.Apply(new(weights, rows, trace.PatternCount), trace.ValuesOf(bag, head), answers, shape.AnswerWidth, T.One);
    }

    private static double LargestNorm<T>(AssociationTrace<T> trace, int bag, int head)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0;
        for (int mu = 0; mu < trace.PatternCount; mu++) largest = Math.Max(largest, Math.Sqrt(double.CreateTruncating(SquaredNorm(trace.KeyOf(bag, head, mu)))));
        return largest;
    }

    private static T SquaredNorm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Dot.Of(x, x);
}
