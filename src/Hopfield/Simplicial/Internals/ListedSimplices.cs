using System.Numerics;

namespace Hopfield;

/// <summary>A simplicial network as a list of sets with their integer weights.</summary>
internal sealed class ListedSimplices : ISimplexSum
{
    private readonly int[][] _sets;
    private readonly long[] _weights;
    private readonly int[][] _setsOfUnit;

    public ListedSimplices(BinaryPatterns patterns, int[][] sets)
        : this(patterns.Dimension, sets, Array.ConvertAll(sets, WeightsOf(patterns))) { }

    private ListedSimplices(int dimension, int[][] sets, long[] weights)
    {
        _sets = sets;
        _weights = weights;
        var lists = new List<int>[dimension];
        for (int i = 0; i < lists.Length; i++) lists[i] = [];
        for (int s = 0; s < sets.Length; s++)
        {
            foreach (int unit in sets[s]) lists[unit].Add(s);
        }
        _setsOfUnit = Array.ConvertAll(lists, list => list.ToArray());
    }

    /// <summary>N.</summary>
    public int Dimension => _setsOfUnit.Length;

    /// <summary>The number of sets.</summary>
    public int Count => _sets.Length;

    public BipolarState Begin(ReadOnlySpan<sbyte> state) => new ListedState(this, state);

    public void Write(ModelWriter writer)
    {
        // How many sets each unit is in: it follows from the sets, and lets the size of a file bound N.
        writer.Array<int>("degrees", Array.ConvertAll(_setsOfUnit, sets => sets.Length));
        writer.Array<long>("weights", _weights);
        writer.Array<int>("sizes", Array.ConvertAll(_sets, set => set.Length));
        writer.Array<int>("sets", [.. _sets.SelectMany(set => set)]);
    }

    /// <summary>Reads the sets, in the order of their units, and the weights that were written.</summary>
    public static ListedSimplices Read(ModelReader reader, Func<IEnumerable<int[]>, int, int[][]> check)
    {
        int[] sizes = reader.Array<int>("sizes"), units = reader.Array<int>("sets"), degrees = reader.Array<int>("degrees");
        if (sizes.Any(size => size < 0) || sizes.Sum(size => (long)size) != units.Length)
            throw reader.Fault($"has in 'sizes' no sizes that add up to the {units.Length} units of its sets.");
        int next = 0;
        int[][] sets = check([.. sizes.Select(size => units[next..(next += size)])], degrees.Length);
        long[] weights = reader.Array<long>("weights", sets.Length);
        // As large as patterns can make them, no sum over sets can overflow.
        if (weights.Any(weight => weight is < -int.MaxValue or > int.MaxValue)) throw reader.Fault("has in 'weights' a magnitude above 2³¹ − 1.");
        var listed = new ListedSimplices(degrees.Length, sets, weights);
        if (!listed._setsOfUnit.Select(of => of.Length).SequenceEqual(degrees)) throw reader.Fault("has in 'degrees' other numbers than its sets give.");
        return listed;
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
            long sum = 2 * positive - patterns.PatternCount;
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
