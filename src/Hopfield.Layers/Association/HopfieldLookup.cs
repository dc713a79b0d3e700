using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>A memory that belongs to the layer: inputs look for stored patterns that are learned, or taken from data. The reference calls it <c>HopfieldLayer</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>An association whose states are the inputs [B, S, D] and whose stored patterns [P, D] and targets [P, D_p] are parameters that all
/// bags share. Freeze either of them to keep it as it was stored (<see cref="Parameter{T}.Frozen"/>).</para>
/// <para>With the training rows as patterns, their classes in one-hot coding as frozen targets and <see cref="HopfieldLayerOptions.TiedMetric"/>, it is a soft
/// nearest neighbour whose metric is learned: the outputs are the shares of the classes.</para>
/// </remarks>
public sealed class HopfieldLookup<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A lookup among random patterns, which are their own targets.</summary>
    /// <param name="width">D ≥ 1, the width of an input and of a pattern.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="options">Heads, β, updates and the rest; the reference's when left out.</param>
    /// <param name="random">What draws the first patterns and weights.</param>
    /// <exception cref="ArgumentException">The options do not fit the width or each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public HopfieldLookup(int width, int patternCount, HopfieldLayerOptions? options, Random random)
    {
        int storedWidth = options is { StaticStored: true, HiddenWidth: { } hidden } ? hidden : width;
        Association = new HopfieldAssociation<T>(width, storedWidth, storedWidth, options, random);
        Patterns = Targets = new Parameter<T>("patterns", patternCount, storedWidth);
        Patterns.Draw(Association.Options.InitialDeviation, random);
        Parameters = [Patterns, .. Association.Parameters];
    }

    /// <summary>A lookup among patterns and targets that are given, and learned from there unless they are frozen.</summary>
    /// <param name="patterns">Shape [P, D], copied.</param>
    /// <param name="targets">Shape [P, D_p], copied; the patterns themselves when left out.</param>
    /// <param name="options">Heads, β, updates and the rest; the reference's when left out.</param>
    /// <param name="random">What draws the first weights.</param>
    /// <exception cref="ArgumentException">Patterns and targets differ in number, or the options do not fit their widths.</exception>
    public HopfieldLookup(T[,] patterns, T[,]? targets, HopfieldLayerOptions? options, Random random)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (targets is not null && targets.GetLength(0) != patterns.GetLength(0))
            throw new ArgumentException($"Expected {patterns.GetLength(0)} targets, one for each pattern, got {targets.GetLength(0)}.", nameof(targets));
        int width = patterns.GetLength(1);
        Association = new HopfieldAssociation<T>(width, width, targets?.GetLength(1) ?? width, options, random);
        Patterns = Copy("patterns", patterns);
        Targets = targets is null ? Patterns : Copy("targets", targets);
        Parameters = [.. new[] { Patterns, Targets }.Distinct(), .. Association.Parameters];
    }

    /// <summary>The association inside.</summary>
    public HopfieldAssociation<T> Association { get; }

    /// <summary>What inputs are compared with, shape [P, D].</summary>
    public Parameter<T> Patterns { get; }

    /// <summary>What answers, shape [P, D_p]; the patterns themselves unless targets were given.</summary>
    public Parameter<T> Targets { get; }

    /// <summary>
    /// A of the similarity −½ β ‖A(x − y)‖², column by column, where inputs and patterns share one metric; else null. Set its values to begin
    /// with a metric of your own. Shape [D, H·D_h]: row i says where a unit of column i leads.
    /// </summary>
    public Parameter<T>? Metric => Association.Metric;

    /// <summary>
    /// Whether an input of the training data does not see the stored pattern of its own number: for patterns that are the training data, in
    /// their order. Only while the layer is being trained.
    /// </summary>
    public bool HidesSelf { get; init; }

    /// <summary>The width of an output.</summary>
    public int OutputWidth => Association.OutputWidth;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override AssociationTrace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Association.Forward(input, AsBag(Patterns), AsBag(Targets), context, InputSharing.None, hidesSelves: HidesSelf && context.Training);
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        AssociationGradients<T> inputs = Association.Backward(
            trace, outputGradient, gradients, new AssociationWants(inputWanted, gradients.Want(Patterns), gradients.Want(Targets)));
        if (gradients.Want(Patterns)) TensorPrimitives.Add(gradients[Patterns], inputs.Stored.Values, gradients[Patterns]);
        if (gradients.Want(Targets)) TensorPrimitives.Add(gradients[Targets], inputs.Projected.Values, gradients[Targets]);
        return inputs.State;
    }

    /// <summary>The place of the largest output for each row, of equals the first: its class, where the targets are classes in one-hot coding.</summary>
    /// <param name="rows">Shape [B, D].</param>
    /// <exception cref="ArgumentException">The rows are not of width D.</exception>
    public int[] Classify(PatternSet<T> rows)
    {
        BagBatch<T> outputs = Forward(BagBatch.FromRows(rows), new LayerContext<T>()).Output;
        var classes = new int[outputs.BagCount];
        for (int b = 0; b < classes.Length; b++) classes[b] = TensorPrimitives.IndexOfMax(outputs.Instance(b, 0));
        return classes;
    }

    /// <summary>The share of rows that <see cref="Classify"/> gives a wrong class.</summary>
    /// <param name="rows">Shape [B, D].</param>
    /// <param name="labels">The class of each row.</param>
    /// <exception cref="ArgumentException">The rows are not of width D, or differ from the labels in number.</exception>
    public double ErrorRate(PatternSet<T> rows, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] read = Classify(rows);
        return read.Length == labels.Count
            ? read.Where((label, b) => label != labels[b]).Count() / (double)read.Length
            : throw new ArgumentException($"Expected {read.Length} labels, one for each row, got {labels.Count}.", nameof(labels));
    }

    private static BagBatch<T> AsBag(Parameter<T> rows) => new(rows.Memory, 1, rows.Shape[0], rows.Shape[1]);

    private static Parameter<T> Copy(string name, T[,] rows)
    {
        var parameter = new Parameter<T>(name, rows.GetLength(0), rows.GetLength(1));
        MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length).CopyTo(parameter.Value);
        return parameter;
    }
}
