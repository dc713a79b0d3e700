namespace Hopfield.Baselines;

/// <summary>Row numbers in two parts.</summary>
/// <param name="Learn">The numbers of the rows to learn from, rising.</param>
/// <param name="Test">The numbers of the rows to be judged by, rising.</param>
public sealed record RowSplit(int[] Learn, int[] Test)
{
    /// <summary>Draws a split of all rows in which every class has its share.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="testShare">The share of each class that is put aside, between 0 and 1; its number of rows is rounded.</param>
    /// <param name="seed">Chooses the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static RowSplit ByClass(IReadOnlyList<int> labels, double testShare, int seed) => ByClass(labels, testShare, new SeededRandom(seed));

    /// <summary>Draws a split of some rows, or of all, in which every class has its share: nested, it parts those that are left to learn from once more.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="testShare">The share of each class that is put aside, between 0 and 1; its number of rows is rounded.</param>
    /// <param name="random">Chooses the rows.</param>
    /// <param name="among">The numbers of the rows to split; all when left out.</param>
    /// <exception cref="ArgumentException">A number is none of a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static RowSplit ByClass(IReadOnlyList<int> labels, double testShare, Random random, IReadOnlyList<int>? among = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(random);
        RequireShare(testShare);
        List<int> learn = [], test = [];
        foreach (var own in Numbers(labels.Count, among).GroupBy(row => labels[row]).OrderBy(group => group.Key))
        {
            int[] order = [.. own.Order()];
            random.Shuffle(order);
            int aside = (int)Math.Round(testShare * order.Length);
            test.AddRange(order[..aside]);
            learn.AddRange(order[aside..]);
        }
        return new([.. learn.Order()], [.. test.Order()]);
    }

    /// <summary>Draws a split of some rows, or of all, that puts whole clusters of similar rows aside, until at least a share of the rows is.</summary>
    /// <remarks>In a drawn order each row joins the first cluster whose first row it resembles, or begins one.</remarks>
    /// <param name="count">The number of rows.</param>
    /// <param name="similarity">How much two rows resemble each other.</param>
    /// <param name="atLeast">The similarity with which a row joins a cluster.</param>
    /// <param name="testShare">The share of the rows that is put aside at least, between 0 and 1.</param>
    /// <param name="random">Chooses the order and the clusters.</param>
    /// <param name="among">The numbers of the rows to split; all when left out.</param>
    /// <exception cref="ArgumentException">A number is none of a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static RowSplit ByCluster(
        int count, Func<int, int, double> similarity, double atLeast, double testShare, Random random, IReadOnlyList<int>? among = null)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        ArgumentNullException.ThrowIfNull(random);
        RequireShare(testShare);
        int[] order = [.. Numbers(count, among)];
        random.Shuffle(order);
        var clusters = new List<List<int>>();
        foreach (int row in order)
        {
            if (clusters.Find(cluster => similarity(row, cluster[0]) >= atLeast) is { } found) found.Add(row);
            else clusters.Add([row]);
        }
        List<int>[] mixed = [.. clusters];
        random.Shuffle(mixed);
        var test = new HashSet<int>();
        foreach (List<int> cluster in mixed.TakeWhile(_ => test.Count < testShare * order.Length)) test.UnionWith(cluster);
        return new([.. order.Where(row => !test.Contains(row)).Order()], [.. test.Order()]);
    }

    private static IReadOnlyList<int> Numbers(int count, IReadOnlyList<int>? among)
    {
        if (among?.Any(row => (uint)row >= (uint)count) == true) throw new ArgumentException($"Expected numbers from 0 to {count - 1}.", nameof(among));
        return among ?? [.. Enumerable.Range(0, count)];
    }

    private static void RequireShare(double testShare)
    {
        if (!(testShare is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "Expected a share between 0 and 1.");
    }
}
