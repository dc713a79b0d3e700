using System.Numerics;

namespace Hopfield;

/// <summary>A moving state of a network whose weights are written down: a field is at hand, and a flip brings all fields up to date with one column of weights.</summary>
internal sealed class PairwiseState<K> : BipolarState
    where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
{
    private readonly StoredCouplings<K> _couplings;
    private readonly double[] _thresholds;
    private readonly bool _hasEnergy;
    private readonly sbyte[] _state;
    private readonly K[] _fields;

    public PairwiseState(StoredCouplings<K> couplings, double[] thresholds, bool hasEnergy, ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, couplings.Dimension, nameof(state));
        _couplings = couplings;
        _thresholds = thresholds;
        _hasEnergy = hasEnergy;
        _state = state.ToArray();
        _fields = new K[state.Length];
        couplings.Fields(_state, _fields);
    }

    public override ReadOnlySpan<sbyte> State => _state;

    // With thresholds of zero the sign is that of an integer. With others it is one fixed comparison for each integer,
    // so the unit behaves as if its threshold lay between two integers: the convergence proof holds in rounded arithmetic too.
    public override double LocalField(int unit) => _couplings.Real(double.CreateTruncating(_fields[unit])) - _thresholds[unit];

    public override void Flip(int unit)
    {
        _state[unit] = (sbyte)-_state[unit];
        _couplings.AddColumn(unit, 2 * _state[unit], _fields);
    }

    public override double Energy
    {
        get
        {
            if (!_hasEnergy) throw new NotSupportedException("A network with asymmetric weights has no energy.");
            Int128 pairs = 0;
            for (int i = 0; i < _state.Length; i++) pairs += _state[i] * Int128.CreateTruncating(_fields[i]);
            double bias = 0;
            for (int i = 0; i < _thresholds.Length; i++) bias += _thresholds[i] * _state[i];
            return bias - _couplings.Real((double)(pairs / 2)); // each pair was counted twice
        }
    }
}
