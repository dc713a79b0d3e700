using System.Numerics;
using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>The gradient of <see cref="HeadUpdates"/>.</summary>
/// <remarks>
/// <para>In one head of one bag, with G = ∂L/∂O [S, D_v]: ∂L/∂V = (P ∘ k)ᵀ G [P, D_v], where k is the dropout, and
/// A_u = ∂L/∂P_u = (G Vᵀ) ∘ k [S, P] at the last update u.</para>
/// <para>Through each softmax, from the last to the first: B_u = ∂L/∂Z_u = J(P_u) A_u row by row [S, P] (see
/// <see cref="SeparationGradient"/>), and since Z_u = β ξ_u Kᵀ:
/// C_u = ∂L/∂ξ_u = β B_u K [S, D_h], ∂L/∂K += β B_uᵀ ξ_u [P, D_h], ∂L/∂ln β += Σ_s C_u,s · ξ_u,s.
/// Then, since ξ_u = P_{u−1} K: A_{u−1} = C_u Kᵀ and ∂L/∂K += P_{u−1}ᵀ C_u. At the first update ∂L/∂Q = C_1. A query that had converged
/// has ξ_u = ξ_{u−1}: its row of C_u goes on unchanged.</para>
/// <para>Where scores compare by distance, Z has the columns −½ β ‖k_μ‖² too: with b_μ = Σ_s B_sμ, ∂L/∂k_μ −= β b_μ k_μ and
/// ∂L/∂ln β −= ½ β Σ_μ b_μ ‖k_μ‖².</para>
/// <para>Implicit: at a fixed point ξ = f(ξ, K) = Kᵀ sep(β K ξ) the last C is not handed to an earlier update but to the equation itself.
/// From dξ = (∂f/∂ξ) dξ + (∂f/∂K) dK follows ∂L/∂K += (∂f/∂K)ᵀ u with (I − ∂f/∂ξ)ᵀ u = C, and nothing for Q. ∂f/∂ξ = β Kᵀ J(p) K
/// [D_h, D_h] is symmetric, and its eigenvalues lie below 1 where the fixed point is a minimum of the energy. Then one more step as above
/// with A = u Kᵀ, ∂L/∂K += Pᵀ u, ends it.</para>
/// </remarks>
internal static class HeadGradients
{
    /// <summary>Runs all heads of all bags backward.</summary>
    /// <param name="trace">What the heads left behind.</param>
    /// <param name="outer">G of all bags and heads, shape [B, S, H·D_v].</param>
    /// <param name="wanted">Which gradients are asked for.</param>
    /// <param name="logBeta">Receives ∂L/∂ln β, shape [H]; empty where it is not asked for.</param>
    public static void Backward<T>(AssociationTrace<T> trace, ReadOnlySpan<T> outer, AssociationWants wanted, Span<T> logBeta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Each head's first contribution to a gradient is written, further ones are added, so arrays need not begin at zero. A fixed point
        // contributes nothing to the states that came in.
        if (trace.Implicit) trace.StateGradients.Zeros(trace.State.Output.Values.Length);
        for (int bag = 0; bag < trace.Blocks; bag++)
        {
            for (int head = 0; head < trace.Heads; head++)
            {
                var room = new Block<T>(trace, bag, head, wanted.Stored, betaWanted: !logBeta.IsEmpty);
                ReadOnlySpan<T> own = outer[((bag * trace.RowCount * trace.Shape.AnswerWidth) + (head * trace.Shape.Value))..];
                if (wanted.Projected) room.Answer(own);
                if (!wanted.State && !wanted.Stored && logBeta.IsEmpty) continue;
                T sum = room.Updates(own, wanted.State);
                if (!logBeta.IsEmpty) logBeta[head] += sum;
            }
        }
    }

    private ref struct Block<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AssociationTrace<T> _trace;
        private readonly int _bag, _head, _block, _rows, _patterns, _width;
        private readonly MatrixView<T> _keys;
        private readonly T _beta;
        private readonly Span<T> _scores, _states, _carried, _sums; // [S, P], [S, D_h], [S, D_h], [P]
        private readonly Span<T> _keyGradients;
        private readonly bool _keysWanted, _betaWanted;
        private bool _keysWritten;

        public Block(AssociationTrace<T> trace, int bag, int head, bool keysWanted, bool betaWanted)
        {
            (_keysWanted, _betaWanted) = (keysWanted, betaWanted);
            (_trace, _bag, _head, _block, _rows, _patterns, _width) =
                (trace, bag, head, (bag * trace.Heads) + head, trace.RowCount, trace.PatternCount, trace.Shape.Hidden);
            _keys = trace.KeysOf(bag, head);
            _beta = trace.Beta[head];
            int scores = _rows * _patterns, states = _rows * _width;
            Span<T> scratch = trace.Scratch.Of(scores + (2 * states) + _patterns).Span;
            _scores = scratch[..scores];
            _states = scratch.Slice(scores, states);
            _carried = scratch.Slice(scores + states, states);
            _sums = scratch[(scores + (2 * states))..];
            _keyGradients = Own(trace.StoredGradients, trace.Keys.Output, trace.Shape.StoredOffset(head), trace.StoredBags);
            _keysWritten = !IsFirst(trace.StoredBags, trace.Shape.StaticStored);
        }

        // Whether no block before this one has written to the gradient of something that all bags, or all heads, may share.
        private readonly bool IsFirst(int bags, bool sharedByHeads) => (bags > 1 || _bag == 0) && (!sharedByHeads || _head == 0);

        private int KeyStride => _trace.Shape.StoredWidth;

        /// <summary>∂L/∂V += (P ∘ k)ᵀ G.</summary>
        public void Answer(ReadOnlySpan<T> outer)
        {
            int size = _rows * _patterns;
            ReadOnlySpan<T> weights = _trace.Drops
                ? _trace.Dropped.Of(_trace.BlockCount * size).Span.Slice(_block * size, size)
                : _trace.WeightsAt(_trace.LastOf(_block), _block);
            Span<T> values = Own(_trace.ValueGradients, _trace.Values.Output, _trace.Shape.ValueOffset(_head), _trace.StoredBags);
            MatrixProduct.Apply(new MatrixView<T>(weights, _rows, _patterns).Transposed, Outer(outer), values, _trace.Shape.ValueWidth, T.One,
                add: !IsFirst(_trace.StoredBags, _trace.Shape.StaticProjected));
        }

        /// <summary>∂L/∂Q and ∂L/∂K through all updates. Returns ∂L/∂ln β, or 0 where it is not asked for.</summary>
        public T Updates(ReadOnlySpan<T> outer, bool stateWanted)
        {
            int size = _rows * _patterns, update = _trace.LastOf(_block);
            MatrixProduct.Apply(Outer(outer), _trace.ValuesOf(_bag, _head).Transposed, _scores, _patterns, T.One);
            if (_trace.Drops) TensorPrimitives.Multiply(_scores, _trace.Keep.Of(_trace.BlockCount * size).Span.Slice(_block * size, size), _scores);
            BagBatch<T> came = _trace.State.Output;
            Span<T> to = stateWanted ? Own(_trace.StateGradients, came, _trace.Shape.StateOffset(_head), came.BagCount) : default;
            bool first = IsFirst(came.BagCount, _trace.Shape.StaticState);
            // The one update there usually is writes where the gradient belongs.
            if (update == 1 && stateWanted && first && !_trace.Implicit) return Softmax(update, to, came.Dimension);

            T logBeta = Softmax(update, _states, _width);
            if (_trace.Implicit) return logBeta + FixedPoint(update);
            for (; update > 1; update--)
            {
                bool settled = CarrySettled(update);
                Moved(_trace.WeightsAt(update - 1, _block));
                logBeta += Softmax(update - 1, _states, _width);
                if (settled) AddCarried(update);
            }
            for (int s = 0; s < _rows && stateWanted; s++)
            {
                Span<T> row = to.Slice(s * came.Dimension, _width);
                if (first) _states.Slice(s * _width, _width).CopyTo(row);
                else TensorPrimitives.Add(row, _states.Slice(s * _width, _width), row);
            }
            return logBeta;
        }

        // From A in the scores to C in the given rows, through the softmax of an update.
        private T Softmax(int update, Span<T> to, int toStride)
        {
            SeparationGradient.Apply(_trace.Options.Separation, _trace.WeightsAt(update, _block), _scores, _patterns);
            ReadOnlySpan<T> states = _trace.StatesAt(update, _bag, _head, out int stride);
            var b = new MatrixView<T>(_scores, _rows, _patterns);
            MatrixProduct.Apply(b, _keys, to, toStride, _beta);
            if (_keysWanted)
            {
                MatrixProduct.Apply(b.Transposed, new(states, _rows, _width, stride), _keyGradients, KeyStride, _beta, add: _keysWritten);
                _keysWritten = true;
            }
            T logBeta = T.Zero;
            for (int s = 0; s < _rows && _betaWanted; s++) logBeta += Dot.Of(to.Slice(s * toStride, _width), states.Slice(s * stride, _width));
            return _trace.Options.ComparesByDistance ? logBeta + Distances() : logBeta;
        }

        // What the term −½ β ‖k‖² of the scores adds.
        private T Distances()
        {
            _sums.Clear();
            Rows.AddAll(_scores, _sums);
            T logBeta = T.Zero;
            for (int mu = 0; mu < _patterns; mu++)
            {
                ReadOnlySpan<T> key = _trace.KeyOf(_bag, _head, mu);
                T pull = -_beta * _sums[mu];
                logBeta += pull * Dot.Of(key, key) / T.CreateTruncating(2);
                Span<T> to = _keyGradients.Slice(mu * KeyStride, _width);
                if (_keysWanted) TensorPrimitives.MultiplyAdd(key, pull, to, to);
            }
            return logBeta;
        }

        // From C in the states to A in the scores, through ξ = P K.
        private void Moved(ReadOnlySpan<T> weights)
        {
            var c = new MatrixView<T>(_states, _rows, _width);
            MatrixProduct.Apply(c, _keys.Transposed, _scores, _patterns, T.One);
            if (_keysWanted) MatrixProduct.Apply(new MatrixView<T>(weights, _rows, _patterns).Transposed, c, _keyGradients, KeyStride, T.One, add: true);
        }

        // Takes rows out of C whose state was not moved before this update. Returns whether there are any.
        private bool CarrySettled(int update)
        {
            bool any = false;
            for (int s = 0; s < _rows; s++)
            {
                if (!Stayed(s, update)) continue;
                any = true;
                Span<T> row = _states.Slice(s * _width, _width);
                row.CopyTo(_carried[(s * _width)..]);
                row.Clear();
            }
            return any;
        }

        private void AddCarried(int update)
        {
            for (int s = 0; s < _rows; s++)
            {
                if (Stayed(s, update)) _carried.Slice(s * _width, _width).CopyTo(_states[(s * _width)..]);
            }
        }

        private bool Stayed(int s, int update) => _trace.UpdateCounts.Of(_trace.BlockCount * _rows).Span[(_block * _rows) + s] < update;

        // C is handed to the equation of the fixed point: see the remarks.
        private T FixedPoint(int update)
        {
            ReadOnlySpan<T> weights = _trace.WeightsAt(update, _block);
            FixedPointSolve.Apply(_trace.Options.Separation, weights, _keys, _beta, _states, _trace.SolveRoom);
            Moved(weights);
            return Softmax(update, _states, _width);
        }

        private MatrixView<T> Outer(ReadOnlySpan<T> outer) => new(outer, _rows, _trace.Shape.Value, _trace.Shape.AnswerWidth);

        private Span<T> Own(Room<T> gradients, BagBatch<T> shape, int offset, int bags) =>
            gradients.Of(shape.Values.Length).Span[(((bags == 1 ? 0 : _bag) * shape.BagSize * shape.Dimension) + offset)..];
    }
}

/// <summary>Which gradients an association is asked for.</summary>
internal readonly record struct AssociationWants(bool State, bool Stored, bool Projected);
