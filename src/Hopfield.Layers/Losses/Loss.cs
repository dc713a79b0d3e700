using System.Numerics;

namespace Hopfield.Layers;

/// <summary>How far a model's outputs are from the targets of some data, and the gradient of that. A loss knows its targets by their numbers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of examples that have targets.</summary>
    public abstract int Count { get; }

    /// <summary>The number of targets that the mean loss of some examples is taken over.</summary>
    /// <param name="numbers">Which examples.</param>
    public abstract int TargetCount(ReadOnlySpan<int> numbers);

    /// <summary>The loss summed over the targets of some examples, and its gradient.</summary>
    /// <param name="output">What the model answered for them, one bag an example.</param>
    /// <param name="numbers">Which examples.</param>
    /// <param name="scale">What the gradient is multiplied by: one divided by the number of targets gives that of the mean loss.</param>
    /// <param name="gradient">Receives scale · ∂sum/∂output, in the shape of the output; empty where it is not asked for.</param>
    /// <exception cref="ArgumentException">The shape of the output does not fit the targets.</exception>
    public abstract LossSum Evaluate(BagBatch<T> output, ReadOnlySpan<int> numbers, double scale, Span<T> gradient);

    /// <summary>Throws unless the outputs have the shape that the targets ask for.</summary>
    /// <param name="output">The outputs.</param>
    /// <param name="bagCount">The number of examples.</param>
    /// <param name="bagSize">The number of places in each.</param>
    /// <param name="dimension">The width of a place; null where any will do.</param>
    /// <exception cref="ArgumentException">They have another.</exception>
    protected static void RequireShape(BagBatch<T> output, int bagCount, int bagSize, int? dimension)
    {
        if ((output.BagCount, output.BagSize) != (bagCount, bagSize) || (dimension ?? output.Dimension) != output.Dimension)
        {
            throw new ArgumentException(
                $"Expected outputs of shape [{bagCount}, {bagSize}, {dimension?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…"}], "
                + $"got [{output.BagCount}, {output.BagSize}, {output.Dimension}].", nameof(output));
        }
    }
}

/// <summary>The loss of some examples.</summary>
/// <param name="Sum">Summed over targets.</param>
/// <param name="Right">How many targets the outputs hit: their sign, or the largest of them; 0 for losses of real targets.</param>
/// <param name="Targets">The number of targets.</param>
public readonly record struct LossSum(double Sum, int Right, int Targets)
{
    /// <summary>The mean loss of a target; 0 where there is none.</summary>
    public double Mean => Targets == 0 ? 0 : Sum / Targets;

    /// <summary>The share of targets that were hit; 0 where there is none.</summary>
    public double Accuracy => Targets == 0 ? 0 : (double)Right / Targets;

    /// <summary>Both together.</summary>
    public static LossSum operator +(LossSum a, LossSum b) => new(a.Sum + b.Sum, a.Right + b.Right, a.Targets + b.Targets);
}
