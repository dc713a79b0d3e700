using System.Buffers;
using Hopfield.Kernels;

namespace Hopfield;

// A pattern in slot j, that is with j units of N agreeing, gains A_j = F(2j − N) − F(2j − 2 − N) from a unit that agrees and would gain
// B_j = F(2j + 2 − N) − F(2j − N) if a unit that differs agreed. So 2 ξ_i h_i = Σ_agree A − Σ_differ B, and with g = (A + B)/2, c = (A − B)/2
//     2 h_i = ξ_i Σ_μ c_μ + Σ_μ x_μi g_μ.
// The first sum is the same for all units, the second is the field of a Hebbian network with g in place of the similarities: both change
// only when a unit flips. They are kept in single precision with a proven bound of the error. A sign that the bound leaves open, about one
// in a thousand, is taken from the exact field, so that every decision is the exact one, whatever the width of the registers.

/// <summary>A moving state of a dense memory: the overlaps stay up to date while units flip. A field costs O(P + N), its sign and a flip O(P).</summary>
internal sealed class DenseState : BipolarState
{
    private readonly DenseAssociativeMemory _memory;
    private readonly sbyte[] _state;
    private readonly int[] _slots;             // (x_μ·ξ + N)/2, 64 to a word of bits; those beyond P are not used
    private readonly int[] _counts;
    private readonly float[] _pulls;           // g_μ, 0 beyond P
    private readonly NumberPair[] _pairs;      // g, c of every slot
    private double _pullSum, _offset, _doubt;  // Σ g, Σ c, and the error that 2 h_i may have
    private bool _stale = true, _scaled;

    public DenseState(DenseAssociativeMemory memory, ReadOnlySpan<sbyte> state)
    {
        _memory = memory;
        int n = memory.Dimension, padded = 64 * BinaryPatterns.WordCount(memory.PatternCount);
        _slots = new int[padded];
        memory.Patterns.WriteSimilarities(state, Slots);
        foreach (ref int slot in Slots) slot = (slot + n) >> 1;
        _state = state.ToArray();
        _counts = new int[2 * n + 1];
        _pulls = new float[padded];
        _pairs = new NumberPair[n + 1];
    }

    private Span<int> Slots => _slots.AsSpan(0, _memory.PatternCount);

    public override ReadOnlySpan<sbyte> State => _state;

    public override double LocalField(int unit)
    {
        // Without the unit, a pattern that agrees with it is in the slot of r = 2(j − 1) − (N − 1), another one in that of r = 2j − (N − 1).
        int n = _state.Length, own = _state[unit] > 0 ? 1 : 0;
        Span<int> plus = _counts.AsSpan(0, n), minus = _counts.AsSpan(n, n);
        plus.Clear();
        minus.Clear();
        ReadOnlySpan<ulong> bits = _memory.Units[unit];
        ReadOnlySpan<int> slots = Slots;
        for (int mu = 0; mu < slots.Length; mu++)
        {
            int bit = (int)(bits[mu >> 6] >> (mu & 63)) & 1;
            if (bit == 1) plus[slots[mu] - own]++;
            else minus[slots[mu] - 1 + own]++;
        }
        return _memory.Table.Field(plus, minus);
    }

    public override int FieldSign(int unit)
    {
        if (_stale) Refresh();
        double twice = _state[unit] * _offset + 2 * SelectedSum.Of(_memory.Units[unit], _pulls) - _pullSum;
        return twice > _doubt ? 1 : twice < -_doubt ? -1 : base.FieldSign(unit);
    }

    public override void Flip(int unit)
    {
        _state[unit] = (sbyte)-_state[unit];
        SignedAdd.Apply(_memory.Units[unit], _state[unit], _slots);
        _stale = true;
    }

    public override double Energy
    {
        get
        {
            Span<int> counts = _counts.AsSpan(0, _state.Length + 1);
            counts.Clear();
            foreach (int slot in Slots) counts[slot]++;
            return _memory.Table.Energy(counts);
        }
    }

    private void Refresh()
    {
        // Values are relative to the steepest slot in use when they were scaled. Far from there they would overflow, or underflow.
        if (!_scaled || !TryLookUp())
        {
            Rescale();
            TryLookUp();
            _scaled = true;
        }
        _stale = false;
    }

    private bool TryLookUp()
    {
        const double MinSize = 1.0 / (1 << 20), MaxSize = 1L << 40;
        (_pullSum, _offset, double pulls, double offsets) = PairLookup.Apply(Slots, _pairs, _pulls.AsSpan(0, _memory.PatternCount));
        double size = pulls + offsets;
        // Rounding to single precision is 2⁻²⁴ of the size, each of the three sums at most 2⁻¹⁶ of it, the selected one counted twice.
        _doubt = 5 * SelectedSum.SingleError * size;
        if (!double.IsFinite(size)) _doubt = double.PositiveInfinity; // no sign is proven
        return size is > MinSize and < MaxSize;
    }

    private void Rescale()
    {
        int n = _state.Length, low = n, high = 0;
        foreach (int slot in Slots) (low, high) = (Math.Min(low, slot), Math.Max(high, slot));
        double[] rented = ArrayPool<double>.Shared.Rent(n);
        Span<double> rises = rented.AsSpan(0, n);
        _memory.Table.ScaledRises(Math.Max(low - 1, 0), Math.Min(high, n - 1), rises);
        for (int j = 0; j <= n; j++)
        {
            // No unit agrees in slot 0 and none differs in slot N, so any value does for what cannot be gained there.
            double agree = j > 0 ? rises[j - 1] : 0, differ = j < n ? rises[j] : 0;
            _pairs[j] = new NumberPair((float)(0.5 * (agree + differ)), (float)(0.5 * (agree - differ)));
        }
        ArrayPool<double>.Shared.Return(rented);
    }
}
