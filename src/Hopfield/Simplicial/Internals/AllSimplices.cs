namespace Hopfield;

// With u_i = x_i ξ_i, the sum over all sets of k units of Π u_i depends only on how many u_i are +1 (p agreeing units) and −1 (q differing ones):
// it is the coefficient of tᵏ in (1 + t)^p (1 − t)^q, that is Σ_j (−1)^j C(p, k − j) C(q, j). One table over p holds it for every state.

/// <summary>A simplicial network of all sets of some sizes: energies come from the number of units in which the state agrees with each pattern.</summary>
internal sealed class AllSimplices : ISimplexSum
{
    private readonly BinaryPatterns _patterns;
    private readonly UnitBits _units;
    private readonly int[] _sizes;
    private readonly long[] _sumAt; // by p, 0 … N

    public AllSimplices(BinaryPatterns patterns, int[] sizes)
    {
        _patterns = patterns;
        _units = new UnitBits(patterns);
        _sizes = [.. sizes];
        int n = patterns.Dimension;
        _sumAt = new long[n + 1];
        for (int p = 0; p <= n; p++)
        {
            foreach (int size in sizes)
            {
                for (int j = 0; j <= size; j++)
                {
                    long sets = (long)(Simplices.Count(p, size - j) * Simplices.Count(n - p, j));
                    _sumAt[p] += j % 2 == 0 ? sets : -sets;
                }
            }
        }
    }

    private AllSimplices(AllSimplices other, BinaryPatterns patterns, UnitBits units) =>
        (_patterns, _units, _sizes, _sumAt) = (patterns, units, other._sizes, other._sumAt);

    public BipolarState Begin(ReadOnlySpan<sbyte> state) => new OverlapState(this, state);

    public ISimplexSum Add(BinaryPatterns more, ReadOnlySpan<sbyte> pattern) => new AllSimplices(this, more, _units.Add(pattern));

    public ISimplexSum Remove(BinaryPatterns fewer, int mu, ReadOnlySpan<sbyte> pattern) => new AllSimplices(this, fewer, _units.Remove(mu));

    public void Write(ModelWriter writer) => writer.Array<int>("sizes", _sizes);

    private sealed class OverlapState : BipolarState
    {
        private readonly AllSimplices _sum;
        private readonly sbyte[] _state;
        private readonly int[] _agreeing; // p of every pattern

        public OverlapState(AllSimplices sum, ReadOnlySpan<sbyte> state)
        {
            _sum = sum;
            _state = state.ToArray();
            _agreeing = Array.ConvertAll(sum._patterns.Similarities(state), z => (z + _state.Length) / 2);
        }

        public override ReadOnlySpan<sbyte> State => _state;

        // h_i = ξ_i ΔE/2, and both energies are sums over the table.
        public override double LocalField(int unit)
        {
            long change = 0;
            for (int mu = 0; mu < _agreeing.Length; mu++)
            {
                int p = _agreeing[mu];
                change += _sum._sumAt[p] - _sum._sumAt[p + AfterFlip(mu, unit)];
            }
            return (double)(_state[unit] * (change / 2)) / _state.Length;
        }

        public override void Flip(int unit)
        {
            for (int mu = 0; mu < _agreeing.Length; mu++) _agreeing[mu] += AfterFlip(mu, unit);
            _state[unit] = (sbyte)-_state[unit];
        }

        public override double Energy
        {
            get
            {
                long total = 0;
                foreach (int p in _agreeing) total += _sum._sumAt[p];
                return 0.0 - (double)total / _state.Length;
            }
        }

        // By how much a flip of the unit changes the number of units that agree with pattern μ.
        private int AfterFlip(int mu, int unit)
        {
            bool isPlus = (_sum._units[unit][mu >> 6] >> (mu & 63) & 1) == 1;
            return isPlus == _state[unit] > 0 ? -1 : 1;
        }
    }
}
