namespace Hopfield;

/// <summary>A ±1 model whose units also feel a constant input: h_i + b_i in place of h_i, E(ξ) − b·ξ in place of E(ξ).</summary>
/// <remarks>A weak input leans the landscape towards a cue without fixing it, as clamped units would. For pairwise networks it equals thresholds θ = −b.
/// Immutable; thread-safe when the model is.</remarks>
public sealed class ModelWithInput : BipolarModel
{
    private readonly BipolarModel _model;
    private readonly double[] _input;

    internal ModelWithInput(BipolarModel model, ReadOnlySpan<double> input)
    {
        if (input.Length != model.Dimension) throw new ArgumentException($"Expected an input of length {model.Dimension}, got {input.Length}.", nameof(input));
        Require.FiniteEnergy(input, 0, "inputs", nameof(input));
        _model = model;
        _input = input.ToArray();
    }

    /// <inheritdoc/>
    public override int Dimension => _model.Dimension;

    /// <inheritdoc/>
    public override bool HasEnergy => _model.HasEnergy;

    /// <inheritdoc/>
    public override BipolarState Begin(ReadOnlySpan<sbyte> state) => new InputState(_model.Begin(state), _input);

    private sealed class InputState(BipolarState moving, double[] input) : BipolarState
    {
        public override ReadOnlySpan<sbyte> State => moving.State;

        public override double LocalField(int unit) => moving.LocalField(unit) + input[unit];

        public override void LocalFields(Span<double> fields)
        {
            moving.LocalFields(fields);
            for (int i = 0; i < fields.Length; i++) fields[i] += input[i];
        }

        public override void FieldSigns(Span<sbyte> signs)
        {
            var fields = new double[input.Length];
            LocalFields(fields);
            for (int i = 0; i < fields.Length; i++) signs[i] = (sbyte)Math.Sign(Require.Number(fields[i], "the local field", i));
        }

        public override void Flip(int unit) => moving.Flip(unit);

        public override double Energy
        {
            get
            {
                double pull = 0;
                for (int i = 0; i < input.Length; i++) pull += input[i] * moving.State[i];
                return moving.Energy - pull;
            }
        }
    }
}
