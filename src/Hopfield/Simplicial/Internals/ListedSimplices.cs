using System.Numerics;

namespace Hopfield;

/// <summary>A simplicial network as a list of sets with their integer weights.</summary>
internal sealed class ListedSimplices : ISimplexSum
{
    private readonly int[][] _sets;
    private readonly long[] _weights;
    private readonly int[][] _setsOfUnit;

    public ListedSimplices(BinaryPatterns patterns, int[][] sets)
    {
        _sets = sets;
        _weights = Array.ConvertAll(sets, WeightsOf(patterns));
        var lists = new List<int>[patterns.Dimension];
        for (int i = 0; i < lists.Length; i++) lists[i] = [];
        for (int s = 0; s < sets.Length; s++)
        {
            foreach (int unit in sets[s]) lists[unit].Add(s);
        }
        _setsOfUnit = Array.ConvertAll(lists, list => list.ToArray());
    }

    private ListedSimplices(ListedSimplices other, ReadOnlySpan<sbyte> pattern, int sign)
    {
        (_sets, _setsOfUnit) = (other._sets, other._setsOfUnit);
        _weights = [.. other._weights];
        for (int s = 0; s < _sets.Length; s++)
        {
            int product = sign;
            foreach (int unit in _sets[s]) product *= pattern[unit];
            _weights[s] += product;
        }
    }

    public BipolarState Begin(ReadOnlySpan<sbyte> state) => new ListedState(this, state);

    public ISimplexSum Add(BinaryPatterns more, ReadOnlySpan<sbyte> pattern) => new ListedSimplices(this, pattern, 1);

    public ISimplexSum Remove(BinaryPatterns fewer, int mu, ReadOnlySpan<sbyte> pattern) => new ListedSimplices(this, pattern, -1);

    public void Write(ModelWriter writer)
    {
        writer.Array<int>("sizes", Array.ConvertAll(_sets, set => set.Length));
        writer.Array<int>("sets", [.. _sets.SelectMany(set => set)]);
    }

    // The product of a set's entries is −1 where an odd number of them is −1: an exclusive-or over the patterns' sign bits.
    private static Converter<int[], long> WeightsOf(BinaryPatterns patterns)
    {
        var units = new UnitBits(patterns);
        int words = BinaryPatterns.WordCount(patterns.PatternCount);
        return set =>
        {
            int positive = 0;
            for (int w = 0; w < words; w++)
            {
                ulong odd = 0;
                foreach (int unit in set) odd ^= units[unit][w];
                positive += BitOperations.PopCount(odd);
            }
            // odd counts the +1 entries; the −1 entries are odd in number when it differs in parity from the set's size.
            long sum = 2L * positive - patterns.PatternCount;
            return set.Length % 2 == 1 ? sum : -sum;
        };
    }

    private sealed class ListedState : BipolarState
    {
        private readonly ListedSimplices _sum;
        private readonly sbyte[] _state;
        private readonly long[] _terms; // k_σ Π_{i∈σ} ξ_i
        private readonly long[] _fields; // H_i = ξ_i · (sum of the terms of the sets with i)

        public ListedState(ListedSimplices sum, ReadOnlySpan<sbyte> state)
        {
            _sum = sum;
            _state = state.ToArray();
            _terms = [.. sum._weights];
            _fields = new long[state.Length];
            for (int s = 0; s < _terms.Length; s++)
            {
                foreach (int unit in sum._sets[s]) _terms[s] *= _state[unit];
                foreach (int unit in sum._sets[s]) _fields[unit] += _terms[s] * _state[unit];
            }
        }

        public override ReadOnlySpan<sbyte> State => _state;

        public override double LocalField(int unit) => (double)_fields[unit] / _state.Length;

        public override void Flip(int unit)
        {
            foreach (int s in _sum._setsOfUnit[unit])
            {
                foreach (int other in _sum._sets[s])
                {
                    if (other != unit) _fields[other] -= 2 * _terms[s] * _state[other];
                }
                _terms[s] = -_terms[s];
            }
            _state[unit] = (sbyte)-_state[unit];
        }

        public override double Energy
        {
            get
            {
                long total = 0;
                foreach (long term in _terms) total += term;
                return 0.0 - (double)total / _state.Length;
            }
        }
    }
}
