using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>Four by four single-precision numbers, turned over in registers.</summary>
internal static unsafe class Square4
{
    public static bool IsSupported => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Writes the transpose, scaled: to[i, j] = scale · from[j, i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, nint fromStride, float scale, float* to, nint toStride)
    {
        Vector128<float> factor = Vector128.Create(scale);
        Vector128<float> a = Vector128.Load(from) * factor, b = Vector128.Load(from + fromStride) * factor;
        Vector128<float> c = Vector128.Load(from + 2 * fromStride) * factor, d = Vector128.Load(from + 3 * fromStride) * factor;
        Vector128<float> acLow = Low(a, c), bdLow = Low(b, d), acHigh = High(a, c), bdHigh = High(b, d);
        Low(acLow, bdLow).Store(to);
        High(acLow, bdLow).Store(to + toStride);
        Low(acHigh, bdHigh).Store(to + 2 * toStride);
        High(acHigh, bdHigh).Store(to + 3 * toStride);
    }

    // The lower halves of two vectors, entry by entry in turn; then the upper halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
