using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Limits;

/// <summary>The fastest plain reads of memory that C# allows: nothing that uses each number once can be faster.</summary>
internal static class MemoryRead
{
    /// <summary>Reads everything from front to back.</summary>
    public static float OneStream(ReadOnlyMemory<float> values, int threads) => Over(values, threads, Forward);

    /// <summary>Reads four quarters in step, which keeps more of the memory's lines open: the true limit.</summary>
    public static float FourStreams(ReadOnlyMemory<float> values, int threads) => Over(values, threads, InStep);

    private static float Over(ReadOnlyMemory<float> values, int threads, Func<ReadOnlySpan<float>, float> read)
    {
        var sums = new float[threads];
        int share = values.Length / threads;
        Split.Over(threads, thread => sums[thread] = read(values.Span.Slice(thread * share, share)));
        return sums.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Forward(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector512<float> a = default, b = default, c = default, d = default;
        nuint end = (nuint)values.Length / 64 * 64;
        for (nuint i = 0; i < end; i += 64)
        {
            a += Vector512.LoadUnsafe(ref start, i);
            b += Vector512.LoadUnsafe(ref start, i + 16);
            c += Vector512.LoadUnsafe(ref start, i + 32);
            d += Vector512.LoadUnsafe(ref start, i + 48);
        }
        return Vector512.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float InStep(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        Vector512<float> a = default, b = default, c = default, d = default;
        nuint quarter = (nuint)values.Length / 4 / 32 * 32;
        for (nuint i = 0; i < quarter; i += 32)
        {
            a += Vector512.LoadUnsafe(ref start, i) + Vector512.LoadUnsafe(ref start, i + 16);
            b += Vector512.LoadUnsafe(ref start, quarter + i) + Vector512.LoadUnsafe(ref start, quarter + i + 16);
            c += Vector512.LoadUnsafe(ref start, 2 * quarter + i) + Vector512.LoadUnsafe(ref start, 2 * quarter + i + 16);
            d += Vector512.LoadUnsafe(ref start, 3 * quarter + i) + Vector512.LoadUnsafe(ref start, 3 * quarter + i + 16);
        }
        return Vector512.Sum(a + b + c + d);
    }
}
