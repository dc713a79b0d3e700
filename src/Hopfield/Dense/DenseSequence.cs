namespace Hopfield;

/// <summary>Patterns that follow each other, played by a dense memory: each pattern answers for its successor, the louder the better it fits.</summary>
/// <remarks>
/// <para>A step moves all units at once: ξ′ = sgn Σ_μ f(x_μ·ξ) x_{μ+1} with f = F′. For F(z) = z²/2 it is Hebb's sequence (<see cref="Sequences"/>,
/// there without self-weights); the steeper F, the longer the sequence and the more alike its patterns may be. Read as attention, the x_μ are keys
/// and the x_{μ+1} values. There is no energy.</para>
/// <para>Source: H. T. Chaudhry, J. A. Zavatone-Veth, D. Krotov and C. Pehlevan, "Long sequence Hopfield memory", NeurIPS 2023; they write f for
/// our f and leave out each unit's own share of the overlap.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class DenseSequence
{
    /// <summary>Stores the rows as one sequence.</summary>
    /// <param name="patterns">X, shape [P, N], P ≥ 2, in the order in which they follow each other.</param>
    /// <param name="interaction">F, for example <see cref="InteractionFunction.Power"/>.</param>
    /// <param name="closed">Whether the last pattern leads back to the first, so that the sequence repeats; otherwise it leads to itself.</param>
    /// <exception cref="ArgumentException">There is only one pattern.</exception>
    public DenseSequence(BinaryPatterns patterns, InteractionFunction interaction, bool closed = true)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(interaction);
        if (patterns.PatternCount < 2) throw new ArgumentException("Expected at least two patterns, got one.", nameof(patterns));
        (Patterns, Interaction, IsClosed) = (patterns, interaction, closed);
    }

    /// <inheritdoc cref="DenseSequence(BinaryPatterns, InteractionFunction, bool)"/>
    public static DenseSequence Store(BinaryPatterns patterns, InteractionFunction interaction, bool closed = true) => new(patterns, interaction, closed);

    /// <summary>X, shape [P, N], in order.</summary>
    public BinaryPatterns Patterns { get; }

    /// <summary>F.</summary>
    public InteractionFunction Interaction { get; }

    /// <summary>Whether the last pattern leads back to the first.</summary>
    public bool IsClosed { get; }

    /// <summary>One step of all units. A unit that hears exactly nothing keeps its value. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <returns>ξ′, shape [N].</returns>
    /// <exception cref="ArgumentException">The state is not of length N, an entry is not ±1, or f is not a number at an overlap of this state.</exception>
    public sbyte[] Step(ReadOnlySpan<sbyte> state)
    {
        double[] weights = Weights(Patterns.Similarities(state), nameof(state));
        var fields = new double[Patterns.Dimension];
        for (int mu = 0; mu < weights.Length; mu++)
        {
            int next = mu + 1 < weights.Length ? mu + 1 : IsClosed ? 0 : mu;
            if (weights[mu] != 0) AddPattern(next, weights[mu], fields);
        }
        sbyte[] moved = state.ToArray();
        for (int i = 0; i < moved.Length; i++)
        {
            if (fields[i] != 0) moved[i] = (sbyte)Math.Sign(fields[i]);
        }
        return moved;
    }

    /// <summary>Plays the sequence from a state on.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="steps">How many steps, at least 1.</param>
    /// <param name="cancellationToken">Ends the play.</param>
    /// <returns>The state itself and the one after each step: steps + 1 states.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Step"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">steps &lt; 1.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public sbyte[][] Play(ReadOnlySpan<sbyte> state, int steps, CancellationToken cancellationToken = default)
    {
        Bipolar.Require(state, Patterns.Dimension, nameof(state));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var played = new sbyte[steps + 1][];
        played[0] = state.ToArray();
        for (int t = 1; t <= steps; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            played[t] = Step(played[t - 1]);
        }
        return played;
    }

    private void AddPattern(int mu, double weight, double[] fields)
    {
        ReadOnlySpan<ulong> bits = Patterns.Words(mu);
        for (int i = 0; i < fields.Length; i++) fields[i] += (bits[i >> 6] >> (i & 63) & 1) == 1 ? weight : -weight;
    }

    // f at each overlap; for a function in log form f = ℓ′ e^ℓ divided by the largest e^ℓ, which changes no sign of a field.
    private double[] Weights(int[] similarities, string name)
    {
        double[] weights = Interaction.IsLogarithmic
            ? LogWeights(similarities)
            : Array.ConvertAll(similarities, z => Interaction.Derivative(z));
        int bad = Array.FindIndex(weights, double.IsNaN);
        return bad < 0 ? weights : throw new ArgumentException($"Expected an interaction function with a slope everywhere; {Interaction} has none at {similarities[bad]}.", name);
    }

    private double[] LogWeights(int[] similarities)
    {
        double[] logs = Array.ConvertAll(similarities, z => Interaction.LogValue(z));
        double largest = logs.Max();
        return [.. similarities.Zip(logs, (z, log) => Interaction.LogSlope(z) * Math.Exp(log - largest))];
    }
}
