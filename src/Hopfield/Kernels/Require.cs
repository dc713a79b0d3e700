using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hopfield;

/// <summary>What the arguments of public members must be. Each check throws one exception that names the argument, what was expected and what came;
/// comparisons are written so that NaN is refused.</summary>
/// <remarks>
/// Entries and inverse temperatures of continuous models beyond 10¹⁰ are refused: below that, every similarity, energy and derivative
/// stays finite even in single precision (N·10²⁰·10¹⁰ is far from 10³⁸), so no model has to look for overflow again.
/// </remarks>
internal static class Require
{
    /// <summary>The largest magnitude of an entry, and the largest β.</summary>
    public const double MaxMagnitude = 1e10;

    /// <summary>The smallest β; 1/β is at most 10¹⁰.</summary>
    public const double MinBeta = 1e-10;

    /// <summary>What the weights, or the thresholds, of a network may add up to: a quarter of the largest number, so that energies and their differences stay
    /// finite, also with an input on top.</summary>
    public const double MaxEnergy = double.MaxValue / 4;

    // A recalled state lies between the patterns only up to rounding, and must be a legal state itself.
    private const double Slack = 1.01;

    /// <summary>Throws unless the numbers are of a type that the kernels serve. Others would be read as if they were of one of these.</summary>
    public static void SingleOrDouble<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Expected numbers of type float or double, got {typeof(T).Name}.");
    }

    /// <summary>Throws unless every entry is finite and at most 10¹⁰ in magnitude.</summary>
    public static void Values<T>(ReadOnlySpan<T> values, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.CreateTruncating(Slack * MaxMagnitude);
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
    public static void Values<T>(ReadOnlySpan<T> values, int length, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Length(values.Length, length, name);
        Values(values, name);
    }

    /// <summary>Returns β, or throws unless 10⁻¹⁰ ≤ β ≤ 10¹⁰.</summary>
    public static T Beta<T>(T beta, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        beta >= T.CreateTruncating(MinBeta) && beta <= T.CreateTruncating(MaxMagnitude)
            ? beta
            : throw new ArgumentOutOfRangeException(name, beta, "Expected an inverse temperature β between 1e-10 and 1e10.");

    /// <summary>Throws unless the numbers are of a type that the kernels serve and β is positive and finite: what every kernel with a temperature asks.</summary>
    public static void Temperature<T>(T beta, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SingleOrDouble<T>();
        if (!(beta > T.Zero && T.IsFinite(beta)))
            throw new ArgumentOutOfRangeException(name, beta, "Expected an inverse temperature β above 0 and finite.");
    }

    /// <summary>Throws unless the values are finite and add up, with what else an energy is made of, to a finite sum.</summary>
    public static void FiniteEnergy(ReadOnlySpan<double> values, double beside, string what, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException($"Expected finite {what}, got {values[i]} at index {i}.", name);
            beside += Math.Abs(values[i]);
        }
        if (!(beside <= MaxEnergy)) throw new ArgumentException($"Expected {what} that add up to a finite sum, so that energies are finite.", name);
    }

    /// <summary>Throws unless a square matrix equals its mirror image up to rounding: computed weights (an inverse, a product) differ by no more
    /// than 10⁻¹⁰ of the largest entry in the row and in the column.</summary>
    public static void Symmetric(double[,] matrix, string name, string advice = "")
    {
        const double Tolerance = 1e-10;
        var largest = new double[matrix.GetLength(0)];
        for (int i = 0; i < largest.Length; i++)
        {
            for (int j = 0; j < largest.Length; j++) largest[i] = Math.Max(largest[i], Math.Max(Math.Abs(matrix[i, j]), Math.Abs(matrix[j, i])));
        }
        for (int i = 0; i < largest.Length; i++)
        {
            for (int j = i + 1; j < largest.Length; j++)
            {
                double allowed = Tolerance * Math.Min(largest[i], largest[j]);
                if (!(Math.Abs(matrix[i, j] - matrix[j, i]) <= allowed)) throw NotSymmetric(matrix[i, j], matrix[j, i], i, j, advice, name);
            }
        }
    }

    /// <summary>The exception for two entries that should be equal.</summary>
    public static ArgumentException NotSymmetric(double entry, double mirror, int i, int j, string advice, string name) =>
        new($"Expected symmetric weights, got {entry} at [{i}, {j}] but {mirror} at [{j}, {i}].{advice}", name);

    /// <summary>Throws unless a span has the expected length.</summary>
    public static void Length(long length, long expected, string name)
    {
        if (length != expected) ThrowLength(length, expected, name);
    }

    /// <summary>Returns a · b, or throws where so many entries do not fit one array: the product of two counts may lie beyond 32 bits.</summary>
    public static int Room(long a, long b, string what, string name) => TryRoom(a, b, out int room)
        ? room
        : throw new ArgumentException($"Expected {what} that fit one array of {Array.MaxLength} entries, got {a} × {b}.", name);

    /// <summary>a · b, where so many entries fit one array.</summary>
    public static bool TryRoom(long a, long b, out int room)
    {
        bool fits = a == 0 || b <= Array.MaxLength / a;
        room = fits ? (int)(a * b) : 0;
        return fits;
    }

    /// <summary>Returns the length of scratch memory, or throws where it does not fit one array.</summary>
    public static int Scratch(long entries, string name) => entries <= Array.MaxLength
        ? (int)entries
        : throw new ArgumentException($"Expected patterns so short that scratch memory fits one array of {Array.MaxLength} entries, got some that take {entries}.", name);

    /// <summary>Returns where a part of so many things begins and how long it is, or throws where it reaches beyond them.</summary>
    public static (int First, int Count) Part(Range part, int length, string name)
    {
        int first = part.Start.GetOffset(length), end = part.End.GetOffset(length);
        if (first < 0 || end < first || end > length)
            throw new ArgumentOutOfRangeException(name, part, $"Expected a part of 0..{length}, got {part}.");
        return (first, end - first);
    }

    /// <summary>Throws unless a span holds so many rows a fixed distance apart.</summary>
    public static void Rows(int length, int rows, int columns, int rowStride, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowStride, columns);
        long needed = rows == 0 || columns == 0 ? 0 : ((long)(rows - 1) * rowStride) + columns;
        if (length < needed) throw new ArgumentException($"Expected at least {needed} entries for {rows} rows of {columns}, {rowStride} apart, got {length}.", name);
    }

    /// <summary>Throws when a span is empty.</summary>
    public static void Any(int length, string name)
    {
        if (length == 0) throw new ArgumentException("Expected at least one entry, got none.", name);
    }

    /// <summary>Returns what a function of the caller's own has answered, or throws where it is no number: nothing could be compared with it.</summary>
    public static double Number(double answer, string what, int unit = -1)
    {
        // The text is put together only where it is needed: fields are asked for in innermost loops.
        if (double.IsNaN(answer)) throw new InvalidOperationException($"Expected {what}{(unit < 0 ? "" : $" of unit {unit}")} to be a number, got NaN.");
        return answer;
    }

    /// <summary>Throws unless the number is positive and finite.</summary>
    public static void PositiveFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"Expected a positive, finite number for '{name}', got {value}.");
    }

    /// <summary>Throws unless the number is finite and at least 0.</summary>
    public static void NonNegativeFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"Expected a finite number of at least 0 for '{name}', got {value}.");
    }

    /// <summary>Throws unless the number lies within a closed range.</summary>
    public static void Within(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"Expected '{name}' between {low} and {high}, got {value}.");
    }

    /// <summary>Throws unless the number lies within an open range.</summary>
    public static void StrictlyWithin(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > low && value < high))
            throw new ArgumentOutOfRangeException(name, value, $"Expected '{name}' strictly between {low} and {high}, got {value}.");
    }

    /// <summary>Throws when a count is below the least that makes sense.</summary>
    public static void AtLeast(long value, long least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"Expected at least {least} for '{name}', got {value}.");
    }

    /// <summary>Throws unless there is one label for each picture, from 0 up; tells how many classes they name.</summary>
    public static int Labels(IReadOnlyList<int> labels, int count)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != count) throw new ArgumentException($"Expected {count} labels, one for each picture, got {labels.Count}.", nameof(labels));
        if (labels.Min() < 0) throw new ArgumentException($"Expected labels from 0 up, got {labels.Min()}.", nameof(labels));
        return labels.Max() + 1;
    }

    /// <summary>Throws unless there is such a pattern and another one beside it: a memory without patterns answers nothing.</summary>
    public static void Removable(int mu, int patternCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mu, patternCount);
        if (patternCount == 1) throw new ArgumentException("Expected one pattern of several, got the only one; a memory keeps at least one.", nameof(mu));
    }

    /// <summary>Throws unless so many patterns can be named.</summary>
    public static void SomeOf(int count, int patternCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, patternCount);
    }

    /// <summary>Throws when there is no value.</summary>
    public static void NotEmpty<T>(IReadOnlyCollection<T> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count == 0) throw new ArgumentException($"Expected at least one value in '{name}', got none.", name);
    }

    private static void ThrowLength(long length, long expected, string name) =>
        throw new ArgumentException($"Expected {expected} entries, got {length}.", name);
}
