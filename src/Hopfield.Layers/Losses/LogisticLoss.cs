using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Binary cross-entropy of logits: is it so or not?</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// For a logit z and a target t ∈ {0, 1}: L = −t ln σ(z) − (1 − t) ln(1 − σ(z)) = max(z, 0) − z t + ln(1 + e^−|z|), which never overflows, and
/// ∂L/∂z = σ(z) − t.
/// </remarks>
public sealed class LogisticLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool[] _targets;

    /// <summary>A loss for outputs of shape [B, 1, 1].</summary>
    /// <param name="targets">One for each example.</param>
    public LogisticLoss(IReadOnlyList<bool> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        _targets = [.. targets];
    }

    /// <inheritdoc/>
    public override int Count => _targets.Length;

    /// <inheritdoc/>
    public override int TargetCount(ReadOnlySpan<int> numbers) => numbers.Length;

    /// <inheritdoc/>
    public override LossSum Evaluate(BagBatch<T> output, ReadOnlySpan<int> numbers, double scale, Span<T> gradient)
    {
        RequireShape(output, numbers.Length, 1, 1);
        double sum = 0;
        int right = 0;
        for (int b = 0; b < numbers.Length; b++)
        {
            double z = double.CreateTruncating(output.Values[b]), t = _targets[numbers[b]] ? 1 : 0;
            sum += Math.Max(z, 0) - (z * t) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            if (z > 0 == t > 0) right++;
            if (!gradient.IsEmpty) gradient[b] = T.CreateTruncating(scale * ((1 / (1 + Math.Exp(-z))) - t));
        }
        return new LossSum(sum, right, numbers.Length);
    }
}
