using System.Buffers;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>A continuous memory that keeps its patterns in sixteen bits: half the memory, and for one state about half the time.</summary>
/// <remarks>
/// <para>Update: ξ ← X̂ᵀ softmax(β X̂ξ), where X̂ holds every entry of X rounded to <see cref="BFloat16"/>, that is by at most 2⁻⁸ of it.
/// All arithmetic is in single precision, as in <see cref="ContinuousHopfield{T}"/> with <see cref="SeparationFunction.Softmax"/>, which has more to
/// say about the model; <see cref="ErrorBound"/> says how far the two can lie apart.</para>
/// <para>Symbols: X has shape [P, N], one stored pattern a row; ξ has shape [N]. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class CompactHopfield
{
    private const double Rounding = 1.0 / 256;
    private readonly Rows<BFloat16> _rows;

    /// <summary>Stores a rounded copy of the patterns.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public CompactHopfield(PatternSet<float> patterns, float beta)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Beta = Require.Beta(beta, nameof(beta));
        (PatternCount, Dimension, MaxNorm) = (patterns.PatternCount, patterns.Dimension, patterns.MaxNorm);
        using HeldPatterns<float> held = patterns.Hold();
        Memory<BFloat16> rounded = CacheLine.Allocate<BFloat16>(held.Values.Length);
        BFloat16.FromSingle(held.Values, rounded.Span);
        _rows = new Rows<BFloat16>(rounded);
    }

    /// <summary>β, the inverse temperature.</summary>
    public float Beta { get; }

    /// <summary>P, the number of stored patterns.</summary>
    public int PatternCount { get; }

    /// <summary>N, the number of units.</summary>
    public int Dimension { get; }

    /// <summary>M = max_μ ‖x_μ‖, the largest norm of a pattern before rounding; one that was removed since counts too, as its norm is not kept.</summary>
    public double MaxNorm { get; }

    /// <summary>x̂_μ, a pattern as it is stored, shape [N].</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public float[] Pattern(int mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mu, PatternCount);
        using MemoryHandle held = Hold();
        var pattern = new float[Dimension];
        BFloat16.ToSingle(_rows.Values.Span.Slice(mu * Dimension, Dimension), pattern);
        return pattern;
    }

    /// <summary>The next state ξ′. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public float[] Update(ReadOnlySpan<float> state)
    {
        Require.Length(state.Length, Dimension, nameof(state));
        Require.Values(state, nameof(state));
        using MemoryHandle held = Hold();
        var next = new float[Dimension];
        Attend.Apply(state, _rows.Values.Span, PatternCount, Dimension, Beta, next);
        return next;
    }

    /// <summary>Writes the next state of one or more states. Cost: O(S·P·N); with one thread no allocation.</summary>
    /// <param name="states">S states row by row, shape [S, N].</param>
    /// <param name="next">Receives the next states, shape [S, N]; it must not overlap the states.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the next states are then unfinished.</param>
    /// <exception cref="ArgumentException">
    /// The number of entries is not a multiple of N, an entry is not finite or beyond 10¹⁰ in magnitude, or the two spans differ in
    /// length or overlap.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public void Update(ReadOnlySpan<float> states, Span<float> next, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        if (states.Length % Dimension != 0)
            throw new ArgumentException($"Expected a multiple of N = {Dimension} entries, got {states.Length}.", nameof(states));
        Require.Values(states, nameof(states));
        Require.Length(next.Length, states.Length, nameof(next));
        if (states.Overlaps(next)) throw new ArgumentException("Expected memory apart from the states, got overlapping spans.", nameof(next));
        using MemoryHandle held = Hold();
        Attend.Apply(states, _rows.Values.Span, PatternCount, Dimension, Beta, next, parallelism, cancellationToken);
    }

    /// <summary>What these patterns know of the next state, to be merged with what others know. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public PartialAnswer Partial(ReadOnlySpan<float> state)
    {
        Require.Length(state.Length, Dimension, nameof(state));
        Require.Values(state, nameof(state));
        using MemoryHandle held = Hold();
        var part = new double[Dimension + 2];
        Attend.Parts(state, _rows.Values.Span, PatternCount, Dimension, Beta, part, 1, CancellationToken.None);
        return PartialAnswer.From(part);
    }

    /// <summary>
    /// A bound of ‖ξ′ − ξ″‖, where ξ″ is the next state of the patterns before rounding: M (2⁻⁸ + 2 tanh(½ β 2⁻⁸ M ‖ξ‖)). The rounding of
    /// single-precision arithmetic, which both share, is not part of it.
    /// </summary>
    /// <remarks>
    /// Rounding moves a pattern by at most 2⁻⁸ M, and its similarity by at most ε = 2⁻⁸ M ‖ξ‖ (Cauchy and Schwarz). Scores that move by
    /// at most β ε each move the weights of a softmax by at most 2 tanh(½ β ε) in sum; the state follows by at most M times that.
    /// </remarks>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double ErrorBound(ReadOnlySpan<float> state)
    {
        Require.Length(state.Length, Dimension, nameof(state));
        Require.Values(state, nameof(state));
        double norm = Math.Sqrt(Dot.Precise(state, state));
        return MaxNorm * (Rounding + (2 * Math.Tanh(0.5 * Beta * Rounding * MaxNorm * norm)));
    }
}
