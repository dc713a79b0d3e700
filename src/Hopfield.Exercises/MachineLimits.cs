using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hopfield.Exercises;

/// <summary>Two loops that do nothing but compute and nothing but read: what one thread of a machine can do at most.</summary>
/// <remarks>
/// <see cref="Race"/> compares them with each other and with a loop of the reader's. In the time t of a read, measured in calls of
/// <see cref="Compute"/>, the machine could do t · <see cref="Operations"/> operations: divided by the bytes that were read, this is its
/// balance, the ridge of the roofline (Williams et al. 2009). Both are as fast as plain vectors of .NET allow, not as the hardware may:
/// loops in registers wider than <see cref="Vector{T}"/> can rise above them.
/// </remarks>
public static class MachineLimits
{
    private const int Steps = 200_000, Chains = 8;

    /// <summary>Operations of one call of <see cref="Compute"/>: multiplications and additions, one each.</summary>
    public static double Operations => 2.0 * Chains * Vector<float>.Count * Steps;

    /// <summary>
    /// Multiplies and adds in eight chains that live in registers, and reads nothing. One chain would wait for its own last result;
    /// eight of them keep the arithmetic units busy.
    /// </summary>
    /// <returns>The sum of the chains, which approach 1 in each place of a register: a number that has to be computed, and no more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Compute()
    {
        Vector<float> x = new(0.999f), y = new(0.001f);
        Vector<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector.MultiplyAddEstimate(a, x, y);
            b = Vector.MultiplyAddEstimate(b, x, y);
            c = Vector.MultiplyAddEstimate(c, x, y);
            d = Vector.MultiplyAddEstimate(d, x, y);
            e = Vector.MultiplyAddEstimate(e, x, y);
            f = Vector.MultiplyAddEstimate(f, x, y);
            g = Vector.MultiplyAddEstimate(g, x, y);
            h = Vector.MultiplyAddEstimate(h, x, y);
        }
        return Vector.Sum(a + b + c + d + e + f + g + h);
    }

    /// <summary>Adds up numbers from front to back, the least that a loop can do which reads them. Cost: O(turns · K) additions.</summary>
    /// <param name="values">The numbers, shape [K], 4 bytes each.</param>
    /// <param name="turns">How many times all of them are read, at least 1: more than one for numbers that a cache holds.</param>
    /// <returns>turns · Σ values, in single precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no turn.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Read(ReadOnlySpan<float> values, int turns = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(turns, 1);
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(values);
        int whole = x.Length / 4 * 4 * Vector<float>.Count;
        Vector<float> a = default, b = default, c = default, d = default;
        float rest = 0;
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i + 3 < x.Length; i += 4)
            {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
            }
            for (int i = whole; i < values.Length; i++) rest += values[i];
        }
        return Vector.Sum(a + b + c + d) + rest;
    }
}
