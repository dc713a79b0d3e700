namespace Hopfield.Layers.Tests;

/// <summary>
/// Our layers with the reference's parameters against what the reference computed (ml-jku/hopfield-layers, January 2022, double precision).
/// With several updates its gradient of the stored patterns is wrong (a fault of its PyTorch, pytorch#99638: the backward pass of a masked
/// selection scrambles bags and heads), so there only the outputs are compared.
/// </summary>
public class ReferenceVectorTests
{
    // Parameters, inputs and outputs are printed with nine significant digits, so an entry x is off by up to 5e-10·|x|; all entries are
    // below 2.6 in magnitude, an output depends on about 130 of them with derivatives of order 1, and errors of random sign add up like
    // their root: 11 · 1.3e-9 = 1.5e-8.
    private const double Allowed = 1.5e-8;

    private static readonly HopfieldLayerOptions _options = new();

    [Fact]
    public void An_association_gives_the_reference_s_output_and_gradients()
    {
        ReferenceVectors reference = ReferenceVectors.Read("hopfield-default");
        var layer = new HopfieldAssociation<double>(6, _options, new SeededRandom(1));
        Agrees(reference, layer, layer, "", gradients: true);
    }

    [Fact]
    public void An_association_of_two_heads_with_three_more_updates_gives_the_reference_s_output()
    {
        ReferenceVectors reference = ReferenceVectors.Read("hopfield-3updates");
        var layer = new HopfieldAssociation<double>(6, _options with { Heads = 2, HiddenWidth = 4, MaxUpdates = 4, Beta = [0.7] }, new SeededRandom(1));
        Agrees(reference, layer, layer, "", gradients: false);
    }

    [Fact]
    public void A_pooling_gives_the_reference_s_output_and_gradients()
    {
        ReferenceVectors reference = ReferenceVectors.Read("pooling-default");
        var layer = new HopfieldPooling<double>(6, _options, new SeededRandom(1));
        Agrees(reference, layer, layer.Association, "hopfield.", gradients: true, (layer.Queries, "pooling_weights"));
    }

    [Fact]
    public void A_lookup_gives_the_reference_s_output_and_gradients()
    {
        ReferenceVectors reference = ReferenceVectors.Read("lookup-default");
        var layer = new HopfieldLookup<double>(6, 9, _options, new SeededRandom(1));
        Agrees(reference, layer, layer.Association, "hopfield.", gradients: true, (layer.Patterns, "lookup_weights"));
    }

    private static void Agrees(
        ReferenceVectors reference, Layer<BagBatch<double>, double> layer, HopfieldAssociation<double> association, string prefix, bool gradients,
        params (Parameter<double> Parameter, string Name)[] others)
    {
        string[] own = [.. association.Parameters.Select(parameter => parameter.Name)];
        foreach (Parameter<double> parameter in association.Parameters) Of(parameter, gradient: false).CopyTo(parameter.Value);
        foreach ((Parameter<double> parameter, string name) in others) reference.Parameter(name, gradient: false).CopyTo(parameter.Value);
        int[] shape = reference.InputShape(0);
        Trace<double> trace = layer.Forward(new BagBatch<double>(reference.Input(0), shape[0], shape[1], shape[2]));
        Near(reference.Output, trace.Output.Values, "output");
        if (!gradients) return;

        var written = new Gradients<double>(layer.Parameters);
        BagBatch<double> input = layer.Backward(trace, trace.Output.With(reference.Cotangent, trace.Output.Dimension), written);
        Near(reference.InputGradient(0), input.Values, "input");
        foreach (Parameter<double> parameter in association.Parameters) Near(Of(parameter, gradient: true), written[parameter], parameter.Name);
        foreach ((Parameter<double> parameter, string name) in others) Near(reference.Parameter(name, gradient: true), written[parameter], name);

        // The reference keeps the three projections below each other.
        double[] Of(Parameter<double> parameter, bool gradient)
        {
            string name = parameter.Name, core = prefix + "association_core.";
            int third = name.StartsWith("state", StringComparison.Ordinal) ? 0 : name.StartsWith("stored", StringComparison.Ordinal) ? 1 : 2;
            string norm = prefix + third switch { 0 => "norm_state_pattern", 1 => "norm_stored_pattern", _ => "norm_pattern_projection" };
            if (name.EndsWith("norm.gain", StringComparison.Ordinal)) return reference.Parameter($"{norm}.weight", gradient);
            if (name.EndsWith("norm.bias", StringComparison.Ordinal)) return reference.Parameter($"{norm}.bias", gradient);
            if (name == "output.weight") return reference.Parameter($"{core}out_proj.weight", gradient);
            if (name == "output.bias") return reference.Parameter($"{core}out_proj.bias", gradient);
            double[] all = reference.Parameter($"{core}in_proj_{(name.EndsWith("bias", StringComparison.Ordinal) ? "bias" : "weight")}", gradient);
            int rows = parameter.Shape.Count == 2 ? parameter.Shape[0] : 1, width = parameter.Shape[^1];
            return [.. Enumerable.Range(0, rows * width).Select(k => all[(k / width * 3 * width) + (third * width) + (k % width)])];
        }
    }

    private static void Near(double[] expected, ReadOnlySpan<double> actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= Allowed, $"{name}[{i}]: expected {expected[i]:R}, got {actual[i]:R}, apart {Math.Abs(actual[i] - expected[i]):G2}.");
    }
}
