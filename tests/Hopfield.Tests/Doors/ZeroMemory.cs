using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Tests;

/// <summary>As many zeros as one likes, without the memory: pages that are only read are all the same page of zeros.</summary>
internal sealed unsafe class ZeroMemory<T> : MemoryManager<T>
    where T : unmanaged, INumber<T>
{
    private readonly T* _zeros;
    private readonly int _count;

    public ZeroMemory(int count)
    {
        // Systems that promise memory only where they have it may refuse this much.
        try
        {
            _zeros = (T*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(T));
        }
        catch (OutOfMemoryException)
        {
            Assert.Skip($"This system does not lend {(long)count * sizeof(T)} bytes, not even to be read only.");
        }
        _count = count;
    }

    public override Span<T> GetSpan() => new(_zeros, _count);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_zeros + elementIndex, pinnable: this);

    public override void Unpin() { }

    protected override void Dispose(bool disposing) => NativeMemory.Free(_zeros);
}
