namespace Hopfield;

// MathNet has no Lambert W. W₀ solves w eʷ = x; Halley's step on that equation triples the correct digits. Near the branch
// point −1/e the derivative vanishes, so there the series in p = √(2(ex + 1)) takes over; ex + 1 is formed with a
// two-part e, because the plain sum would lose half its digits.

/// <summary>The principal branch W₀ of the Lambert function: the w ≥ −1 with w·eʷ = x.</summary>
internal static class LambertW
{
    private const double Tail = 1.4456468917292502e-16; // e − Math.E
    private static readonly double[] _branchSeries =
        [-1, 1, -1 / 3.0, 11 / 72.0, -43 / 540.0, 769 / 17280.0, -221 / 8505.0, 680863 / 43545600.0, -1963 / 204120.0];

    /// <summary>W₀(x), to a relative error below 1e-12.</summary>
    /// <param name="x">x ≥ −1/e, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x lies below −1/e or is not finite.</exception>
    public static double Principal(double x)
    {
        double shifted = Math.FusedMultiplyAdd(Math.E, x, 1) + Tail * x;
        // −1/e itself is no double; the two doubles beside it both count as the branch point.
        if (!(shifted >= -1e-16) || !double.IsFinite(x))
            throw new ArgumentOutOfRangeException(nameof(x), x, $"Expected a finite number of at least −1/e, got {x}.");
        double p = Math.Sqrt(2 * Math.Max(shifted, 0));
        if (p < 0.05) return BranchSeries(p);

        // Starting values good to a few per cent; for large x the equation in logarithms has no overflow.
        if (x > 10) return PrincipalOfExp(Math.Log(x));
        double w = x < 0 ? BranchSeries(Math.Min(p, 0.9)) : Math.Log(1 + x) * (1 - Math.Log(1 + Math.Log(1 + x)) / (2 + Math.Log(1 + x)));
        for (int i = 0; i < 8; i++)
        {
            double e = Math.Exp(w), f = w * e - x;
            if (f == 0) break;
            w -= f / (e * (w + 1) - (w + 2) * f / (2 * w + 2));
        }
        return w;
    }

    /// <summary>W₀(e^y) without forming e^y: the w &gt; 0 with w + ln w = y, to a relative error below 1e-12.</summary>
    /// <param name="y">Any finite number; results below the smallest double become 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">y is not finite.</exception>
    public static double PrincipalOfExp(double y)
    {
        if (!double.IsFinite(y)) throw new ArgumentOutOfRangeException(nameof(y), y, $"Expected a finite number, got {y}.");
        if (y < -36) return Math.Exp(y); // w = e^y (1 − e^y + …): the correction is below the last bit
        double w = y > 1 ? y - Math.Log(y) + (y > 2 ? Math.Log(y) / y : 0) : Math.Exp(y) / (1 + Math.Exp(y));
        for (int i = 0; i < 12; i++)
        {
            // Newton on w + ln w − y, which is concave: from any w > 0 the iterates climb to the root and stay positive.
            double next = w * (1 + y - Math.Log(w)) / (1 + w);
            if (next <= 0) next = w / 2;
            if (Math.Abs(next - w) <= 2e-16 * next) return next;
            w = next;
        }
        return w;
    }

    private static double BranchSeries(double p)
    {
        double sum = 0;
        for (int k = _branchSeries.Length - 1; k >= 0; k--) sum = sum * p + _branchSeries[k];
        return sum;
    }
}
