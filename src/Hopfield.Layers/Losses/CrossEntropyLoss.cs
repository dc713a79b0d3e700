using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Softmax cross-entropy: which of C classes?</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>For logits z [C] and the class c: L = −ln softmax(z)_c = ln Σ_k e^{z_k} − z_c, and ∂L/∂z = softmax(z) − e_c.</remarks>
public sealed class CrossEntropyLoss<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _targets;
    private readonly int _places;

    /// <summary>A loss for outputs of shape [B, S, C].</summary>
    /// <param name="targets">The class of each place of each example, example by example; −1 where none is asked for.</param>
    /// <param name="placesPerExample">S, the number of places in an example.</param>
    /// <exception cref="ArgumentException">The targets are no multiple of S, or one is below −1.</exception>
    public CrossEntropyLoss(IReadOnlyList<int> targets, int placesPerExample = 1)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(placesPerExample, 1);
        if (targets.Count % placesPerExample != 0) throw new ArgumentException($"Expected a multiple of {placesPerExample} targets, got {targets.Count}.", nameof(targets));
        (_targets, _places) = ([.. targets], placesPerExample);
        if (_targets.Any(target => target < -1)) throw new ArgumentException("Expected classes from 0, or −1 for none.", nameof(targets));
    }

    /// <inheritdoc/>
    public override int Count => _targets.Length / _places;

    /// <inheritdoc/>
    public override int TargetCount(ReadOnlySpan<int> numbers)
    {
        int count = 0;
        foreach (int number in numbers)
        {
            foreach (int target in _targets.AsSpan(number * _places, _places)) count += target < 0 ? 0 : 1;
        }
        return count;
    }

    /// <inheritdoc/>
    public override LossSum Evaluate(BagBatch<T> output, ReadOnlySpan<int> numbers, double scale, Span<T> gradient)
    {
        RequireShape(output, numbers.Length, _places, dimension: null);
        int classes = output.Dimension, right = 0, counted = 0;
        double sum = 0;
        gradient.Clear();
        for (int place = 0; place < numbers.Length * _places; place++)
        {
            int target = _targets[(numbers[place / _places] * _places) + (place % _places)];
            if (target < 0) continue;
            if (target >= classes) throw new ArgumentException($"Expected outputs for more than {target} classes, got {classes}.", nameof(output));
            ReadOnlySpan<T> z = output.Values.Slice(place * classes, classes);
            int largest = 0;
            for (int k = 1; k < classes; k++)
            {
                if (z[k] > z[largest]) largest = k;
            }
            double shift = double.CreateTruncating(z[largest]), total = 0;
            foreach (T logit in z) total += Math.Exp(double.CreateTruncating(logit) - shift);
            sum += shift + Math.Log(total) - double.CreateTruncating(z[target]);
            if (largest == target) right++;
            counted++;
            for (int k = 0; k < classes && !gradient.IsEmpty; k++)
                gradient[(place * classes) + k] = T.CreateTruncating(scale * ((Math.Exp(double.CreateTruncating(z[k]) - shift) / total) - (k == target ? 1 : 0)));
        }
        return new LossSum(sum, right, counted);
    }
}
