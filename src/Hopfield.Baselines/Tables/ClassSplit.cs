namespace Hopfield.Baselines;

/// <summary>Row numbers in two parts in which every class has its share.</summary>
/// <param name="Learn">The numbers of the rows to learn from, rising.</param>
/// <param name="Test">The numbers of the rows to be judged by, rising.</param>
public sealed record ClassSplit(int[] Learn, int[] Test)
{
    /// <summary>Draws a split of all rows.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="testShare">The share of each class that is put aside, between 0 and 1; its number of rows is rounded.</param>
    /// <param name="seed">Chooses the rows.</param>
    /// <inheritdoc cref="Draw(IReadOnlyList{int}, double, Random, IReadOnlyList{int})"/>
    public static ClassSplit Draw(IReadOnlyList<int> labels, double testShare, int seed) => Draw(labels, testShare, new SeededRandom(seed));

    /// <summary>Draws a split of some rows, or of all: nested, it parts those that are left to learn from once more.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="testShare">The share of each class that is put aside, between 0 and 1; its number of rows is rounded.</param>
    /// <param name="random">Chooses the rows.</param>
    /// <param name="among">The numbers of the rows to split; all when left out.</param>
    /// <exception cref="ArgumentException">A number is none of a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static ClassSplit Draw(IReadOnlyList<int> labels, double testShare, Random random, IReadOnlyList<int>? among = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(random);
        if (!(testShare is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "Expected a share between 0 and 1.");
        if (among?.Any(row => (uint)row >= (uint)labels.Count) == true) throw new ArgumentException($"Expected numbers from 0 to {labels.Count - 1}.", nameof(among));
        List<int> learn = [], test = [];
        foreach (var own in (among ?? [.. Enumerable.Range(0, labels.Count)]).GroupBy(row => labels[row]).OrderBy(group => group.Key))
        {
            int[] order = [.. own.Order()];
            random.Shuffle(order);
            int aside = (int)Math.Round(testShare * order.Length);
            test.AddRange(order[..aside]);
            learn.AddRange(order[aside..]);
        }
        return new([.. learn.Order()], [.. test.Order()]);
    }
}
