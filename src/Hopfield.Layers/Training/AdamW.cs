using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>Adam with decoupled weight decay.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// At step t with gradient g, entry by entry: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², and
/// w ← (1 − η λ) w − η (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε) with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. Parameters that do not decay have λ = 0.
/// Source: I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (2019).
/// </remarks>
public sealed class AdamW<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly Parameter<T>[] _parameters;
    private readonly T[] _means, _squares;
    private readonly double _decay;

    /// <summary>An optimiser at its first step.</summary>
    /// <param name="parameters">What it moves; those that are frozen now are left out.</param>
    /// <param name="decay">λ ≥ 0.</param>
    public AdamW(IEnumerable<Parameter<T>> parameters, double decay = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        var gradients = new Gradients<T>(parameters);
        _parameters = [.. gradients.Parameters];
        _means = new T[gradients.Values.Length];
        _squares = new T[gradients.Values.Length];
        _decay = decay;
    }

    /// <summary>The number of steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Moves the parameters once. Cost: O(entries), no allocation.</summary>
    /// <param name="gradients">Of the parameters that the optimiser was made for.</param>
    /// <param name="rate">η ≥ 0.</param>
    /// <exception cref="ArgumentException">The gradients are of other parameters.</exception>
    public void Step(Gradients<T> gradients, double rate)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        if (gradients.Values.Length != _means.Length) throw new ArgumentException("Expected gradients of the parameters that the optimiser was made for.", nameof(gradients));
        Steps++;
        T step = T.CreateTruncating(rate / (1 - Math.Pow(Beta1, Steps))), root = T.CreateTruncating(Math.Sqrt(1 - Math.Pow(Beta2, Steps)));
        int at = 0;
        foreach (Parameter<T> parameter in _parameters)
        {
            int length = parameter.Value.Length;
            T keep = T.CreateTruncating(1 - (parameter.Decays ? rate * _decay : 0));
            Move(parameter.Value, gradients[parameter], _means.AsSpan(at, length), _squares.AsSpan(at, length), keep, step, root);
            at += length;
        }
    }

    private static void Move(Span<T> weights, ReadOnlySpan<T> gradients, Span<T> means, Span<T> squares, T keep, T step, T root)
    {
        T gain1 = T.CreateTruncating(1 - Beta1), gain2 = T.CreateTruncating(1 - Beta2), beta2 = T.CreateTruncating(Beta2), epsilon = T.CreateTruncating(Epsilon);
        Span<Vector<T>> w = MemoryMarshal.Cast<T, Vector<T>>(weights), m = MemoryMarshal.Cast<T, Vector<T>>(means), v = MemoryMarshal.Cast<T, Vector<T>>(squares);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        var roots = new Vector<T>(root);
        var epsilons = new Vector<T>(epsilon);
        for (int block = 0; block < w.Length; block++)
        {
            m[block] += (g[block] - m[block]) * gain1;
            v[block] = (v[block] * beta2) + (g[block] * g[block] * gain2);
            w[block] = (w[block] * keep) - (m[block] * step / ((Vector.SquareRoot(v[block]) / roots) + epsilons));
        }
        for (int i = w.Length * Vector<T>.Count; i < weights.Length; i++)
        {
            means[i] += (gradients[i] - means[i]) * gain1;
            squares[i] = (squares[i] * beta2) + (gradients[i] * gradients[i] * gain2);
            weights[i] = (weights[i] * keep) - (means[i] * step / ((T.Sqrt(squares[i]) / root) + epsilon));
        }
    }
}
