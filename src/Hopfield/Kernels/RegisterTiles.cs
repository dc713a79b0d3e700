namespace Hopfield.Kernels;

/// <summary>Any number of rows of results, in tiles as tall as the registers allow, then what is left.</summary>
internal static unsafe class RegisterTiles<W, V, E, C>
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged
    where C : INumber
{
    /// <summary>Computes the rows; the parameters are those of a tile.</summary>
    public static void Sum(E* x, nint stride, nint* steps, int depth, E* q, E* factor, E* result, nint apart, int rows, int last)
    {
        int r = 0;
        if (W.HasManyRegisters)
        {
            for (; r + 8 <= rows; r += 8) RegisterTile<W, V, E, Eight, C>.Sum(x + r * stride, stride, steps, depth, q, factor, result + r * apart, apart, last);
        }
        for (; r + 4 <= rows; r += 4) RegisterTile<W, V, E, Four, C>.Sum(x + r * stride, stride, steps, depth, q, factor, result + r * apart, apart, last);
        for (; r + 2 <= rows; r += 2) RegisterTile<W, V, E, Two, C>.Sum(x + r * stride, stride, steps, depth, q, factor, result + r * apart, apart, last);
        if (r < rows) RegisterTile<W, V, E, One, C>.Sum(x + r * stride, stride, steps, depth, q, factor, result + r * apart, apart, last);
    }
}
