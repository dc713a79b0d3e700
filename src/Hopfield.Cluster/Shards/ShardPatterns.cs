using System.Runtime.InteropServices;

namespace Hopfield.Cluster;

/// <summary>The rows of a shard as they are asked. Immutable: a change makes a new one that shares the blocks that stay.</summary>
/// <remarks>
/// A block is a stretch of rows in one file, mapped; what the blocks know is merged as what shards know is. Runs of one file whose rows touch make
/// one block, so a file that was written by joining others counts once.
/// </remarks>
internal sealed class ShardPatterns
{
    private readonly int _dimension;
    private readonly Block[] _blocks;

    private ShardPatterns(int dimension, Block[] blocks)
    {
        (_dimension, _blocks) = (dimension, blocks);
        PatternCount = blocks.Sum(block => block.Patterns.PatternCount);
        MaxNorm = blocks.Select(block => block.Patterns.MaxNorm).DefaultIfEmpty().Max();
    }

    public int PatternCount { get; }

    public double MaxNorm { get; }

    /// <summary>Maps the rows. Cost: that of reading those that no block of the shard before holds.</summary>
    /// <exception cref="ArgumentException">A file has another N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public static ShardPatterns Open(ShardFiles files, int dimension, IEnumerable<RowRun> runs, ShardPatterns? before = null)
    {
        var blocks = new List<Block>();
        foreach (RowRun[] stretch in Stretches(runs))
        {
            RowRun rows = stretch[0] with { Count = stretch.Sum(run => run.Count) };
            Block? known = Array.Find(before?._blocks ?? [], block => (block.Rows.File, block.Rows.First, block.Rows.Count) == (rows.File, rows.First, rows.Count));
            blocks.Add(new Block(rows, stretch, known?.Patterns ?? Map(rows)));
        }
        return new ShardPatterns(dimension, [.. blocks]);

        PatternSet<float> Map(RowRun rows)
        {
            MappedArray<float> file = files.Map(rows);
            return file.Shape.Count == 2 && file.Shape[1] == dimension
                ? PatternSet.Wrap(file.Values, dimension)
                : throw new ArgumentException($"Expected '{rows.File}' to have the shape [rows, {dimension}], got [{string.Join(", ", file.Shape)}].", nameof(runs));
        }
    }

    /// <summary>Runs of one file whose rows touch, together.</summary>
    private static IEnumerable<RowRun[]> Stretches(IEnumerable<RowRun> runs)
    {
        var stretch = new List<RowRun>();
        foreach (RowRun run in runs)
        {
            if (stretch.Count > 0 && !stretch[^1].Touches(run))
            {
                yield return [.. stretch];
                stretch.Clear();
            }
            stretch.Add(run);
        }
        if (stretch.Count > 0) yield return [.. stretch];
    }

    /// <summary>The runs after the two neighbouring blocks with the fewest rows have been written into one file; null where there are few blocks.</summary>
    public RowRun[]? Join(ShardFiles files, int mostBlocks)
    {
        if (_blocks.Length <= mostBlocks) return null;
        int at = Enumerable.Range(0, _blocks.Length - 1).MinBy(i => (long)_blocks[i].Rows.Count + _blocks[i + 1].Rows.Count);
        Block left = _blocks[at], right = _blocks[at + 1];
        string file = files.Write([.. left.Patterns.Values, .. right.Patterns.Values], _dimension);
        int first = 0;
        var joined = new List<RowRun>();
        foreach (RowRun run in left.Runs.Concat(right.Runs))
        {
            joined.Add(run with { File = file, First = first, IsOwn = true });
            first += run.Count;
        }
        return [.. _blocks[..at].SelectMany(block => block.Runs), .. joined, .. _blocks[(at + 2)..].SelectMany(block => block.Runs)];
    }

    public PartialAnswer[] Partials(float[] states, float beta, CancellationToken cancellationToken)
    {
        PatternSet<float> batch = PatternSet.Wrap<float>(states, _dimension);
        PartialAnswer[][] parts =
            [.. _blocks.Select(block => new ContinuousHopfield<float>(block.Patterns, beta).Partials(batch, cancellationToken: cancellationToken))];
        return [.. Enumerable.Range(0, batch.PatternCount).Select(s => Merging.Tree([.. parts.Select(part => part[s])], _dimension))];
    }

    public ShardMatches Nearest(float[] states, int count, CancellationToken cancellationToken)
    {
        count = Math.Min(count, PatternCount);
        int batch = states.Length / _dimension;
        var numbers = new List<long>(batch * count);
        var similarities = new List<double>(batch * count);
        for (int s = 0; s < batch; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] state = states[(s * _dimension)..((s + 1) * _dimension)];
            foreach ((long number, double similarity) in _blocks.SelectMany(block => block.Nearest(state, count)).OrderByDescending(match => match.Similarity).ThenBy(match => match.Number).Take(count))
            {
                numbers.Add(number);
                similarities.Add(similarity);
            }
        }
        return new ShardMatches(count, [.. numbers], [.. similarities]);
    }

    private sealed record Block(RowRun Rows, RowRun[] Runs, PatternSet<float> Patterns)
    {
        public IEnumerable<(long Number, double Similarity)> Nearest(float[] state, int count) =>
            Patterns.Nearest(state, Math.Min(count, Patterns.PatternCount)).Select(match => (NumberOf(match.Mu), match.Similarity));

        private long NumberOf(int mu)
        {
            int row = Rows.First + mu;
            RowRun run = Runs.First(run => row < run.First + run.Count);
            return run.Number + row - run.First;
        }
    }
}
