namespace Hopfield.Tests;

/// <summary>Functions of the caller's own that answer with NaN, ∞ or nothing end in one clear exception, and never in a fixed point.</summary>
public class UserFunctionDoorsTests
{
    private static readonly PatternSet<double> _patterns = PatternSet.OnSphere<double>(4, 3, 1, seed: 1);
    private static readonly double[] _state = [0.5, -0.2, 0.3];

    private sealed class OwnSeparation(double weight, double conjugate = 1, double entropy = 1, double sensitivity = 1) : FenchelYoungSeparation
    {
        public override string Name => "my own";

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights) => weights.Fill(T.CreateTruncating(weight));

        public override double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights) => conjugate;

        public override double LargestEntropy(int count) => entropy;

        public override void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities) => sensitivities.Fill(sensitivity);
    }

    private sealed class OwnSimilarity : Similarity
    {
        public override string Name => "my own";

        public override double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state) => double.NaN;
    }

    private sealed class OwnModel(double field, double energy) : BipolarModel
    {
        public override int Dimension => 3;

        public override bool HasEnergy => true;

        public override BipolarState Begin(ReadOnlySpan<sbyte> state) => new OwnState(state.ToArray(), field, energy);

        private sealed class OwnState(sbyte[] state, double field, double energy) : BipolarState
        {
            public override ReadOnlySpan<sbyte> State => state;

            public override double LocalField(int unit) => field;

            public override void Flip(int unit) => state[unit] = (sbyte)-state[unit];

            public override double Energy => energy;
        }
    }

    private static readonly Dictionary<string, Action<double>> _separations = new()
    {
        ["update"] = bad => Memory(new(bad)).Update(_state),
        ["recall"] = bad => Memory(new(bad)).Recall(_state),
        ["batch"] = bad => Memory(new(bad)).RecallBatch(_patterns),
        ["weights"] = bad => Memory(new(bad)).Attention(_state),
        ["gradient"] = bad => Memory(new(bad)).Gradient(_state),
        ["effective count"] = bad => Memory(new(bad)).EffectivePatternCount(_state),
        ["attention"] = bad => HopfieldAttention.Store(_patterns, options: new() { Separation = new OwnSeparation(bad) }).Attend(_patterns),
        ["attention's recall"] = bad => HopfieldAttention.Store(_patterns, options: new() { Separation = new OwnSeparation(bad), MaxUpdates = 3 }).Recall(_patterns),
        ["scheme"] = bad => new RetrievalScheme(Similarity.Dot, new OwnSeparation(bad)).Retrieve(_patterns, _state),
        ["custom map"] = bad => new RetrievalScheme(Similarity.Dot, SeparationFunction.Custom("my own", (_, _, p) => p.Fill(bad))).Weights(_patterns, _state),
        ["conjugate"] = bad => Memory(new(0.25, conjugate: double.IsNaN(bad) ? bad : double.NaN)).Energy(_state),
        ["entropy"] = bad => Memory(new(0.25, entropy: double.IsNaN(bad) ? bad : double.NaN)).Energy(_state),
        ["sensitivity"] = bad => Memory(new(0.25, sensitivity: bad)).Jacobian(_state),
    };

    public static TheoryData<string> Separations => [.. _separations.Keys];

    private static ContinuousHopfield<double> Memory(OwnSeparation separation) => ContinuousHopfield.Store(_patterns, 2.0, separation);

    [Theory, MemberData(nameof(Separations))]
    public void A_separation_without_numbers_is_met_with_its_name(string where)
    {
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Assert.Contains("my own", Assert.Throws<InvalidOperationException>(() => _separations[where](bad)).Message);
    }

    [Fact]
    public void A_similarity_without_numbers_is_met_with_its_name() => Assert.Contains(
        "my own", Assert.Throws<InvalidOperationException>(() => new RetrievalScheme(new OwnSimilarity(), SeparationFunction.Softmax).Weights(_patterns, _state)).Message);

    private static readonly Dictionary<string, Action<BipolarModel>> _askForFields = new()
    {
        ["recall"] = model => model.Recall([1, 1, 1]),
        ["synchronous recall"] = model => model.Recall([1, 1, 1], UpdateOrder.Synchronous),
        ["random units"] = model => model.Recall([1, 1, 1], UpdateOrder.RandomUnits(1)),
        ["heat"] = model => model.Glauber([1, 1, 1], TemperatureSchedule.Constant(1, 2), seed: 1),
        ["cold"] = model => model.Glauber([1, 1, 1], TemperatureSchedule.Constant(0, 2), seed: 1),
        ["rest"] = model => model.IsFixedPoint([1, 1, 1]),
        ["step"] = model => model.Step([1, 1, 1]),
        ["input"] = model => model.WithInput([0, 0, 0]).Recall([1, 1, 1]),
        ["input, all at once"] = model => model.WithInput([0, 0, 0]).Step([1, 1, 1]),
        ["space"] = model => StateSpace.Of(model),
        ["count"] = model => model.CountAtRest(BinaryPatterns.Random(2, 3, seed: 1)),
        ["census"] = model => StateCensus.Sample(model, BinaryPatterns.Random(2, 3, seed: 1), starts: 2),
        ["capacity"] = model => new CapacityExperiment(_ => model) { Trials = 2 }.OverPatternCount(3, [1]),
    };

    public static TheoryData<string> Fields => [.. _askForFields.Keys];

    [Theory, MemberData(nameof(Fields))]
    public void A_field_that_is_no_number_is_no_rest(string where) =>
        Assert.Contains("local field of unit", Assert.Throws<InvalidOperationException>(() => _askForFields[where](new OwnModel(double.NaN, 0))).Message);

    private static readonly Dictionary<string, Action<BipolarModel>> _askForEnergies = new()
    {
        ["energy"] = model => model.Energy([1, 1, 1]),
        ["path"] = model => model.Recall([1, 1, 1], record: true),
        ["space"] = model => StateSpace.Of(model),
        ["ground state"] = model => GroundState.Of(model),
        ["annealing"] = model => Annealing.Minimise(model, [1, 0.5], seed: 1),
        ["slice"] = model => LandscapeSlice.Through(model, [1, 1, 1], [1, -1, 1], [1, 1, -1]),
        ["map"] = model => TwoPatternMap.Of(model, BinaryPatterns.From([1, 1, 1], [1, -1, 1])),
    };

    public static TheoryData<string> Energies => [.. _askForEnergies.Keys];

    [Theory, MemberData(nameof(Energies))]
    public void An_energy_that_is_no_number_is_lower_than_none(string where) =>
        Assert.Throws<InvalidOperationException>(() => _askForEnergies[where](new OwnModel(1, double.NaN)));

    [Fact]
    public void A_surface_is_drawn_of_finite_heights()
    {
        StatePlane plane = StatePlane.Through([0, 0], [1, 0], [0, 1]);
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
            Assert.Throws<InvalidOperationException>(() => EnergySurface.Of(state => state[0] > 0.5 ? bad : 0, plane, reach: 1, points: 5));
    }

    [Fact]
    public void A_store_that_makes_nothing_is_told_what_was_expected()
    {
        Assert.Contains("got none", Assert.Throws<InvalidOperationException>(() => new CapacityExperiment(_ => null!) { Trials = 2 }.OverPatternCount(3, [1])).Message);
        Assert.Contains("got 3 units", Assert.Throws<InvalidOperationException>(() => Avalanche.Measure(_ => new OwnModel(1, 1), 8, 2, networks: 2)).Message);
    }

    // F = 0 at every negative overlap, once as a number and once as its logarithm.
    [Fact]
    public void An_interaction_that_is_nothing_has_the_logarithm_of_nothing()
    {
        InteractionFunction logarithmic = InteractionFunction.CustomLogarithmic("my own", z => z > 0 ? 3 * Math.Log(z) : double.NegativeInfinity, z => z > 0 ? 3 / z : 0);
        for (int seed = 0; seed < 200; seed++)
        {
            BinaryPatterns patterns = BinaryPatterns.Random(1 + seed % 7, 9, seed);
            var plain = new DenseAssociativeMemory(patterns, InteractionFunction.RectifiedPower(3));
            var own = new DenseAssociativeMemory(patterns, logarithmic);
            sbyte[] state = Bipolar.Random(9, seed + 1000);
            Assert.Equal(plain.LocalFields(state).Select(Math.Sign), own.LocalFields(state).Select(Math.Sign));
            Assert.True(double.IsFinite(own.Energy(state)));
            Assert.Equal(plain.Recall(state).State, own.Recall(state).State);
        }
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            InteractionFunction broken = InteractionFunction.CustomLogarithmic("my own", z => z > 3 ? bad : 0, _ => 0);
            Assert.Throws<ArgumentException>("interaction", () => new DenseAssociativeMemory(BinaryPatterns.Random(2, 9, seed: 1), broken));
            InteractionFunction plain = InteractionFunction.Custom("my own", z => z > 3 ? bad : 0, _ => 0);
            Assert.Throws<ArgumentException>("interaction", () => new DenseAssociativeMemory(BinaryPatterns.Random(2, 9, seed: 1), plain));
        }
    }
}
