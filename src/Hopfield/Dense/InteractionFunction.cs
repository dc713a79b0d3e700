namespace Hopfield;

/// <summary>F in the energy E(ξ) = −Σ_μ F(x_μ·ξ) of a dense associative memory: how steeply a pattern's well falls with the overlap.</summary>
/// <remarks>
/// <para>Krotov and Hopfield (2016) call F the interaction function. The classical network is F(z) = z² up to a factor and its
/// self-terms; the faster F grows, the narrower the wells and the more patterns fit.</para>
/// <para>A function that grows beyond the range of <see cref="double"/> is given in log form, F = exp ℓ
/// (<see cref="IsLogarithmic"/>): models then work with ℓ, take the largest value out before every exponential, and report the
/// energy −ln Σ F, which has the same minima and the same order of states as −Σ F.</para>
/// <para>Instances are immutable and thread-safe.</para>
/// </remarks>
public abstract partial class InteractionFunction
{
    /// <summary>F(z) = zⁿ (Krotov and Hopfield 2016). For even n the mirror image −x of a pattern is as deep as the pattern itself.</summary>
    /// <param name="degree">n ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 2.</exception>
    public static InteractionFunction Power(int degree) => new PowerFunction(degree, rectified: false);

    /// <summary>F(z) = zⁿ for z &gt; 0, else 0: no mirror images, and half the crosstalk, since only positive overlaps count.</summary>
    /// <param name="degree">n ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 2.</exception>
    public static InteractionFunction RectifiedPower(int degree) => new PowerFunction(degree, rectified: true);

    /// <summary>F(z) = exp(β z), in log form (Demircigil et al. 2017 with β = 1).</summary>
    /// <param name="beta">β, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static InteractionFunction Exponential(double beta = 1) => new ExponentialFunction(Require.Beta(beta, nameof(beta)));

    /// <summary>A function of your own.</summary>
    /// <param name="name">What figures and messages call it.</param>
    /// <param name="value">F.</param>
    /// <param name="derivative">f = F′.</param>
    public static InteractionFunction Custom(string name, Func<double, double> value, Func<double, double> derivative)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(derivative);
        return new CustomFunction(name, value, derivative);
    }

    /// <summary>A positive function of your own in log form, F = exp ℓ.</summary>
    /// <param name="name">What figures and messages call it.</param>
    /// <param name="logValue">ℓ = ln F, finite; −∞ where F is 0, so that such an overlap adds nothing.</param>
    /// <param name="logDerivative">ℓ′ = F′/F.</param>
    public static InteractionFunction CustomLogarithmic(string name, Func<double, double> logValue, Func<double, double> logDerivative)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(logValue);
        ArgumentNullException.ThrowIfNull(logDerivative);
        return new CustomLogFunction(name, logValue, logDerivative);
    }

    /// <summary>What figures and messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>True when the function is given as F = exp ℓ and models use ℓ.</summary>
    public virtual bool IsLogarithmic => false;

    /// <summary>F(z). May be infinite for a function in log form.</summary>
    /// <param name="z">The overlap x_μ·ξ, not divided by N.</param>
    public abstract double Value(double z);

    /// <summary>f(z) = F′(z). May be infinite for a function in log form.</summary>
    /// <param name="z">The overlap x_μ·ξ, not divided by N.</param>
    public abstract double Derivative(double z);

    /// <summary>ℓ(z) = ln F(z); −∞ where F is 0 and NaN where it is negative.</summary>
    /// <param name="z">The overlap x_μ·ξ, not divided by N.</param>
    public virtual double LogValue(double z) => Math.Log(Value(z));

    /// <summary>ℓ′(z) = F′(z)/F(z).</summary>
    internal virtual double LogSlope(double z) => Derivative(z) / Value(z);

    /// <summary>F at an integer in exact arithmetic, where the function is a polynomial with integer values that fit.</summary>
    internal virtual bool TryExact(int z, out Int128 value)
    {
        value = default;
        return false;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private sealed class PowerFunction : InteractionFunction
    {
        public const string Kind = "power", RectifiedKind = "rectified power";

        private readonly int _degree;
        private readonly bool _rectified;

        public PowerFunction(int degree, bool rectified)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(degree, 2);
            (_degree, _rectified) = (degree, rectified);
        }

        public override string Name => _rectified ? $"rectified power {_degree}" : $"power {_degree}";

        internal override (string, double)? Saved => (_rectified ? RectifiedKind : Kind, _degree);

        public override double Value(double z) => Raise(z, _degree);

        public override double Derivative(double z) => _degree * Raise(z, _degree - 1);

        internal override bool TryExact(int z, out Int128 value)
        {
            value = 0;
            if (_rectified && z <= 0) return true;
            if (_degree * Math.Log2(Math.Max(1, Math.Abs((double)z))) > 126) return false; // Int128 holds 127 bits
            value = 1;
            for (int factor = 0; factor < _degree; factor++) value *= z;
            return true;
        }

        // Repeated squaring: the same digits on every machine, unlike a call into the platform's pow.
        private double Raise(double z, int exponent)
        {
            if (_rectified && z <= 0) return 0;
            double result = 1, square = z;
            for (; exponent > 0; exponent >>= 1, square *= square)
            {
                if ((exponent & 1) == 1) result *= square;
            }
            return result;
        }
    }

    private sealed class ExponentialFunction(double beta) : InteractionFunction
    {
        public const string Kind = "exponential";

        internal override (string, double)? Saved => (Kind, beta);

        public override string Name => beta == 1 ? "exponential" : $"exponential, β = {beta}";

        public override bool IsLogarithmic => true;

        public override double Value(double z) => Math.Exp(beta * z);

        public override double Derivative(double z) => beta * Math.Exp(beta * z);

        public override double LogValue(double z) => beta * z;

        internal override double LogSlope(double z) => beta;
    }

    private sealed class CustomFunction(string name, Func<double, double> value, Func<double, double> derivative) : InteractionFunction
    {
        public override string Name => name;

        public override double Value(double z) => value(z);

        public override double Derivative(double z) => derivative(z);
    }

    private sealed class CustomLogFunction(string name, Func<double, double> logValue, Func<double, double> logDerivative) : InteractionFunction
    {
        public override string Name => name;

        public override bool IsLogarithmic => true;

        public override double Value(double z) => Math.Exp(logValue(z));

        public override double Derivative(double z) => logDerivative(z) * Math.Exp(logValue(z));

        public override double LogValue(double z) => logValue(z);

        internal override double LogSlope(double z) => logDerivative(z);
    }
}
