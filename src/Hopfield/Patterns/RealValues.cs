using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield;

/// <summary>The one rule for real numbers at the public doors of the continuous models.</summary>
/// <remarks>
/// Entries and inverse temperatures beyond 10¹⁰ are refused: below that, every similarity, energy and derivative
/// stays finite even in single precision (N·10²⁰·10¹⁰ is far from 10³⁸), so no model has to look for overflow again.
/// </remarks>
internal static class RealValues
{
    /// <summary>The largest magnitude of an entry, and the largest β.</summary>
    public const double Largest = 1e10;

    /// <summary>The smallest β; 1/β is at most 10¹⁰.</summary>
    public const double SmallestBeta = 1e-10;

    // A recalled state lies between the patterns only up to rounding, and must be a legal state itself.
    private const double Slack = 1.01;

    /// <summary>Throws unless every entry is finite and at most 10¹⁰ in magnitude.</summary>
    public static void Require<T>(ReadOnlySpan<T> values, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.CreateTruncating(Slack * Largest);
        var bound = new Vector<T>(largest);
        ReadOnlySpan<Vector<T>> blocks = MemoryMarshal.Cast<T, Vector<T>>(values);
        int good = 0;
        while (good < blocks.Length && Vector.LessThanOrEqualAll(Vector.Abs(blocks[good]), bound)) good++;
        for (int i = good * Vector<T>.Count; i < values.Length; i++)
        {
            // Written so that NaN fails too.
            if (!(T.Abs(values[i]) <= largest))
                throw new ArgumentException($"Expected finite entries of magnitude at most 1e10, got {values[i]} at index {i}.", name);
        }
    }

    /// <summary>Throws unless there are exactly <paramref name="length"/> entries, each finite and at most 10¹⁰ in magnitude.</summary>
    public static void Require<T>(ReadOnlySpan<T> values, int length, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (values.Length != length) throw new ArgumentException($"Expected {length} entries, got {values.Length}.", name);
        Require(values, name);
    }

    /// <summary>Returns β, or throws unless 10⁻¹⁰ ≤ β ≤ 10¹⁰.</summary>
    public static T RequireBeta<T>(T beta, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        beta >= T.CreateTruncating(SmallestBeta) && beta <= T.CreateTruncating(Largest)
            ? beta
            : throw new ArgumentOutOfRangeException(name, beta, "Expected an inverse temperature β between 1e-10 and 1e10.");
}
