using System.Numerics;

namespace Hopfield;

/// <summary>The lowest energy of a model and the states that have it.</summary>
/// <param name="Energy">The smallest E.</param>
/// <param name="States">All states of that energy: at least the two mirror images when there are no thresholds and the energy is even.</param>
public sealed record GroundState(double Energy, IReadOnlyList<sbyte[]> States)
{
    /// <summary>The largest N that is enumerated: 2²⁴ states, some seconds.</summary>
    public const int MaxDimension = 24;

    /// <summary>Looks at every state. Cost: O(2^N·N).</summary>
    /// <param name="model">A model with an energy and at most <see cref="MaxDimension"/> units.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">The model has too many units.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static GroundState Of(BipolarModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        int n = model.Dimension;
        if (n > MaxDimension) throw new ArgumentException($"Expected at most {MaxDimension} units to enumerate, got {n}.", nameof(model));
        if (!model.HasEnergy) throw new NotSupportedException("A model without an energy has no ground state.");
        BipolarState moving = model.Begin(Bipolar.Constant(n, -1));
        double sum = moving.Height, scale = Math.Abs(sum), best = sum;
        var states = new List<sbyte[]> { moving.State.ToArray() };
        // Gray code: one flip leads from state to state, and 2 ξ_i h_i is the change of energy. The running sum only picks candidates;
        // their energies are computed afresh, so that rounding along the way decides nothing.
        for (int step = 1; step < 1 << n; step++)
        {
            if ((step & 0xFFFF) == 1) cancellationToken.ThrowIfCancellationRequested();
            int unit = BitOperations.TrailingZeroCount(step);
            sum += 2 * moving.State[unit] * moving.Field(unit);
            moving.Flip(unit);
            scale = Math.Max(scale, Math.Abs(sum));
            if (sum > best + 1e-9 * scale) continue;
            double energy = moving.Height, rounding = n * Math.ScaleB(scale, -52); // of a sum of N terms, in another order for another state
            sum = energy;
            if (energy < best - rounding)
            {
                best = energy;
                states.Clear();
            }
            if (energy <= best + rounding) states.Add(moving.State.ToArray());
        }
        return new(best, states);
    }
}
