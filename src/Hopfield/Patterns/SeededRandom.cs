using System.Numerics;

namespace Hopfield;

/// <summary>A random generator whose stream depends on its seed alone: not on the machine, the .NET version or the number of threads.</summary>
/// <remarks>
/// <para>Generator: xoshiro256** (Blackman and Vigna, 2018), its state filled from the seed by SplitMix64.</para>
/// <para>Why not <c>new Random(seed)</c>: its documentation reserves the right to change the stream between .NET versions, and the first
/// numbers of neighbouring seeds are strongly correlated, which would tie the trials of an experiment to each other. It is still a
/// <see cref="Random"/>, and every method of this library that takes a seed also takes a <see cref="Random"/> of your choice.</para>
/// <para>Not thread-safe. Parallel experiments give each trial a stream of its own.</para>
/// </remarks>
public sealed class SeededRandom : Random
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts the stream of a seed.</summary>
    /// <param name="seed">Any number. Equal seeds give equal streams.</param>
    /// <param name="stream">The number of an independent stream below the same seed, such as the index of a trial.</param>
    public SeededRandom(int seed, int stream = 0)
    {
        ulong mix = ((ulong)(uint)stream << 32) | (uint)seed;
        _a = SplitMix(ref mix);
        _b = SplitMix(ref mix);
        _c = SplitMix(ref mix);
        _d = SplitMix(ref mix);
    }

    /// <summary>A number in [0, 2³¹ − 1).</summary>
    public override int Next() => Next(int.MaxValue);

    /// <summary>A number in [0, <paramref name="maxValue"/>), all equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    /// <summary>A number in [<paramref name="minValue"/>, <paramref name="maxValue"/>), all equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are in the wrong order.</exception>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    /// <summary>A number in [0, 2⁶³ − 1).</summary>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc cref="Next(int)"/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc cref="Next(int, int)"/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Below((ulong)(maxValue - minValue));
    }

    /// <summary>A multiple of 2⁻⁵³ in [0, 1), all equally likely.</summary>
    public override double NextDouble() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A multiple of 2⁻²⁴ in [0, 1), all equally likely.</summary>
    public override float NextSingle() => (Bits() >> 40) * (1f / (1U << 24));

    /// <summary>Fills the buffer with random bytes, eight from each draw.</summary>
    public override void NextBytes(Span<byte> buffer)
    {
        ulong bits = 0;
        for (int k = 0; k < buffer.Length; k++)
        {
            bits = k % 8 == 0 ? Bits() : bits >> 8;
            buffer[k] = (byte)bits;
        }
    }

    /// <inheritdoc cref="NextBytes(Span{byte})"/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <summary>The same as <see cref="NextDouble"/>.</summary>
    protected override double Sample() => NextDouble();

    // The high half of bits·bound is uniform below the bound, except for a few low halves that are drawn again (Lemire 2019).
    private ulong Below(ulong bound)
    {
        if (bound == 0) return 0;
        ulong high = Math.BigMul(Bits(), bound, out ulong low);
        if (low >= bound) return high;
        ulong threshold = (0 - bound) % bound;
        while (low < threshold) high = Math.BigMul(Bits(), bound, out low);
        return high;
    }

    private ulong Bits()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
