using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Squared error of real targets.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>For an entry y with target t: L = (y − t)² and ∂L/∂y = 2 (y − t). Every entry of an instance that is no padding is a target.</remarks>
public sealed class SquaredLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BagBatch<T> _targets;

    /// <summary>A loss for outputs in the shape of the targets.</summary>
    /// <param name="targets">Shape [B, S, E].</param>
    public SquaredLoss(BagBatch<T> targets) => _targets = targets;

    /// <inheritdoc/>
    public override int Count => _targets.BagCount;

    /// <inheritdoc/>
    public override int TargetCount(ReadOnlySpan<int> numbers)
    {
        int count = 0;
        foreach (int number in numbers) count += _targets.Length(number) * _targets.Dimension;
        return count;
    }

    /// <inheritdoc/>
    public override LossSum Evaluate(BagBatch<T> output, ReadOnlySpan<int> numbers, double scale, Span<T> gradient)
    {
        RequireShape(output, numbers.Length, _targets.BagSize, _targets.Dimension);
        double sum = 0;
        gradient.Clear();
        int entries = _targets.BagSize * _targets.Dimension;
        for (int b = 0; b < numbers.Length; b++)
        {
            ReadOnlySpan<T> targets = _targets.Values.Slice(numbers[b] * entries, _targets.Length(numbers[b]) * _targets.Dimension);
            for (int i = 0; i < targets.Length; i++)
            {
                double miss = double.CreateTruncating(output.Values[(b * entries) + i]) - double.CreateTruncating(targets[i]);
                sum += miss * miss;
                if (!gradient.IsEmpty) gradient[(b * entries) + i] = T.CreateTruncating(2 * scale * miss);
            }
        }
        return new LossSum(sum, 0, TargetCount(numbers));
    }
}
