using System.Numerics;

namespace Hopfield;

// What patterns are made of besides ±1 in sbyte: each row becomes a state by the door of the same kind in Bipolar.
public sealed partial class BinaryPatterns
{
    /// <summary>Stores rows of numbers that are +1 and −1 already.</summary>
    /// <param name="rows">X, shape [P, N], entries ±1, P ≥ 1 and N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is not ±1.</exception>
    public static BinaryPatterns From(int[,] rows) => From(Rows(rows, row => Bipolar.From(row, nameof(rows))));

    /// <summary>Stores rows of numbers that are +1 and −1 already.</summary>
    /// <param name="rows">P ≥ 1 patterns of one length N ≥ 1, entries ±1.</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or an entry is not ±1.</exception>
    public static BinaryPatterns From(IEnumerable<int[]> rows) => From(Rows(rows, row => Bipolar.From(row, nameof(rows))));

    /// <summary>Stores rows of flags: true is +1, false is −1.</summary>
    /// <param name="rows">Shape [P, N], P ≥ 1 and N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no row or no column.</exception>
    public static BinaryPatterns From(bool[,] rows) => From(Rows(rows, row => Bipolar.From(row, nameof(rows))));

    /// <summary>Stores rows of flags: true is +1, false is −1.</summary>
    /// <param name="rows">P ≥ 1 patterns of one length N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no row, or the lengths differ.</exception>
    public static BinaryPatterns From(IEnumerable<bool[]> rows) => From(Rows(rows, row => Bipolar.From(row, nameof(rows))));

    /// <summary>Stores rows of numbers, such as grey values: +1 where they are above the threshold, −1 elsewhere.</summary>
    /// <typeparam name="T">Any number type.</typeparam>
    /// <param name="rows">Shape [P, N], P ≥ 1 and N ≥ 1.</param>
    /// <param name="threshold">The largest number that becomes −1.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry or the threshold is NaN.</exception>
    public static BinaryPatterns From<T>(T[,] rows, T threshold)
        where T : INumber<T> => From(Rows(rows, row => Bipolar.From<T>(row, threshold, nameof(rows))));

    /// <summary>Stores rows of numbers, such as grey values: +1 where they are above the threshold, −1 elsewhere.</summary>
    /// <typeparam name="T">Any number type.</typeparam>
    /// <param name="rows">P ≥ 1 patterns of one length N ≥ 1.</param>
    /// <param name="threshold">The largest number that becomes −1.</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or an entry or the threshold is NaN.</exception>
    public static BinaryPatterns From<T>(IEnumerable<T[]> rows, T threshold)
        where T : INumber<T> => From(Rows(rows, row => Bipolar.From<T>(row, threshold, nameof(rows))));

    /// <summary>Real numbers have no sign of their own: say where −1 ends.</summary>
    /// <param name="rows">Not accepted.</param>
    [Obsolete("Which numbers are +1? BinaryPatterns.From(rows, threshold) says it. PatternSet.From(rows) stores real numbers as they are.", error: true)]
    public static BinaryPatterns From(double[,] rows) => throw new NotSupportedException();

    /// <inheritdoc cref="From(double[,])"/>
    [Obsolete("Which numbers are +1? BinaryPatterns.From(rows, threshold) says it. PatternSet.From(rows) stores real numbers as they are.", error: true)]
    public static BinaryPatterns From(float[,] rows) => throw new NotSupportedException();

    private static sbyte[][] Rows<T>(T[,] rows, Func<T[], sbyte[]> state)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.GetLength(1) == 0) throw new ArgumentException("Expected at least one unit, got none.", nameof(rows));
        var list = new sbyte[rows.GetLength(0)][];
        var row = new T[rows.GetLength(1)];
        for (int mu = 0; mu < list.Length; mu++)
        {
            for (int i = 0; i < row.Length; i++) row[i] = rows[mu, i];
            list[mu] = state(row);
        }
        return list;
    }

    private static IEnumerable<sbyte[]> Rows<T>(IEnumerable<T[]> rows, Func<T[], sbyte[]> state)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Select(row => state(row ?? throw new ArgumentException("Expected patterns, got null among them.", nameof(rows))));
    }
}
