namespace Hopfield.Layers.Tests;

/// <summary>
/// Every gradient of the Hopfield layers against difference quotients, option by option. Each test writes a line of the gradient table:
/// what was checked, the points compared, those left out at kinks, those too small to be seen, the largest error.
/// </summary>
public class AssociationGradientTests
{
    private static readonly HopfieldLayerOptions _base = new() { Heads = 2, HiddenWidth = 3, ValueWidth = 4, InitialDeviation = 0.5 };
    private static readonly HopfieldLayerOptions _several = _base with { MaxUpdates = 3, Beta = [0.7, 1.9], LearnsBeta = true };
    private static readonly HopfieldLayerOptions _settling = _several with { MaxUpdates = 300, Tolerance = 1e-13, Beta = [0.5, 0.9] };

    private static readonly Dictionary<string, Func<GradientReport>> _cases = new()
    {
        ["association, three inputs"] = () => new AssociationCase(_base).CheckApart(),
        ["association, one input for all"] = () => new AssociationCase(_base).CheckSelf(),
        ["no norms"] = () => new AssociationCase(_base with { NormalisesState = false, NormalisesStored = false, NormalisesProjected = false }).CheckSelf(),
        ["one norm of three"] = () => new AssociationCase(_base with { NormalisesState = false, NormalisesProjected = false }).CheckSelf(),
        ["no output projection"] = () => new AssociationCase(_base with { OutputProjection = false }).CheckApart(),
        ["static state"] = () => new AssociationCase(_base with { StaticState = true }).CheckApart(),
        ["static stored"] = () => new AssociationCase(_several with { StaticStored = true }).CheckApart(),
        ["static projected"] = () => new AssociationCase(_base with { StaticProjected = true }).CheckApart(),
        ["all static, no norms (retrieval)"] = () => new AssociationCase(HopfieldLayerOptions.Retrieval with { Heads = 2, HiddenWidth = 3, MaxUpdates = 3 }).CheckApart(),
        ["all static, norms kept"] = () => new AssociationCase(_several with { StaticState = true, StaticStored = true, StaticProjected = true }).CheckApart(),
        ["β fixed, one for all heads"] = () => new AssociationCase(_base with { Beta = [1.7] }).CheckSelf(),
        ["β learned, one a head"] = () => new AssociationCase(_base with { Beta = [0.7, 1.9], LearnsBeta = true }).CheckSelf(),
        ["three updates"] = () => new AssociationCase(_several).CheckApart(),
        ["three updates, one input for all"] = () => new AssociationCase(_several).CheckSelf(),
        ["ragged bags, one of them maybe empty"] = () => new AssociationCase(_several, Bags: 4, Ragged: true).CheckApart(),
        ["ragged bags, one input for all"] = () => new AssociationCase(_several, Bags: 4, Ragged: true).CheckSelf(),
        ["zero pattern"] = () => new AssociationCase(_several with { ZeroPattern = true }, Bags: 3, Ragged: true).CheckApart(),
        ["learned pattern"] = () => new AssociationCase(_several with { BiasPattern = true }, Bags: 3, Ragged: true).CheckApart(),
        ["zero and learned pattern, static"] = () => new AssociationCase(_several with { ZeroPattern = true, BiasPattern = true, StaticStored = true, StaticProjected = true }).CheckApart(),
        ["dropout"] = () => new AssociationCase(_several with { Dropout = 0.4 }).CheckSelf(),
        ["scores by distance"] = () => new AssociationCase(_several with { ComparesByDistance = true }).CheckApart(),
        ["shared metric, scores by distance"] = () => new AssociationCase(_several with { SharesProjection = true, ComparesByDistance = true }).CheckSelf(),
        ["until converged, unrolled"] = () => new AssociationCase(_settling).CheckSelf(),
        ["until converged, unrolled, by distance"] = () => new AssociationCase(_settling with { ComparesByDistance = true }).CheckApart(),
        ["until converged, implicit"] = () => new AssociationCase(_settling with { Gradient = UpdateGradient.Implicit }).CheckSelf(),
        ["until converged, implicit, by distance, ragged"] = () => new AssociationCase(_settling with { Gradient = UpdateGradient.Implicit, ComparesByDistance = true }, Bags: 3, Ragged: true).CheckApart(),
        ["until converged, implicit, 1.5-entmax"] = () => new AssociationCase(_settling with { Gradient = UpdateGradient.Implicit, Separation = SeparationFunction.Entmax(1.5) }).CheckSelf(),
        ["a few updates, a wide tolerance"] = () => new AssociationCase(_several with { MaxUpdates = 6, Tolerance = 0.05 }, Bags: 3).CheckApart(),
        ["sparsemax"] = () => new AssociationCase(_several with { Separation = SeparationFunction.Sparsemax }, Bags: 3).CheckApart(),
        ["1.5-entmax"] = () => new AssociationCase(_several with { Separation = SeparationFunction.Entmax(1.5) }, Bags: 3, Ragged: true).CheckSelf(),
        ["pooling"] = () => new AssociationCase(_several, Bags: 3).CheckPooling(1),
        ["pooling, three queries, ragged"] = () => new AssociationCase(_several, Bags: 4, Ragged: true).CheckPooling(3),
        ["pooling, static state"] = () => new AssociationCase(_several with { StaticState = true }).CheckPooling(2),
        ["lookup, patterns are their own targets"] = () => new AssociationCase(_several).CheckLookup(null, hidesSelf: false),
        ["lookup, targets of their own"] = () => new AssociationCase(_several).CheckLookup(5, hidesSelf: false),
        ["lookup, tied metric, hides itself"] = () => new AssociationCase(HopfieldLayerOptions.TiedMetric).CheckLookup(3, hidesSelf: true),
        ["lookup, tied metric of lower rank"] = () => new AssociationCase(HopfieldLayerOptions.TiedMetric with { HiddenWidth = 2 }).CheckLookup(3, hidesSelf: true),
    };

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Written_gradients_are_difference_quotients(string what) => Agrees(what, _cases[what]());

    internal static void Agrees(string what, GradientReport report)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"| {what} | {report.Points} | {report.LeftOut} | {report.Unseen} | {report.Worst:0.0e+0} |");
        Assert.True(report.Points > 0, $"{what}: nothing was compared.");
        Assert.True(report.Worst <= GradientCheck.Allowed, $"{what}: {report}");
    }
}
