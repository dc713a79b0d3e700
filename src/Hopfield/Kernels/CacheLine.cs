namespace Hopfield.Kernels;

/// <summary>Where scratch memory begins, so that no vector in it lies across two cache lines.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The length of a line, and of the longest vector.</summary>
    public const int Bytes = 64;

    /// <summary>The first address of a line that is not below the given one.</summary>
    public static E* Align<E>(E* address)
        where E : unmanaged => (E*)(((nuint)address + Bytes - 1) & ~(nuint)(Bytes - 1));
}
