namespace Hopfield;

/// <summary>A ±1 model whose units also feel a constant input: h_i + b_i in place of h_i, E(ξ) − b·ξ in place of E(ξ).</summary>
/// <remarks>A weak input leans the landscape towards a cue without fixing it, as clamped units would. For pairwise networks it equals thresholds θ = −b.
/// Immutable; thread-safe when the model is.</remarks>
public sealed class ModelWithInput : IBipolarModel
{
    private readonly IBipolarModel _model;
    private readonly double[] _input;

    internal ModelWithInput(IBipolarModel model, ReadOnlySpan<double> input)
    {
        if (input.Length != model.Dimension) throw new ArgumentException($"Expected an input of length {model.Dimension}, got {input.Length}.", nameof(input));
        for (int i = 0; i < input.Length; i++)
        {
            if (!double.IsFinite(input[i])) throw new ArgumentException($"Expected finite inputs, got {input[i]} at index {i}.", nameof(input));
        }
        _model = model;
        _input = input.ToArray();
    }

    /// <inheritdoc/>
    public int Dimension => _model.Dimension;

    /// <inheritdoc/>
    public bool HasEnergy => _model.HasEnergy;

    /// <inheritdoc/>
    public BipolarWalk Walk(ReadOnlySpan<sbyte> state) => new InputWalk(_model.Walk(state), _input);

    private sealed class InputWalk(BipolarWalk walk, double[] input) : BipolarWalk
    {
        public override ReadOnlySpan<sbyte> State => walk.State;

        public override double LocalField(int unit) => walk.LocalField(unit) + input[unit];

        public override void LocalFields(Span<double> fields)
        {
            walk.LocalFields(fields);
            for (int i = 0; i < fields.Length; i++) fields[i] += input[i];
        }

        public override void FieldSigns(Span<sbyte> signs)
        {
            var fields = new double[input.Length];
            LocalFields(fields);
            for (int i = 0; i < fields.Length; i++) signs[i] = (sbyte)((fields[i] > 0 ? 1 : 0) - (fields[i] < 0 ? 1 : 0));
        }

        public override void Flip(int unit) => walk.Flip(unit);

        public override double Energy
        {
            get
            {
                double pull = 0;
                for (int i = 0; i < input.Length; i++) pull += input[i] * walk.State[i];
                return walk.Energy - pull;
            }
        }
    }
}
