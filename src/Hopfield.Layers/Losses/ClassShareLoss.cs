using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Cross-entropy of outputs that are shares already, as those of a <see cref="HopfieldLookup{T}"/> with one-hot targets are.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// For shares y [C] and the class c: L = −ln y_c, ∂L/∂y_c = −1/y_c and ∂L/∂y_k = 0 for the others. A share below 10⁻³⁰ counts as that, so that
/// a class which no pattern answers for gives a large loss and not an infinite one; its gradient is 0.
/// </remarks>
public sealed class ClassShareLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double LeastShare = 1e-30;

    private readonly int[] _targets;

    /// <summary>A loss for outputs of shape [B, 1, C].</summary>
    /// <param name="targets">The class of each example, from 0.</param>
    /// <exception cref="ArgumentException">A class is negative.</exception>
    public ClassShareLoss(IReadOnlyList<int> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        _targets = [.. targets];
        if (_targets.Any(target => target < 0)) throw new ArgumentException("Expected classes from 0.", nameof(targets));
    }

    /// <inheritdoc/>
    public override int Count => _targets.Length;

    /// <inheritdoc/>
    public override int TargetCount(ReadOnlySpan<int> numbers) => numbers.Length;

    /// <inheritdoc/>
    public override LossSum Evaluate(BagBatch<T> output, ReadOnlySpan<int> numbers, double scale, Span<T> gradient)
    {
        RequireShape(output, numbers.Length, 1, dimension: null);
        int classes = output.Dimension, right = 0;
        double sum = 0;
        gradient.Clear();
        for (int b = 0; b < numbers.Length; b++)
        {
            int target = _targets[numbers[b]], largest = 0;
            if (target >= classes) throw new ArgumentException($"Expected shares of more than {target} classes, got {classes}.", nameof(output));
            ReadOnlySpan<T> shares = output.Values.Slice(b * classes, classes);
            for (int k = 1; k < classes; k++)
            {
                if (shares[k] > shares[largest]) largest = k;
            }
            double share = double.CreateTruncating(shares[target]);
            sum -= Math.Log(Math.Max(share, LeastShare));
            if (largest == target) right++;
            if (!gradient.IsEmpty && share > LeastShare) gradient[(b * classes) + target] = T.CreateTruncating(-scale / share);
        }
        return new LossSum(sum, right, numbers.Length);
    }
}
