namespace Hopfield;

/// <summary>Where each state of a small model ends under an order without randomness.</summary>
/// <param name="Attractors">The fixed points (one state each) and cycles (their states in order, the smallest first), ascending by first state.</param>
/// <param name="EndOf">For every state the index of its attractor, shape [2^N].</param>
public sealed record Basins(IReadOnlyList<int[]> Attractors, int[] EndOf)
{
    /// <summary>The number of states that end in each attractor, its own states included.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Attractors.Count];
        foreach (int end in EndOf) sizes[end]++;
        return sizes;
    }

    /// <summary>Follows a map of states onto states to its ends.</summary>
    internal static Basins Of(int[] next)
    {
        const int unseen = -1, onPath = -2;
        var endOf = new int[next.Length];
        Array.Fill(endOf, unseen);
        var attractors = new List<int[]>();
        var path = new List<int>();
        // States are started in ascending order, but a cycle can be met through a late state: renumber at the end.
        for (int start = 0; start < next.Length; start++)
        {
            path.Clear();
            int state = start;
            while (endOf[state] == unseen)
            {
                endOf[state] = onPath;
                path.Add(state);
                state = next[state];
            }
            int end = endOf[state];
            if (end == onPath)
            {
                end = attractors.Count;
                attractors.Add(SmallestFirst(path[path.IndexOf(state)..]));
            }
            foreach (int passed in path) endOf[passed] = end;
        }
        int[] order = Permutation.Identity(attractors.Count);
        Array.Sort(order, (a, b) => attractors[a][0].CompareTo(attractors[b][0]));
        var place = new int[order.Length];
        for (int k = 0; k < order.Length; k++) place[order[k]] = k;
        return new Basins([.. order.Select(k => attractors[k])], Array.ConvertAll(endOf, end => place[end]));
    }

    private static int[] SmallestFirst(List<int> cycle)
    {
        int at = cycle.IndexOf(cycle.Min());
        return [.. cycle[at..], .. cycle[..at]];
    }
}
