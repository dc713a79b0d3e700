using System.Numerics;
namespace Hopfield;

/// <summary>Ways to spoil a state: flipped units, hidden parts. Nothing is changed in place.</summary>
public static class Corruption
{
    /// <summary>Flips round(ρN) units, chosen without repetition.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="flipFraction">ρ in [0, 1], the share of units that are flipped (not drawn again: ρ = 1 gives the mirror state).</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ρ lies outside [0, 1].</exception>
    public static sbyte[] Flip(ReadOnlySpan<sbyte> state, double flipFraction, Random random)
    {
        if (!(flipFraction >= 0 && flipFraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(flipFraction), flipFraction, "Expected a share in [0, 1].");
        return FlipCount(state, (int)Math.Round(flipFraction * state.Length, MidpointRounding.AwayFromZero), random);
    }

    /// <inheritdoc cref="Flip(ReadOnlySpan{sbyte}, double, Random)"/>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="flipFraction">ρ in [0, 1], the share of units that are flipped (not drawn again: ρ = 1 gives the mirror state).</param>
    /// <param name="seed">Equal seeds flip equal units.</param>
    public static sbyte[] Flip(ReadOnlySpan<sbyte> state, double flipFraction, int seed) =>
        Flip(state, flipFraction, new SeededRandom(seed, SeedUse.Noise));

    /// <summary>Flips exactly so many units, chosen without repetition.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="count">The number of units to flip, from 0 to N.</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above N.</exception>
    public static sbyte[] FlipCount(ReadOnlySpan<sbyte> state, int count, Random random)
    {
        Bipolar.Require(state, state.Length, nameof(state));
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, state.Length);
        sbyte[] spoilt = state.ToArray();
        int[] units = Permutation.Identity(state.Length);
        for (int k = 0; k < count; k++)
        {
            Permutation.DrawNext(units, k, random);
            spoilt[units[k]] = (sbyte)-spoilt[units[k]];
        }
        return spoilt;
    }

    /// <inheritdoc cref="FlipCount(ReadOnlySpan{sbyte}, int, Random)"/>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="count">The number of units to flip, from 0 to N.</param>
    /// <param name="seed">Equal seeds flip equal units.</param>
    public static sbyte[] FlipCount(ReadOnlySpan<sbyte> state, int count, int seed) => FlipCount(state, count, new SeededRandom(seed, SeedUse.Noise));

    /// <summary>Paints a run of units with one value, as if that part of the picture were covered.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="hidden">The units to cover, such as <c>32..64</c> or <c>..8</c>.</param>
    /// <param name="fill">The value that covers them, ±1.</param>
    /// <exception cref="ArgumentException">An entry or the fill is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the state.</exception>
    public static sbyte[] Mask(ReadOnlySpan<sbyte> state, Range hidden, sbyte fill = -1)
    {
        Bipolar.Require(state, state.Length, nameof(state));
        if (fill is not (1 or -1)) throw new ArgumentException($"Expected +1 or −1, got {fill}.", nameof(fill));
        sbyte[] spoilt = state.ToArray();
        (int first, int count) = Require.Part(hidden, spoilt.Length, nameof(hidden));
        spoilt.AsSpan(first, count).Fill(fill);
        return spoilt;
    }

    /// <summary>The same run of units of each pattern set to 0, as if that part of every picture were dark.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="hidden">The units to cover, such as <c>392..</c> or <c>..8</c>.</param>
    /// <returns>One spoilt state for each pattern, in the same order: what a batch of recalls may start from.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the patterns.</exception>
    public static PatternSet<T> Mask<T>(PatternSet<T> patterns, Range hidden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(patterns);
        (int first, int count) = Require.Part(hidden, patterns.Dimension, nameof(hidden));
        return patterns.Each(pattern =>
        {
            pattern.AsSpan(first, count).Clear();
            return pattern;
        });
    }

    /// <summary>Replaces a run of units by fair random values.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="hidden">The units to replace, such as <c>32..64</c> or <c>..8</c>.</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ArgumentException">An entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the state.</exception>
    public static sbyte[] Scramble(ReadOnlySpan<sbyte> state, Range hidden, Random random)
    {
        Bipolar.Require(state, state.Length, nameof(state));
        ArgumentNullException.ThrowIfNull(random);
        sbyte[] spoilt = state.ToArray();
        (int first, int count) = Require.Part(hidden, spoilt.Length, nameof(hidden));
        foreach (ref sbyte unit in spoilt.AsSpan(first, count)) unit = (sbyte)(random.NextDouble() < 0.5 ? 1 : -1);
        return spoilt;
    }

    /// <inheritdoc cref="Scramble(ReadOnlySpan{sbyte}, Range, Random)"/>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="hidden">The units to replace, such as <c>32..64</c> or <c>..8</c>.</param>
    /// <param name="seed">Equal seeds give equal values.</param>
    public static sbyte[] Scramble(ReadOnlySpan<sbyte> state, Range hidden, int seed) => Scramble(state, hidden, new SeededRandom(seed, SeedUse.Noise));
}
