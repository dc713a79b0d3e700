using MathNet.Numerics;

namespace Hopfield;

/// <summary>An interaction function at the N + 1 overlaps −N, −N + 2, …, N, and the sums over patterns that a dense memory needs.</summary>
/// <remarks>
/// Slot j of an energy is the overlap 2j − N. Slot k of a field is the overlap without the unit, r = 2k − (N − 1); with the unit the
/// pattern's overlap is r + 1 (slot k + 1) where pattern and unit agree, and r − 1 (slot k) where they do not.
/// </remarks>
internal abstract class DenseTable
{
    // What stands for ln 0: so far below all others that its exponential is 0 beside them, and still a number, so that energies and their
    // differences are numbers where every pattern adds nothing.
    private const double Nothing = -1e300;

    /// <summary>Chooses the arithmetic: integers where the function and its sums fit, logarithms where it is given so, else double precision.</summary>
    public static DenseTable For(InteractionFunction interaction, int dimension, int patternCount)
    {
        if (interaction.IsLogarithmic) return new LogTable(Values(interaction, dimension, z => Math.Max(interaction.LogValue(z), Nothing), 1));
        double[] values = Values(interaction, dimension, interaction.Value, patternCount);
        var exact = new Int128[dimension + 1];
        for (int j = 0; j < exact.Length; j++)
        {
            if (!interaction.TryExact(2 * j - dimension, out exact[j])) return new RealTable(values);
        }
        // A difference of two values at most doubles them; 2¹²⁶ is the bound for sums of those.
        return values.Max(Math.Abs) * 2 * patternCount < Math.ScaleB(1, 126) ? new ExactTable(exact) : new RealTable(values);
    }

    /// <summary>h_i from the number of patterns at each overlap r, told apart by the pattern's value of the unit. Both shape [N].</summary>
    public abstract double Field(ReadOnlySpan<int> plus, ReadOnlySpan<int> minus);

    /// <summary>E from the number of patterns at each overlap, shape [N + 1].</summary>
    public abstract double Energy(ReadOnlySpan<int> counts);

    /// <summary>
    /// Writes F(r + 1) − F(r − 1) of every slot, all times one positive factor that makes the largest of those from low to high at most 2 and
    /// not much less than 1. Right to a few roundings of double precision; others may be infinite or not a number.
    /// </summary>
    public abstract void ScaledRises(int low, int high, Span<double> rises);

    private static double[] Values(InteractionFunction interaction, int dimension, Func<double, double> value, int patternCount)
    {
        var values = new double[dimension + 1];
        for (int j = 0; j < values.Length; j++)
        {
            values[j] = value(2 * j - dimension);
            if (!double.IsFinite(values[j] * 2 * patternCount))
            {
                throw new ArgumentException(
                    $"Expected an interaction function that is finite for overlaps from −{dimension} to {dimension} and {patternCount} patterns; "
                    + $"'{interaction}' gives {values[j]} at {2 * j - dimension}. A positive function of such growth can be given in log form.",
                    nameof(interaction));
            }
        }
        return values;
    }

    private static void Scale(int low, int high, Span<double> rises)
    {
        double largest = 0;
        foreach (double rise in rises[low..(high + 1)]) largest = Math.Max(largest, Math.Abs(rise));
        if (largest == 0) return;
        int exponent = Math.ILogB(largest);
        foreach (ref double rise in rises) rise = Math.ScaleB(rise, -exponent);
    }

    private sealed class ExactTable(Int128[] values) : DenseTable
    {
        public override void ScaledRises(int low, int high, Span<double> rises)
        {
            for (int k = 0; k < rises.Length; k++) rises[k] = (double)(values[k + 1] - values[k]);
            Scale(low, high, rises);
        }

        public override double Field(ReadOnlySpan<int> plus, ReadOnlySpan<int> minus)
        {
            Int128 sum = 0;
            for (int k = 0; k < plus.Length; k++)
            {
                int count = plus[k] - minus[k];
                if (count != 0) sum += count * (values[k + 1] - values[k]);
            }
            return 0.5 * (double)sum;
        }

        public override double Energy(ReadOnlySpan<int> counts)
        {
            Int128 sum = 0;
            for (int j = 0; j < counts.Length; j++) sum += counts[j] * values[j];
            return -(double)sum;
        }
    }

    private sealed class RealTable(double[] values) : DenseTable
    {
        public override void ScaledRises(int low, int high, Span<double> rises)
        {
            for (int k = 0; k < rises.Length; k++) rises[k] = values[k + 1] - values[k];
            Scale(low, high, rises);
        }

        public override double Field(ReadOnlySpan<int> plus, ReadOnlySpan<int> minus)
        {
            double sum = 0;
            for (int k = 0; k < plus.Length; k++) sum += (plus[k] - minus[k]) * (values[k + 1] - values[k]);
            return 0.5 * sum;
        }

        public override double Energy(ReadOnlySpan<int> counts)
        {
            double sum = 0;
            for (int j = 0; j < counts.Length; j++) sum += counts[j] * values[j];
            return -sum;
        }
    }

    /// <summary>E = −ln Σ exp ℓ, so h_i = ½ (L₊ − L₋) with L± = ln Σ exp ℓ for the unit at +1 and at −1.</summary>
    private sealed class LogTable(double[] logs) : DenseTable
    {
        public override void ScaledRises(int low, int high, Span<double> rises)
        {
            double top = double.NegativeInfinity;
            for (int k = low; k <= high + 1; k++) top = Math.Max(top, logs[k]);
            for (int k = 0; k < rises.Length; k++) rises[k] = Change(k, top);
            Scale(low, high, rises);
        }

        public override double Field(ReadOnlySpan<int> plus, ReadOnlySpan<int> minus)
        {
            double upTop = double.NegativeInfinity, downTop = upTop;
            for (int k = 0; k < plus.Length; k++)
            {
                if (plus[k] > 0) (upTop, downTop) = (Math.Max(upTop, logs[k + 1]), Math.Max(downTop, logs[k]));
                if (minus[k] > 0) (upTop, downTop) = (Math.Max(upTop, logs[k]), Math.Max(downTop, logs[k + 1]));
            }
            double up = 0, down = 0, difference = 0, top = Math.Max(upTop, downTop);
            for (int k = 0; k < plus.Length; k++)
            {
                if ((plus[k] | minus[k]) == 0) continue;
                up += Terms(plus[k], logs[k + 1] - upTop) + Terms(minus[k], logs[k] - upTop);
                down += Terms(plus[k], logs[k] - downTop) + Terms(minus[k], logs[k + 1] - downTop);
                difference += (plus[k] - minus[k]) * Change(k, top);
            }
            double logUp = upTop + Math.Log(up), logDown = downTop + Math.Log(down);
            if (Math.Abs(logUp - logDown) > 1) return 0.5 * (logUp - logDown);

            // Two sums that are nearly equal: their difference, added up by itself, keeps its sign and its digits, and a tie stays a tie.
            return difference >= 0
                ? 0.5 * SpecialFunctions.Log1p(difference / (down * Math.Exp(downTop - top)))
                : -0.5 * SpecialFunctions.Log1p(-difference / (up * Math.Exp(upTop - top)));
        }

        public override double Energy(ReadOnlySpan<int> counts)
        {
            double top = double.NegativeInfinity, sum = 0;
            for (int j = 0; j < counts.Length; j++)
            {
                if (counts[j] > 0) top = Math.Max(top, logs[j]);
            }
            for (int j = 0; j < counts.Length; j++)
            {
                if (counts[j] > 0) sum += counts[j] * Math.Exp(logs[j] - top);
            }
            return -(top + Math.Log(sum));
        }

        // An empty slot may lie above the largest term, where the exponential is infinite.
        private static double Terms(int count, double exponent) => count == 0 ? 0 : count * Math.Exp(exponent);

        // exp(ℓ(r + 1) − top) − exp(ℓ(r − 1) − top)
        private double Change(int k, double top)
        {
            double lower = Math.Min(logs[k], logs[k + 1]), step = Math.Abs(logs[k + 1] - logs[k]);
            double size = step > 1
                ? Math.Exp(lower + step - top) - Math.Exp(lower - top)
                : Math.Exp(lower - top) * Kernels.Exp.MinusOne(step);
            return logs[k + 1] >= logs[k] ? size : -size;
        }
    }
}
