using System.Numerics;
using MathNet.Numerics.Distributions;

namespace Hopfield.Tests;

/// <summary>Seeded real numbers and patterns for tests, as float or double.</summary>
internal static class RealDraws
{
    // Fixed lengths, so that every machine runs the same cases. They straddle the lane counts 2 … 16 and twice those,
    // which reaches every vector loop and every tail.
    public static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65, 1000];

    /// <summary>Normal numbers of mean 0 and the given deviation.</summary>
    public static T[] Normals<T>(int length, Random random, double deviation = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[length];
        for (int i = 0; i < length; i++) values[i] = T.CreateTruncating(Normal.Sample(random, 0, deviation));
        return values;
    }

    /// <summary>Patterns of random size and kind, the degenerate ones among them: equal, opposite, all zero, a single one, equal entries.</summary>
    public static PatternSet<T> Patterns<T>(Random random, int largestCount, int largestDimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int p = random.Next(1, largestCount + 1), n = random.Next(1, largestDimension + 1);
        double size = Math.Pow(10, 3 * random.NextDouble() - 2) / Math.Sqrt(n);
        T[][] rows = [.. Enumerable.Range(0, p).Select(_ => Normals<T>(n, random, size))];
        switch (random.Next(6))
        {
            case 0: rows = [.. rows.Select(_ => rows[0])]; break;
            case 1: rows = [.. rows, Array.ConvertAll(rows[0], x => -x)]; break;
            case 2: rows = [.. rows, new T[n]]; break;
            case 3: rows = [rows[0]]; break;
            default: break;
        }
        return PatternSet.From(rows);
    }

    public static double[] Widen<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = double.CreateTruncating(values[i]);
        return wide;
    }

    public static double Norm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Sqrt(Widen(values).Sum(x => x * x));
}
