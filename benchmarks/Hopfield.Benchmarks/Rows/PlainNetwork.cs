using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Benchmarks.Rows;

/// <summary>A Hebbian network as one would first write it fast: N² weights in single precision, a field as one long inner product.</summary>
internal sealed class PlainNetwork(BinaryInputs inputs)
{
    private readonly float[] _weights = Build(inputs);

    /// <summary>Lets the units follow their fields in turn until none changes; a field of zero changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Follow(float[] state)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < state.Length; i++)
            {
                float field = Dot(_weights.AsSpan(i * state.Length, state.Length), state);
                if (field == 0 || field > 0 == state[i] > 0) continue;
                state[i] = -state[i];
                changed = true;
            }
        }
    }

    // Σ_μ x_μi x_μj without the diagonal: whole numbers, so single precision holds them and their sums exactly.
    private static float[] Build(BinaryInputs inputs)
    {
        int n = inputs.Dimension;
        var weights = new float[n * n];
        float[] rows = inputs.Rows();
        Parallel.For(0, n, i =>
        {
            Span<Vector512<float>> row = MemoryMarshal.Cast<float, Vector512<float>>(weights.AsSpan(i * n, n));
            for (int mu = 0; mu < inputs.PatternCount; mu++)
            {
                ReadOnlySpan<float> pattern = rows.AsSpan(mu * n, n);
                ReadOnlySpan<Vector512<float>> blocks = MemoryMarshal.Cast<float, Vector512<float>>(pattern);
                Vector512<float> own = Vector512.Create(pattern[i]);
                for (int block = 0; block < row.Length; block++) row[block] += own * blocks[block];
                for (int j = row.Length * Vector512<float>.Count; j < n; j++) weights[i * n + j] += pattern[i] * pattern[j];
            }
            weights[i * n + i] = 0;
        });
        return weights;
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ReadOnlySpan<Vector512<float>> xs = MemoryMarshal.Cast<float, Vector512<float>>(x), ys = MemoryMarshal.Cast<float, Vector512<float>>(y);
        Vector512<float> a = default, b = default, c = default, d = default;
        int block = 0;
        for (; block + 3 < xs.Length; block += 4)
        {
            a += xs[block] * ys[block];
            b += xs[block + 1] * ys[block + 1];
            c += xs[block + 2] * ys[block + 2];
            d += xs[block + 3] * ys[block + 3];
        }
        for (; block < xs.Length; block++) a += xs[block] * ys[block];
        float sum = Vector512.Sum(a + b + c + d);
        for (int i = xs.Length * Vector512<float>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
