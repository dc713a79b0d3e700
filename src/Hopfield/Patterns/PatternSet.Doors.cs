using System.Numerics;

namespace Hopfield;

public static partial class PatternSet
{
    /// <summary>Uses the caller's array as the patterns, without a copy.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">X row by row, P·N entries. It is read once here; it must not change while the set is in use.</param>
    /// <param name="dimension">N ≥ 1, the length of one pattern.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not a positive multiple of N, or an entry is not finite or beyond 10¹⁰ in magnitude.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static PatternSet<T> Wrap<T>(T[] values, int dimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return Wrap<T>(values.AsMemory(), dimension);
    }

    /// <summary>Uses a mapped file as the patterns, without a copy.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="file">X, shape [P, N]. It is read once here; it must not be disposed while the set is in use.</param>
    /// <exception cref="ArgumentException">The file does not have two axes, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public static PatternSet<T> Wrap<T>(MappedArray<T> file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Shape is not [_, var dimension])
            throw new ArgumentException($"Expected a file of two axes, got the shape [{string.Join(", ", file.Shape)}].", nameof(file));
        return Wrap(file.Values, dimension);
    }

    /// <summary>±1 patterns do not say in which precision they become real ones.</summary>
    /// <param name="patterns">Not accepted.</param>
    [Obsolete("In which precision? PatternSet.From<float>(patterns) or PatternSet.From<double>(patterns) says it.", error: true)]
    public static PatternSet<double> From(BinaryPatterns patterns) => throw new NotSupportedException();

    /// <summary>Patterns of two units at given angles on the circle of radius 1: memories that can be drawn.</summary>
    /// <param name="degrees">The angle of each pattern, in degrees from the first axis towards the second, shape [P], P ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no angle, or one is not finite.</exception>
    public static PatternSet<double> OnCircle(params double[] degrees)
    {
        ArgumentNullException.ThrowIfNull(degrees);
        if (degrees.Length == 0) throw new ArgumentException("Expected at least one angle, got none.", nameof(degrees));
        foreach (double angle in degrees)
            if (!double.IsFinite(angle)) throw new ArgumentException($"Expected finite angles, got {angle}.", nameof(degrees));
        return From([.. degrees.Select(angle => new[] { Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180) })]);
    }
}
