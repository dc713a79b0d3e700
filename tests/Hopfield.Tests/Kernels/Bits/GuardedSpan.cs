namespace Hopfield.Tests;

/// <summary>A span that begins at an odd place between sentinels, so that a kernel that writes beside it is found out.</summary>
internal readonly struct GuardedSpan<T>
    where T : unmanaged
{
    private const int Margin = 96; // bytes or more: wider than any register

    private readonly T[] _array;
    private readonly int _start, _length;
    private readonly T _sentinel;

    /// <param name="length">Entries of the span.</param>
    /// <param name="skip">Entries by which it is moved from where an array would be aligned.</param>
    /// <param name="sentinel">What stands before and after it, and inside at first.</param>
    public GuardedSpan(int length, int skip, T sentinel)
    {
        (_start, _length, _sentinel) = (Margin + skip, length, sentinel);
        _array = new T[length + 2 * Margin + skip];
        Array.Fill(_array, sentinel);
    }

    public Span<T> Inside => _array.AsSpan(_start, _length);

    public void AssertUntouched()
    {
        Assert.Equal(-1, _array.AsSpan(0, _start).IndexOfAnyExcept(_sentinel));
        Assert.Equal(-1, _array.AsSpan(_start + _length).IndexOfAnyExcept(_sentinel));
    }
}
