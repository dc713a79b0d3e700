using System.Collections;
using System.Runtime.CompilerServices;

namespace Hopfield;

/// <summary>β of the heads of an attention memory: one number for all of them, or one for each. A number, an array and <c>[1, 2]</c> are taken for it.</summary>
/// <remarks>Immutable.</remarks>
[CollectionBuilder(typeof(HeadBetas), nameof(Of))]
public sealed class HeadBetas : IReadOnlyList<double>
{
    private readonly double[] _values;

    private HeadBetas(double[] values) => _values = values;

    /// <summary>One β for all heads, or one for each.</summary>
    /// <param name="values">Each 10⁻¹⁰ ≤ β ≤ 10¹⁰, which the options check.</param>
    public static HeadBetas Of(params ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>One β for all heads.</summary>
    /// <param name="beta">10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    public static implicit operator HeadBetas(double beta) => Of(beta);

    /// <summary>One β for each head.</summary>
    /// <param name="values">Each 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    public static implicit operator HeadBetas?(double[]? values) => values is null ? null : Of(values);

    /// <summary>1, or the number of heads.</summary>
    public int Count => _values.Length;

    /// <summary>β of a head, where each has its own.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside its range.</exception>
    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _values[index];
        }
    }

    /// <summary>Every β in turn.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers.</summary>
    public override string ToString() => string.Join(", ", _values);
}
