using System.Globalization;
using System.Numerics.Tensors;

namespace Hopfield.Exercises;

/// <summary>Looks at every step of recalls for a rise of the energy.</summary>
internal static class Descent
{
    // An energy is a sum over units and a sum over patterns; the memories of the course hold at most 1,000 patterns.
    private const int PatternTerms = 1000;

    private const string Words = "The energy never rises along a recall.";

    public static Claim Claim<TState>(IReadOnlyList<RecallResult<TState>> recalls, double? slack, string name)
    {
        if (slack is { } given && !(given >= 0)) throw new ArgumentOutOfRangeException(nameof(slack), slack, "Expected a slack of at least 0.");
        if (recalls.Count == 0) throw new ArgumentException("Expected at least one recall.", name);
        long steps = 0;
        foreach ((int r, RecallResult<TState> recall) in recalls.Index())
        {
            Trajectory<TState> path = recall.RequirePath(name);
            if (path.Energies.Count != path.States.Count)
                throw new ArgumentException("Expected a model with an energy; this recall has none.", name);
            double allowed = slack ?? Rounding(path);
            for (int t = 1; t < path.Energies.Count; t++, steps++)
            {
                (double before, double after) = (path.Energies[t - 1], path.Energies[t]);
                if (after <= before + allowed) continue;
                string place = recalls.Count == 1 ? $"step {t}" : $"recall {r + 1}, step {t}";
                return False(FormattableString.Invariant($"At {place} it rises by {after - before:G4}, from {before:G6} to {after:G6}; rounding allows {allowed:G2}."));
            }
        }
        if (steps == 0) return False("There is no step to look at: a recall that begins at rest shows nothing.");
        string count = steps.ToString("N0", CultureInfo.InvariantCulture);
        return True(recalls.Count == 1
            ? $"The energy never rose: {count} {(steps == 1 ? "step" : "steps")} looked at."
            : $"The energy never rose in {recalls.Count.ToString("N0", CultureInfo.InvariantCulture)} recalls: {count} steps looked at.");
    }

    private static Claim True(string claim) => new Claim().With(new Statement(claim, Holds: true, ""));

    private static Claim False(string why) => new Claim().With(new Statement(Words, Holds: false, why));

    // ±1 models sum integers and multiply once by a scale, which keeps their order: nothing is lost. A real energy adds terms that can be
    // much larger than their sum. For a continuous memory E is at least ½(M − ‖ξ‖)², so that no term exceeds (‖ξ‖ + √(2E))², and each addition
    // rounds by at most half a unit in the last place of that; a state in single precision is itself rounded to 24 bits. (Below β ‖x‖² ≈ 0.01 the term β⁻¹ ln P grows past that: give a slack.)
    private static double Rounding<TState>(Trajectory<TState> path)
    {
        double allowed = 0;
        for (int t = 0; t < path.States.Count; t++)
        {
            double energy = Math.Abs(path.Energies[t]);
            allowed = Math.Max(allowed, path.States[t] switch
            {
                sbyte[] or BidirectionalState => 0,
                double[] state => Roundings(state.Length, 53) * Square(TensorPrimitives.Norm<double>(state), energy),
                float[] state => Roundings(state.Length, 24) * Square(TensorPrimitives.Norm<float>(state), energy),
                _ => Roundings(0, 53) * energy,
            });
        }
        return allowed;
    }

    private static double Roundings(int units, int bits) => Math.ScaleB(units + PatternTerms, -bits);

    private static double Square(double norm, double energy) => Math.Pow(norm + Math.Sqrt(2 * energy), 2);
}
