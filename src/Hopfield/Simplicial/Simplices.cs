namespace Hopfield;

/// <summary>Sets of units, each a simplex: pairs are edges, triples are triangles, and so on. What a simplicial network is built on.</summary>
public static class Simplices
{
    /// <summary>All sets of the given size, in lexicographic order: N choose size of them.</summary>
    /// <param name="dimension">N, the number of units.</param>
    /// <param name="size">Units per set, from 2 to N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 2 or above N.</exception>
    public static IEnumerable<int[]> All(int dimension, int size)
    {
        RequireSize(dimension, size);
        return Enumerate();

        IEnumerable<int[]> Enumerate()
        {
            int[] set = Permutation.Identity(size);
            while (true)
            {
                yield return [.. set];
                int place = size - 1;
                while (place >= 0 && set[place] == dimension - size + place) place--;
                if (place < 0) yield break;
                set[place]++;
                for (int later = place + 1; later < size; later++) set[later] = set[later - 1] + 1;
            }
        }
    }

    /// <summary>A random choice among all sets of the given size, without repetition.</summary>
    /// <param name="dimension">N, the number of units.</param>
    /// <param name="size">Units per set, from 2 to N.</param>
    /// <param name="count">How many sets, from 0 to N choose size.</param>
    /// <param name="seed">Equal seeds give equal sets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 2 or above N, or there are not so many sets.</exception>
    public static int[][] Random(int dimension, int size, int count, int seed)
    {
        RequireSize(dimension, size);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Int128 all = Count(dimension, size);
        if (count > all) throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected at most {all} sets of {size} among {dimension} units.");
        var random = new SeededRandom(seed);
        // Where a good part of all sets is wanted, drawing from the list avoids drawing the same set over and over.
        if (2 * (Int128)count > all)
        {
            int[][] list = [.. All(dimension, size)];
            int[] order = Permutation.Identity(list.Length);
            for (int k = 0; k < count; k++) Permutation.DrawNext(order, k, random);
            return [.. order[..count].Select(k => list[k])];
        }
        var sets = new List<int[]>(count);
        var seen = new HashSet<int[]>(SameUnits.Instance);
        int[] units = Permutation.Identity(dimension);
        while (sets.Count < count)
        {
            for (int k = 0; k < size; k++) Permutation.DrawNext(units, k, random);
            int[] set = [.. units[..size].Order()];
            if (seen.Add(set)) sets.Add(set);
        }
        return [.. sets];
    }

    /// <summary>N choose size, or <see cref="Uncountable"/> where that is more.</summary>
    internal static Int128 Count(int dimension, int size)
    {
        if (size < 0 || size > dimension) return 0;
        size = Math.Min(size, dimension - size);
        Int128 count = 1;
        for (int k = 1; k <= size && count < Uncountable; k++) count = count * (dimension - size + k) / k;
        return Int128.Min(count, Uncountable);
    }

    /// <summary>More than 64-bit integers count, and far enough below the limit of 128 bits to be multiplied by an index.</summary>
    internal static Int128 Uncountable => Int128.One << 90;

    private static void RequireSize(int dimension, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, dimension);
    }
}

/// <summary>Sorted sets are equal when their units are.</summary>
internal sealed class SameUnits : IEqualityComparer<int[]>
{
    public static readonly SameUnits Instance = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] set)
    {
        var hash = new HashCode();
        foreach (int unit in set) hash.Add(unit);
        return hash.ToHashCode();
    }
}
