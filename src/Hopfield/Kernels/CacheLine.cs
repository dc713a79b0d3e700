using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>Memory that begins where a cache line does, so that no vector in it lies across two lines.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The length of a line, and of the longest vector.</summary>
    public const int Bytes = 64;

    private const int LargeBytes = 1 << 16;

    /// <summary>The first address of a line that is not below the given one.</summary>
    public static E* Align<E>(E* address)
        where E : unmanaged => (E*)(((nuint)address + Bytes - 1) & ~(nuint)(Bytes - 1));

    /// <summary>Memory for so many entries. A small array is an ordinary one; a large one begins with a line and never moves.</summary>
    public static Memory<E> Allocate<E>(int count)
        where E : unmanaged
    {
        if ((long)count * sizeof(E) < LargeBytes || count > Array.MaxLength - Bytes) return new E[count];
        E[] array = GC.AllocateUninitializedArray<E>(count + (Bytes / sizeof(E)), pinned: true);
        fixed (E* first = array) return MemoryMarshal.CreateFromPinnedArray(array, (int)(Align(first) - first), count);
    }
}
