using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Rows;

/// <summary>
/// Units one at a time until nothing changes, N = 10,000 at load 0.1, from 20 % noise. The plain loop computes a field anew for each
/// trial, N² weights a sweep, with vectors of 512 bits; the engine keeps all fields and repairs them after each flip.
/// </summary>
internal static class Relaxation
{
    public static Contest Prepare(int dimension = 10_000)
    {
        var inputs = new BinaryInputs(dimension / 10, dimension);
        HopfieldNetwork network = Hebbian.From(inputs.Patterns);
        float[] weights = Weights(inputs), state = [];
        sbyte[] end = [];
        void Ours() => end = network.Recall(inputs.State).State;
        void Plain() => Follow(weights, state = inputs.StateNumbers());
        string work = FormattableString.Invariant($"asynchronous relaxation, N = {dimension:N0} from 20 % noise");
        return new Contest(
            work, 1, [new("ours", Ours), new("plain 512-bit loop", Plain, MaxRounds: 20)], [new(work, "ours", "plain 512-bit loop", 15, 25)],
            () =>
            {
                Ours();
                Plain();
                BinaryInputs.RequireSame("ours", [.. state.Select(value => (sbyte)value)], end);
                return "both end in the same state";
            });
    }

    // Σ_μ x_μi x_μj without the diagonal: whole numbers, so single precision holds them and their sums exactly.
    private static float[] Weights(BinaryInputs inputs)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Follow(float[] weights, float[] state)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < state.Length; i++)
            {
                float field = Dot(weights.AsSpan(i * state.Length, state.Length), state);
                if (field == 0 || field > 0 == state[i] > 0) continue;
                state[i] = -state[i];
                changed = true;
            }
        }
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
