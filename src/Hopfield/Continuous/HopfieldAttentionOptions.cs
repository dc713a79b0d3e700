using System.Numerics;

namespace Hopfield;

/// <summary>Settings of a <see cref="HopfieldAttention{T}"/>.</summary>
public sealed record HopfieldAttentionOptions
{
    /// <summary>H ≥ 1, the number of heads; it divides the widths of keys and values. 1 unless set.</summary>
    public int Heads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Heads), value, "Expected at least one head.");
    } = 1;

    /// <summary>β, one for all heads or one for each, 10⁻¹⁰ ≤ β ≤ 10¹⁰. 1/√D, with D the width of a head, where it is null.</summary>
    public HeadBetas? Beta
    {
        get;
        init
        {
            foreach (double beta in value ?? []) Require.Beta(beta, nameof(Beta));
            field = value;
        }
    }

    /// <summary>The most softmaxes that a query goes through, at least 1. With 1, the default, this is plain attention.</summary>
    public int MaxUpdates
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxUpdates), value, "Expected at least one update.");
    } = 1;

    /// <summary>
    /// A query has converged when an update moves its state by no more than this share of the largest key norm of the head. 0 unless
    /// set: then only an exact fixed point ends the updates early.
    /// </summary>
    public double Tolerance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "Expected a finite tolerance, at least 0.");
    }

    /// <summary>Which patterns answer; softmax unless set.</summary>
    public SeparationFunction Separation
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Separation));
    } = SeparationFunction.Softmax;
}

/// <summary>What an attention recall answered, and how.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Output">The answers, shape [S, H·Dᵥ].</param>
/// <param name="Weights">The attention weights p of the last update, shape [H, S, P]; zero where a query may attend to nothing.</param>
/// <param name="Updates">The number of softmaxes that each query went through, shape [H, S].</param>
/// <param name="Stopped">
/// How each query's state came to rest, shape [H, S]. <see cref="StopReason.StepLimit"/> where the updates were used up, as they are in plain
/// attention, which makes only one; <see cref="StopReason.Cancelled"/> where a token asked to stop.
/// </param>
public sealed record AttentionResult<T>(T[,] Output, T[,,] Weights, int[,] Updates, StopReason[,] Stopped)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
