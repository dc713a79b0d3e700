namespace Hopfield;

public sealed partial class BidirectionalMemory
{
    /// <summary>The same memory with one more pair, as a new one; this one stays as it is. Cost: that of <see cref="BinaryPatterns.Add"/>, O(N + M) as memories grow.</summary>
    /// <param name="x">Shape [N], entries ±1.</param>
    /// <param name="y">Shape [M], entries ±1.</param>
    /// <exception cref="ArgumentException">A pattern has another length, an entry is not ±1, or so many patterns do not fit one array.</exception>
    public BidirectionalMemory Add(ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y)
    {
        Bipolar.Require(x, First.Dimension, nameof(x));
        Bipolar.Require(y, Second.Dimension, nameof(y));
        return new BidirectionalMemory(First.Add(x), Second.Add(y));
    }

    /// <summary>The same memory without one pair, as a new one; this one stays as it is. Cost: that of <see cref="BinaryPatterns.Remove"/>, O(1) where the oldest goes.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The pairs behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pair.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public BidirectionalMemory Remove(int mu) => new(First.Remove(mu), Second.Remove(mu));
}
