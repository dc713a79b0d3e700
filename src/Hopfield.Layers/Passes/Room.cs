using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>Memory of a trace that is used again in every pass: it grows when more is asked for and never shrinks.</summary>
/// <remarks>A large one begins with a cache line and never moves, so that no vector in it lies across two lines.</remarks>
internal sealed class Room<T>
    where T : unmanaged
{
    private const int CacheLine = 64, LargeBytes = 1 << 12;

    private Memory<T> _memory;

    /// <summary>Room for so many entries, which hold whatever was there.</summary>
    public Memory<T> Of(int length)
    {
        if (_memory.Length < length) _memory = Allocate(length);
        return _memory[..length];
    }

    /// <summary>Room for so many zeros.</summary>
    public Memory<T> Zeros(int length)
    {
        Memory<T> room = Of(length);
        room.Span.Clear();
        return room;
    }

    private static unsafe Memory<T> Allocate(int length)
    {
        int size = Unsafe.SizeOf<T>();
        if ((long)length * size < LargeBytes) return new T[length];
        T[] array = GC.AllocateUninitializedArray<T>(checked(length + (CacheLine / size)), pinned: true);
        nint first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return MemoryMarshal.CreateFromPinnedArray(array, (int)(((first + CacheLine - 1) & ~(CacheLine - 1)) - first) / size, length);
    }
}
