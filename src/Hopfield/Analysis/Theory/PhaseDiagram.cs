using MathNet.Numerics.RootFinding;

namespace Hopfield;

// Three equations: m = ⟨tanh⟩, C = ⟨1 − tanh²⟩/T, q = 1 − T·C, r = q/(1 − C)², each average over a Gaussian z of
// tanh((√(αr) z + m)/T). The trapezoidal rule over z is exponentially accurate for such smooth integrands, with a step chosen
// from the width T/√(αr) of the steepest part.

/// <summary>A solution of the mean-field equations at temperature T and load α.</summary>
/// <param name="Overlap">m, the overlap with the remembered pattern; 0 in the spin-glass state.</param>
/// <param name="EdwardsAnderson">q, the mean squared local magnetisation, between 0 and 1.</param>
/// <param name="Noise">r, the summed squared overlaps of the other patterns divided by α.</param>
/// <param name="FreeEnergy">f per unit, with weights 1/N and zero diagonal.</param>
public sealed record MeanFieldState(double Overlap, double EdwardsAnderson, double Noise, double FreeEnergy);

/// <summary>
/// The Hebbian network at temperature T &gt; 0 and load α for N → ∞: whether a memory survives, and whether it is the deepest state.
/// </summary>
/// <remarks>
/// Replica-symmetric theory of Amit, Gutfreund and Sompolinsky (Phys. Rev. Lett. 55, 1985; Annals of Physics 173, 1987). At T = 0 use
/// <see cref="MeanField"/>. Three lines divide the plane: <see cref="SpinGlassTemperature"/>, <see cref="RetrievalLoad"/> and <see cref="DeepestLoad"/>.
/// </remarks>
public static class PhaseDiagram
{
    private const int MaxSteps = 100;

    /// <summary>The memory's state: the solution reached from m = 1.</summary>
    /// <param name="load">α ≥ 0.</param>
    /// <param name="temperature">T between 0.01 and 10.</param>
    /// <returns>The state; its overlap is 0 (below 1e-5) where no memory exists. Accurate to about 1e-8 away from the line where the memory vanishes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite, or T is out of its range.</exception>
    public static MeanFieldState Memory(double load, double temperature) => Solve(load, temperature, 1);

    /// <summary>The spin-glass state, m = 0 (the paramagnet where q = 0).</summary>
    /// <param name="load">α ≥ 0.</param>
    /// <param name="temperature">T between 0.01 and 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite, or T is out of its range.</exception>
    public static MeanFieldState SpinGlass(double load, double temperature) => Solve(load, temperature, 0);

    /// <summary>T_g = 1 + √α, above which nothing is frozen.</summary>
    /// <param name="load">α ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public static double SpinGlassTemperature(double load)
    {
        Require.NonNegativeFinite(load);
        return 1 + Math.Sqrt(load);
    }

    /// <summary>α_c(T), the largest load at which a memory survives; 0 for T ≥ 1.</summary>
    /// <param name="temperature">T between 0.01 and 10.</param>
    /// <returns>The load to about 2e-5; it tends to <see cref="MeanField.CriticalLoad"/> as T → 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">T is out of its range.</exception>
    public static double RetrievalLoad(double temperature) =>
        LargestLoad(temperature, load => Memory(load, temperature).Overlap > 1e-3);

    /// <summary>The largest load at which the memory is the deepest state; 0 for T ≥ 1.</summary>
    /// <param name="temperature">T between 0.01 and 10.</param>
    /// <returns>The load to about 2e-5; it tends to <see cref="MeanField.DeepestLoad"/> as T → 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">T is out of its range.</exception>
    public static double DeepestLoad(double temperature) => LargestLoad(temperature, load =>
        Memory(load, temperature) is { Overlap: > 1e-3 } memory && memory.FreeEnergy < SpinGlass(load, temperature).FreeEnergy);

    private static double LargestLoad(double temperature, Func<double, bool> holds)
    {
        RequireTemperature(temperature);
        if (temperature >= 1) return 0;
        double low = 0, high = 0.2;
        while (high - low > 2e-5)
        {
            double middle = 0.5 * (low + high);
            if (holds(middle)) low = middle; else high = middle;
        }
        return low;
    }

    // The gain G(m) = ⟨tanh⟩ − m is negative at m = 1 and concave down to its hump, so Newton's steps from m = 1 come down onto the largest root from
    // the right. Where the slope of G is no longer negative although G still is, the hump is passed and no root is left: the memory is gone.
    private static MeanFieldState Solve(double load, double temperature, double start)
    {
        Require.NonNegativeFinite(load);
        RequireTemperature(temperature);
        double Gain(double m) => Average(Math.Sqrt(load * Noise(load, temperature, m).R), m, temperature, static (h, t) => Math.Tanh(h / t)) - m;
        double m = start;
        for (int i = 0; i < MaxSteps && m > 0; i++)
        {
            const double H = 1e-6;
            double gain = Gain(m), slope = (gain - Gain(m - H)) / H;
            double next = slope < 0 ? m - gain / slope : 0;
            double change = m - next;
            m = next < 1e-5 ? 0 : next;
            // At the root the gain is rounding, and so is its sign.
            if (Math.Abs(change) < 1e-11 || gain >= -1e-15) break;
        }
        var (q, r) = Noise(load, temperature, m);
        return new(m, q, r, FreeEnergy(load, temperature, m, q, r));
    }

    // q and r that belong to m: the root of 1 − C(r) − √(q(r)/r), which rises with r. Iterating r itself would not converge in the spin glass.
    private static (double Q, double R) Noise(double load, double temperature, double m)
    {
        double Q(double r) => Average(Math.Sqrt(load * r), m, temperature, static (h, t) => Math.Tanh(h / t) is var x ? x * x : 0);
        double Balance(double logR)
        {
            double r = Math.Exp(logR), q = Q(r);
            return 1 - (1 - q) / temperature - Math.Sqrt(q / r);
        }
        if (load == 0 && m == 0) return (0, 0);
        const double Lowest = -30;
        if (Balance(Lowest) >= 0) return (0, 0); // the paramagnet: no root but r = 0
        double highest = 1;
        while (Balance(highest) < 0) highest += 3;
        double root = Math.Exp(Brent.FindRoot(Balance, Lowest, highest, 1e-13, 500));
        return (Q(root), root);
    }

    private static double FreeEnergy(double load, double temperature, double m, double q, double r)
    {
        double c = (1 - q) / temperature, sigma = Math.Sqrt(load * r);
        // ln 2cosh(x) = |x| + ln(1 + e^(−2|x|)) cannot overflow.
        double entropy = Average(sigma, m, temperature, static (h, t) => Math.Abs(h) + t * Math.Log(1 + Math.Exp(-2 * Math.Abs(h) / t)));
        return load / 2 + m * m / 2 + load / 2 * (temperature * Math.Log(1 - c) - q / (1 - c)) + load * r * c / 2 - entropy;
    }

    // ⟨f(σz + m)⟩ over a unit Gaussian z. Poles of tanh(h/T) lie πT/2 off the real axis: a step of T/(2σ) leaves an error near e^(−2π²).
    private static double Average(double sigma, double m, double temperature, Func<double, double, double> f)
    {
        if (sigma == 0) return f(m, temperature);
        const double Reach = 8; // the Gaussian beyond carries 1e-15
        double step = Math.Min(0.1, temperature / (3 * sigma));
        int half = (int)Math.Ceiling(Reach / step);
        double sum = 0, weights = 0;
        for (int k = -half; k <= half; k++)
        {
            double z = k * step, weight = Math.Exp(-0.5 * z * z);
            weights += weight;
            sum += weight * f(sigma * z + m, temperature);
        }
        return sum / weights;
    }

    private static void RequireTemperature(double temperature) => Require.Within(temperature, 0.01, 10);
}
