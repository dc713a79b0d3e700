namespace Hopfield;

/// <summary>The values that a graded unit can take.</summary>
public enum GradedRange
{
    /// <summary>V = tanh(u/u₀), between −1 and 1.</summary>
    Bipolar,

    /// <summary>V = ½ (1 + tanh(u/u₀)), between 0 and 1: the form that Hopfield and Tank use for yes-or-no questions.</summary>
    Unipolar,
}

/// <summary>The response V = g(u) of graded units and how fast their potentials leak.</summary>
/// <param name="Range">Outputs between −1 and 1, or between 0 and 1.</param>
/// <param name="Width">u₀, 10⁻¹⁰ ≤ u₀ ≤ 10¹⁰, in the unit of u. A small width makes the unit nearly a switch; the gain is 1/u₀.</param>
/// <param name="TimeConstant">τ, 10⁻¹⁰ ≤ τ ≤ 10¹⁰, in units of time: without input a potential falls to 1/e of its value in τ.</param>
public sealed record GradedUnits(GradedRange Range = GradedRange.Bipolar, double Width = 1, double TimeConstant = 1)
{
    /// <summary>Outputs between −1 and 1, or between 0 and 1.</summary>
    public GradedRange Range { get; init => field = Checked(value, nameof(Range)); } = Checked(Range, nameof(Range));

    /// <summary>u₀, 10⁻¹⁰ ≤ u₀ ≤ 10¹⁰, in the unit of u.</summary>
    public double Width { get; init => field = Checked(value, nameof(Width)); } = Checked(Width, nameof(Width));

    /// <summary>τ, 10⁻¹⁰ ≤ τ ≤ 10¹⁰, in units of time.</summary>
    public double TimeConstant { get; init => field = Checked(value, nameof(TimeConstant)); } = Checked(TimeConstant, nameof(TimeConstant));

    /// <summary>The distance between the two ends of the range: 2 or 1.</summary>
    public double Span => Range == GradedRange.Bipolar ? 2 : 1;

    /// <summary>g′(0), the steepest slope of the response.</summary>
    public double SteepestSlope => 0.5 * Span / Width;

    /// <summary>V = g(u).</summary>
    /// <param name="potential">u.</param>
    public double Response(double potential)
    {
        double tanh = Math.Tanh(potential / Width);
        return Range == GradedRange.Bipolar ? tanh : 0.5 * (1 + tanh);
    }

    /// <summary>∫ g⁻¹(V) dV from the middle of the range to V = g(u), at least 0; at most Span/2 · u₀ ln 2.</summary>
    /// <remarks>With t = tanh(u/u₀) it is Span/2 · u₀/2 · ((1 + t) ln(1 + t) + (1 − t) ln(1 − t)).</remarks>
    /// <param name="potential">u.</param>
    public double Leak(double potential)
    {
        // 1 − |t| = 2/(e^(2|x|) + 1) keeps its digits where tanh has rounded to 1.
        double rest = 2 / (Math.Exp(2 * Math.Abs(potential) / Width) + 1);
        double entropy = (2 - rest) * Math.Log(2 - rest) + (rest > 0 ? rest * Math.Log(rest) : 0);
        return 0.25 * Span * Width * Math.Max(0, entropy);
    }

    private static GradedRange Checked(GradedRange range, string name) => Enum.IsDefined(range)
        ? range
        : throw new ArgumentOutOfRangeException(name, range, "Expected a known range.");

    private static double Checked(double value, string name) => value is >= 1e-10 and <= 1e10
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a value between 1e-10 and 1e10.");
}

/// <summary>A state of a graded network.</summary>
/// <param name="Outputs">V, shape [N].</param>
/// <param name="Potentials">u, shape [N]; V = g(u). A motion continues from here.</param>
public sealed record GradedState(double[] Outputs, double[] Potentials);
