using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>An array that never moves and begins with a cache line, so that its address can be kept; whoever uses the address keeps the array.</summary>
internal sealed unsafe class FixedArray<E>
    where E : unmanaged
{
    private readonly E[] _array;

    /// <summary>Takes memory for so many entries, which hold anything.</summary>
    /// <exception cref="ArgumentException">They do not fit one array.</exception>
    public FixedArray(long count, string what, string name)
    {
        int extra = CacheLine.Bytes / sizeof(E);
        if (count > Array.MaxLength - extra) throw new ArgumentException($"Expected {what} that fits one array, got one of {count} entries.", name);
        Length = (int)count;
        _array = GC.AllocateUninitializedArray<E>(Length + extra, pinned: true);
        Start = CacheLine.Align((E*)Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0));
    }

    /// <summary>The first entry.</summary>
    public E* Start { get; }

    /// <summary>The number of entries.</summary>
    public int Length { get; }

    /// <summary>All entries.</summary>
    public Span<E> Span => _array.AsSpan((int)(Start - (E*)Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0)), Length);
}
