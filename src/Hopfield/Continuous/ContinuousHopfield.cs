using System.Buffers;
using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Makes a <see cref="ContinuousHopfield{T}"/>; the type of the entries follows from the patterns.</summary>
public static partial class ContinuousHopfield
{
    /// <summary>Stores the patterns.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to T. Large β retrieves one pattern; small β averages many.</param>
    /// <param name="separation">Which patterns answer: <see cref="SeparationFunction.Softmax"/> when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static ContinuousHopfield<T> Store<T>(PatternSet<T> patterns, double beta, FenchelYoungSeparation? separation = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(patterns, T.CreateTruncating(Require.Beta(beta, nameof(beta))), separation);

    /// <summary>Stores a copy of the patterns.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N], one pattern a row, P ≥ 1 and N ≥ 1.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to T. Large β retrieves one pattern; small β averages many.</param>
    /// <param name="separation">Which patterns answer: <see cref="SeparationFunction.Softmax"/> when left out.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static ContinuousHopfield<T> Store<T>(T[,] patterns, double beta, FenchelYoungSeparation? separation = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Store(PatternSet.From(patterns), beta, separation);

    /// <summary>Stores a copy of the patterns.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">P ≥ 1 patterns of one length N ≥ 1.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to T. Large β retrieves one pattern; small β averages many.</param>
    /// <param name="separation">Which patterns answer: <see cref="SeparationFunction.Softmax"/> when left out.</param>
    /// <exception cref="ArgumentException">There is no pattern, the lengths differ, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static ContinuousHopfield<T> Store<T>(IEnumerable<T[]> patterns, double beta, FenchelYoungSeparation? separation = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Store(PatternSet.From(patterns), beta, separation);

    /// <summary>±1 patterns do not say in which precision they become real ones.</summary>
    /// <param name="patterns">Not accepted.</param>
    /// <param name="beta">Not accepted.</param>
    /// <param name="separation">Not accepted.</param>
    [Obsolete("In which precision? ContinuousHopfield.Store(PatternSet.From<float>(patterns), beta) says it; DenseAssociativeMemory.Store(patterns, interaction) keeps ±1.", error: true)]
    public static ContinuousHopfield<double> Store(BinaryPatterns patterns, double beta, FenchelYoungSeparation? separation = null) =>
        throw new NotSupportedException();
}

/// <summary>A memory of real-valued patterns whose update is softmax attention.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>Energy: E(ξ) = −lse(β, Xξ) + ½ ξᵀξ + β⁻¹ ln P + ½ M², so that 0 ≤ E, and E ≤ 2M² for ‖ξ‖ ≤ M. Update: ξ ← Xᵀ softmax(β Xξ).
/// Each update lowers E by at least ½‖ξ′ − ξ‖² (it is a concave–convex step), so the steps shrink and the limits are stationary.</para>
/// <para>Other separations (sparsemax, α-entmax, or one of your own) put their entropy in place of Shannon's; see
/// <see cref="FenchelYoungSeparation"/>. All of the above stays true.</para>
/// <para>Symbols: X has shape [P, N], one stored pattern a row; ξ has shape [N]; p = softmax(β Xξ) are the attention weights;
/// M = max_μ ‖x_μ‖. Source: Ramsauer et al., "Hopfield Networks is All You Need" (2021). Their N is P here, their d is N, and their X is
/// the transpose of ours.</para>
/// <para>Updates run in T; energies and derivatives are computed in double precision whatever T is. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class ContinuousHopfield<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Stores the patterns.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰. Large β retrieves one pattern; small β averages many.</param>
    /// <param name="separation">Which patterns answer: <see cref="SeparationFunction.Softmax"/> when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public ContinuousHopfield(PatternSet<T> patterns, T beta, FenchelYoungSeparation? separation = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Patterns = patterns;
        Beta = Require.Beta(beta, nameof(beta));
        Separation = separation ?? Hopfield.SeparationFunction.Softmax;
    }

    /// <summary>X, the stored patterns.</summary>
    public PatternSet<T> Patterns { get; }

    /// <summary>β, the inverse temperature.</summary>
    public T Beta { get; }

    /// <summary>Which patterns answer: softmax unless chosen otherwise.</summary>
    public FenchelYoungSeparation Separation { get; }

    /// <summary>N, the number of units.</summary>
    public int Dimension => Patterns.Dimension;

    /// <summary>P, the number of stored patterns.</summary>
    public int PatternCount => Patterns.PatternCount;

    /// <summary>p, the weight that each pattern has in the next state, shape [P]. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public T[] Attention(ReadOnlySpan<T> state)
    {
        var weights = new T[PatternCount];
        Attention(state, weights);
        return weights;
    }

    /// <summary>Writes p, the weight that each pattern has in the next state. Cost: O(P·N), no allocation.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="weights">Receives p, shape [P].</param>
    /// <exception cref="ArgumentException">
    /// The state is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or the weights are not of length P.
    /// </exception>
    public void Attention(ReadOnlySpan<T> state, Span<T> weights)
    {
        Require.Values(state, Dimension, nameof(state));
        Require.Length(weights.Length, PatternCount, nameof(weights));
        using HeldPatterns<T> x = Patterns.Hold();
        Similarities.Apply(x.Values, state, weights);
        Separation.WeighFinitely(weights, Beta, weights);
    }

    /// <summary>The next state ξ′ = Xᵀp. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public T[] Update(ReadOnlySpan<T> state)
    {
        Require.Values(state, Dimension, nameof(state));
        var next = new T[Dimension];
        Advance(state, next, 1, CancellationToken.None);
        return next;
    }

    /// <summary>Writes the next state ξ′ = Xᵀp of one or more states. Cost: O(S·P·N); with one thread no allocation.</summary>
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
    public void Update(ReadOnlySpan<T> states, Span<T> next, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        if (states.Length % Dimension != 0)
            throw new ArgumentException($"Expected a multiple of N = {Dimension} entries, got {states.Length}.", nameof(states));
        Require.Values(states, nameof(states));
        Require.Length(next.Length, states.Length, nameof(next));
        if (states.Overlaps(next)) throw new ArgumentException("Expected memory apart from the states, got overlapping spans.", nameof(next));
        Advance(states, next, parallelism, cancellationToken);
    }

    /// <summary>k_eff = exp(entropy of p), the effective number of patterns in the next state, between 1 and P.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double EffectivePatternCount(ReadOnlySpan<T> state)
    {
        double entropy = 0;
        foreach (double weight in PreciseAttention(state))
        {
            if (weight > 0) entropy -= weight * Math.Log(weight);
        }
        return Math.Clamp(Math.Exp(entropy), 1, PatternCount);
    }

    private unsafe void Advance(ReadOnlySpan<T> states, Span<T> next, int parallelism, CancellationToken cancellationToken)
    {
        using HeldPatterns<T> x = Patterns.Hold();
        if (Separation is SoftmaxSeparation)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_sketch is not null && states.Length == Dimension && _sketch.TryUpdate(x.Values, states, Beta, next)) return;
            Attend.Apply(states, x.Values, x.Values, PatternCount, Dimension, Beta, next, parallelism, cancellationToken);
            return;
        }
        fixed (T* now = states, then = next)
        fixed (T* patterns = x.Values)
        {
            ParallelParts.Run(new Updates(this, patterns, now, then), states.Length / Dimension, parallelism, cancellationToken);
        }
    }

    // One state after the other, or on several threads: each asks every pattern and needs room for all weights.
    private readonly unsafe struct Updates(ContinuousHopfield<T> memory, T* patterns, T* states, T* next) : IJob
    {
        public void Run(int part)
        {
            int n = memory.Dimension;
            T[] scratch = ArrayPool<T>.Shared.Rent(memory.PatternCount);
            Span<T> weights = scratch.AsSpan(0, memory.PatternCount);
            var x = new ReadOnlySpan<T>(patterns, memory.PatternCount * n);
            Similarities.Apply(x, new ReadOnlySpan<T>(states + ((nint)part * n), n), weights);
            memory.Separation.WeighFinitely(weights, memory.Beta, weights);
            WeightedSum.Apply(x, weights, new Span<T>(next + ((nint)part * n), n));
            ArrayPool<T>.Shared.Return(scratch);
        }
    }
}
