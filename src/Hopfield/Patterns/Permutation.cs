namespace Hopfield;

// Own Fisher–Yates steps instead of Random.Shuffle: seeded results must not change with the .NET version.

/// <summary>Random orders of units.</summary>
internal static class Permutation
{
    public static int[] Identity(int length)
    {
        var order = new int[length];
        for (int i = 0; i < length; i++) order[i] = i;
        return order;
    }

    /// <summary>Puts a uniformly chosen one of order[k..] at place k. After k = 0, 1, …, the first places are a random sample without repetition.</summary>
    public static void DrawNext(int[] order, int k, Random random)
    {
        int other = k + random.Next(order.Length - k);
        (order[k], order[other]) = (order[other], order[k]);
    }

    public static void Shuffle(int[] order, Random random)
    {
        for (int k = 0; k < order.Length - 1; k++) DrawNext(order, k, random);
    }
}
