using System.Numerics;

namespace Hopfield.Layers.Tests;

/// <summary>Seeded inputs of tests.</summary>
internal static class Draws
{
    public static T[] Normals<T>(int length, int seed, double deviation = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draws = new Parameter<T>("draws", Math.Max(1, length));
        draws.Draw(deviation, new SeededRandom(seed));
        return draws.Value[..length].ToArray();
    }

    public static BagBatch<T> Bags<T>(int bags, int size, int width, int seed, double deviation = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Normals<T>(bags * size * width, seed, deviation), bags, size, width);

    public static void Shake<T>(IReadOnlyList<Parameter<T>> parameters, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in parameters)
        {
            T[] shake = Normals<T>(parameter.Value.Length, seed++, 0.3);
            for (int i = 0; i < shake.Length; i++) parameter.Value[i] += shake[i];
        }
    }

    public static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double allowed)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"Expected {expected[i]:R} ± {allowed:G2} at index {i}, got {actual[i]:R}.");
    }
}
