namespace Hopfield.Playground;

/// <summary>Pictures in one of the engine's memories: what stays as it was stored, and what comes of a spoilt picture.</summary>
internal abstract class StoredMemory
{
    /// <summary>Stores pictures.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="choice">Which memory.</param>
    public static StoredMemory Of(BinaryPatterns patterns, MemoryChoice choice) => choice.Kind switch
    {
        MemoryKind.Hebb => new BinaryMemory(Hebbian.From(patterns), patterns),
        MemoryKind.Projection => new BinaryMemory(PseudoInverse.From(patterns), patterns),
        MemoryKind.Power => new BinaryMemory(DenseAssociativeMemory.Store(patterns, InteractionFunction.Power(choice.Degree)), patterns),
        MemoryKind.Exponential => new BinaryMemory(DenseAssociativeMemory.Store(patterns, InteractionFunction.Exponential(choice.Beta)), patterns),
        _ => new GreyMemory(patterns, choice.Beta),
    };

    /// <summary>The energy of a picture.</summary>
    /// <param name="units">Its pixels, ±1, shape [N].</param>
    public abstract double Energy(sbyte[] units);

    /// <summary>Which of the stored pictures the memory still holds, shape [P].</summary>
    public abstract bool[] Kept();

    /// <summary>Whether every picture whatsoever is at rest, so that nothing is ever recalled.</summary>
    public virtual bool IsRigid => false;

    /// <summary>Lets the memory go on from a picture until nothing changes.</summary>
    /// <param name="units">The picture, ±1, shape [N].</param>
    /// <param name="seed">The order in which pixels are asked.</param>
    /// <param name="held">Whether the upper half keeps its pixels; a grey memory has no such thing.</param>
    public abstract Film Recall(sbyte[] units, int seed, bool held);
}

/// <summary>Pixels that are on or off: each follows its field, one at a time.</summary>
/// <param name="model">The memory.</param>
/// <param name="patterns">X, what it has stored.</param>
internal sealed class BinaryMemory(BipolarModel model, BinaryPatterns patterns) : StoredMemory
{
    /// <inheritdoc/>
    public override double Energy(sbyte[] units) => model.Energy(units);

    /// <inheritdoc/>
    public override bool[] Kept() => [.. patterns.Select(pattern => model.IsFixedPoint(pattern))];

    /// <summary>Without a weight no pixel hears of another; fewer patterns than pixels leave some.</summary>
    public override bool IsRigid => model is HopfieldNetwork pairs && patterns.PatternCount >= pairs.Dimension && !pairs.Edges().Any();

    /// <inheritdoc/>
    public override Film Recall(sbyte[] units, int seed, bool held)
    {
        int[]? clamped = held ? Enumerable.Range(0, model.Dimension / 2).ToArray() : null;
        return Film.Of(model.Recall(units, UpdateOrder.Random(seed), record: true, clamped: clamped), patterns);
    }
}

/// <summary>Pixels that may be grey: each step is a weighted average of all stored pictures.</summary>
internal sealed class GreyMemory : StoredMemory
{
    private readonly ContinuousHopfield<double> _model;

    /// <summary>Stores pictures.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">β.</param>
    public GreyMemory(BinaryPatterns patterns, double beta) => _model = ContinuousHopfield.Store(PatternSet.From<double>(patterns), beta);

    /// <inheritdoc/>
    public override double Energy(sbyte[] units) => _model.Energy(Reals(units));

    /// <summary>A grey memory holds a picture when the recall that begins at it leaves every pixel on its side of grey.</summary>
    public override bool[] Kept() =>
        [.. _model.RecallBatch(_model.Patterns).Select((recall, mu) => Sides(recall.State).AsSpan().SequenceEqual(Sides(_model.Patterns.Pattern(mu))))];

    /// <inheritdoc/>
    public override Film Recall(sbyte[] units, int seed, bool held) => Film.Of(_model.Recall(Reals(units), record: true), _model.Patterns);

    /// <summary>The side of grey that each pixel is on: a grey one counts as off.</summary>
    /// <param name="state">Real pixels.</param>
    internal static sbyte[] Sides(ReadOnlySpan<double> state)
    {
        var sides = new sbyte[state.Length];
        for (int i = 0; i < sides.Length; i++) sides[i] = (sbyte)(state[i] > 0 ? 1 : -1);
        return sides;
    }

    private static double[] Reals(sbyte[] units) => Array.ConvertAll(units, unit => (double)unit);
}
