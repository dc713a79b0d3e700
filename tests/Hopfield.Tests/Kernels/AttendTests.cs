using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

public class AttendTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 5, 7, 2)]
    [InlineData(16, 33, 64, 17)]
    [InlineData(2, 1000, 65, 33)]
    public void Every_query_becomes_the_softmax_weighted_values(int queries, int patterns, int units, int width)
    {
        Oracle<float>(queries, patterns, units, width, 1e-6);
        Oracle<double>(queries, patterns, units, width, 1e-14);
    }

    // With β = 1/√N a score is a sum of N products of normal numbers, of size about 1 and at most about 6; its rounding in several lanes
    // stays below ten roundoffs, and the weights' sum adds a few. 1e-6 is 17 roundoffs of single precision, 1e-14 is 90 of double.
    private static void Oracle<T>(int queries, int patterns, int units, int width, double allowed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(patterns);
        T[] q = RealDraws.Normals<T>(queries * units, random), x = RealDraws.Normals<T>(patterns * units, random);
        T[] v = RealDraws.Normals<T>(patterns * width, random), y = new T[queries * width];
        T beta = T.CreateTruncating(1 / Math.Sqrt(units));
        Attend.Apply(q, x, v, patterns, units, beta, y);

        double[] expected = NaiveAttention.Of(
            RealDraws.Widen<T>(q), RealDraws.Widen<T>(x), RealDraws.Widen<T>(v), patterns, units, double.CreateTruncating(beta));
        double scale = RealDraws.Widen<T>(v).Max(Math.Abs);
        Near.Absolute(expected, RealDraws.Widen<T>(y), allowed * scale);
    }

    // What lies behind an empty answer is another's memory.
    [Theory]
    [InlineData(0, 2), InlineData(1, 0), InlineData(5, 0)]
    public void No_query_and_no_width_give_no_answer_and_touch_nothing(int queries, int width)
    {
        float[] memory = [7, 7, 7, 7];
        Attend.Apply<float>(new float[2 * queries], [1, 2, 3, 4], new float[2 * width], 2, 2, 1f, memory.AsSpan(2, 0));
        Assert.Equal([7, 7, 7, 7], memory);
    }

    [Fact]
    public void More_answers_than_an_array_holds_are_refused() =>
        Assert.Throws<ArgumentException>("queries", () => Partials.Entries(queryCount: 1 << 30, chunks: 2, width: 1, "queries"));

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>("patterns", () => Attend.Apply<float>([1], [1, 2, 3], [1, 2], 2, 1, 1f, new float[1]));
        Assert.Throws<ArgumentException>("values", () => Attend.Apply<float>([1], [1, 2], [1, 2, 3], 2, 1, 1f, new float[1]));
        Assert.Throws<ArgumentException>("queries", () => Attend.Apply<float>([1, 2, 3], [1, 2], [1], 1, 2, 1f, new float[1]));
        Assert.Throws<ArgumentException>("output", () => Attend.Apply<float>([1], [1, 2], [1, 2], 2, 1, 1f, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => Attend.Apply<float>([1], [], [], 0, 1, 1f, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => Attend.Apply<float>([1], [1], [1], 1, 0, 1f, new float[1]));
    }
}

/// <summary>Attention as a textbook writes it, in double precision: the oracle of kernels and models.</summary>
internal static class NaiveAttention
{
    public static double[] Of(double[] queries, double[] patterns, double[] values, int patternCount, int dimension, double beta)
    {
        int width = values.Length / patternCount, count = queries.Length / dimension;
        var output = new double[count * width];
        for (int s = 0; s < count; s++)
        {
            double[] scores = new double[patternCount];
            for (int mu = 0; mu < patternCount; mu++)
            {
                for (int i = 0; i < dimension; i++) scores[mu] += beta * queries[s * dimension + i] * patterns[mu * dimension + i];
            }
            double[] weights = Weights(scores);
            for (int mu = 0; mu < patternCount; mu++)
            {
                for (int j = 0; j < width; j++) output[s * width + j] += weights[mu] * values[mu * width + j];
            }
        }
        return output;
    }

    public static double[] Weights(double[] scores)
    {
        double largest = scores.Max();
        if (double.IsNegativeInfinity(largest)) return new double[scores.Length];
        double sum = scores.Sum(score => Math.Exp(score - largest));
        return [.. scores.Select(score => Math.Exp(score - largest) / sum)];
    }
}
