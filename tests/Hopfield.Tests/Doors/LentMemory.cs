using System.Buffers;
using System.Runtime.InteropServices;

namespace Hopfield.Tests;

/// <summary>Memory that holds its numbers only while it is pinned, and NaN otherwise: whoever reads a mapped file without holding it is found out.</summary>
internal sealed unsafe class LentMemory(double[] values) : MemoryManager<double>
{
    private readonly double* _memory = (double*)NativeMemory.Alloc((nuint)values.Length, sizeof(double));
    private int _pins;

    /// <summary>The number of pins that were never undone.</summary>
    public int Pins => _pins;

    public override Span<double> GetSpan()
    {
        var span = new Span<double>(_memory, values.Length);
        if (_pins == 0) span.Fill(double.NaN);
        return span;
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if (_pins++ == 0) values.CopyTo(new Span<double>(_memory, values.Length));
        return new MemoryHandle(_memory + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
        if (--_pins == 0) new Span<double>(_memory, values.Length).Fill(double.NaN);
    }

    protected override void Dispose(bool disposing) => NativeMemory.Free(_memory);
}
