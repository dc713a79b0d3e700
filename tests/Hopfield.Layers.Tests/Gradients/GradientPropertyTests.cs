using CsCheck;

namespace Hopfield.Layers.Tests;

/// <summary>Gradients are difference quotients at random shapes, heads, updates, masks and options.</summary>
public class GradientPropertyTests
{
    private static readonly FenchelYoungSeparation[] _separations = [SeparationFunction.Softmax, SeparationFunction.Softmax, SeparationFunction.Sparsemax, SeparationFunction.Entmax(1.5)];

    // β stays moderate: where softmax is so sharp that a weight is 1 but for 1e-12, derivatives vanish below what a quotient can see.
    private static readonly Gen<HopfieldLayerOptions> _options =
        from sizes in Gen.Select(Gen.Int[1, 3], Gen.Int[2, 4], Gen.Int[3, 4])
        from betas in Gen.Double[0.3, 1.2].Array[sizes.Item1]
        from updates in Gen.Int[1, 4]
        from flags in Gen.Bool.Array[9]
        from separation in Gen.Int[0, 3]
        from dropout in Gen.Bool.Select(drops => drops ? 0.3 : 0)
        select new HopfieldLayerOptions
        {
            Heads = sizes.Item1, HiddenWidth = sizes.Item2, ValueWidth = sizes.Item3, Beta = betas, LearnsBeta = flags[0], MaxUpdates = updates,
            Separation = _separations[separation], ComparesByDistance = flags[1], ZeroPattern = flags[2], BiasPattern = flags[3], NormalisesState = flags[4],
            NormalisesStored = flags[5], NormalisesProjected = flags[6], OutputProjection = flags[7], Dropout = dropout, InitialDeviation = 0.5,
        };

    private static readonly Gen<AssociationCase> _cases =
        from options in _options
        from sizes in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[3, 5])
        from ragged in Gen.Bool
        from seed in Gen.Int[0, 1_000_000]
        select new AssociationCase(options, sizes.Item1, sizes.Item2, sizes.Item3, sizes.Item4, ragged, seed);

    [Fact]
    public void Associations_of_three_inputs() => Sample(10, _cases.Select(Gen.Bool.Array[3]).Select((one, statics) => one with
    {
        Options = one.Options with { StaticState = statics[0], StaticStored = statics[1], StaticProjected = statics[2] },
    }), one => one.CheckApart());

    [Fact]
    public void Associations_of_one_input() => Sample(20, _cases, one => one.CheckSelf());

    [Fact]
    public void Masked_associations() => Sample(10, _cases.Select(Gen.Double[-1, 1].Array[3 * 3 * 4], Gen.Int[0, 5]), one => one.Item1.CheckMasked(one.Item2, one.Item3));

    [Fact]
    public void Poolings() => Sample(10, _cases.Select(Gen.Int[1, 3]), one => one.Item1.CheckPooling(one.Item2));

    [Fact]
    public void Lookups() => Sample(10, _cases.Select(Gen.Bool, Gen.Bool), one =>
        (one.Item1 with { Options = one.Item1.Options with { SharesProjection = one.Item2 } }).CheckLookup(one.Item3 ? 4 : null, hidesSelf: one.Item2));

    private static void Sample<T>(long count, Gen<T> gen, Func<T, GradientReport> check) => gen.Sample(
        one =>
        {
            GradientReport report = check(one);
            Assert.True(report.Worst <= GradientCheck.Allowed, $"{report}");
        },
        iter: count, threads: 1);
}
