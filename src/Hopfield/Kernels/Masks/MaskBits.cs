namespace Hopfield.Kernels;

/// <summary>Which patterns are allowed, as bits: bit μ mod 64 of word ⌊μ/64⌋ of a row; bits beyond the last pattern are 0.</summary>
/// <param name="heads">The number of heads that have rows of their own; 1 where all share them.</param>
/// <param name="queries">The number of queries that have a row of their own; 0 where all share one.</param>
/// <param name="patterns">P.</param>
/// <param name="name">What a message calls the argument that does not fit.</param>
internal sealed unsafe class MaskBits(int heads, int queries, int patterns, string name)
{
    private readonly FixedArray<ulong> _words = new((long)heads * Math.Max(queries, 1) * RowWords(patterns), "a mask", name);

    public int Heads => heads;

    public int QueryCount => queries;

    /// <summary>The words of a row.</summary>
    public static int RowWords(int patterns) => (int)((patterns + 63L) / 64);

    /// <summary>The bits of one query.</summary>
    public Span<ulong> Row(int head, int query) => _words.Span.Slice(Number(head, query) * RowWords(patterns), RowWords(patterns));

    /// <summary>Where a head's rows begin, and how far apart they stand.</summary>
    public ulong* Start(int head, out nint stride)
    {
        stride = queries == 0 ? 0 : RowWords(patterns);
        return _words.Start + ((nint)Number(head, 0) * RowWords(patterns));
    }

    /// <summary>Writes the bits of one query: those that equal the given value are allowed.</summary>
    public void Set(int head, int query, ReadOnlySpan<bool> flags, bool allowing)
    {
        Span<ulong> row = Row(head, query);
        for (int w = 0; w < row.Length; w++)
        {
            ReadOnlySpan<bool> part = flags.Slice(64 * w, Math.Min(64, flags.Length - (64 * w)));
            ulong word = 0;
            for (int i = 0; i < part.Length; i++) word |= (part[i] == allowing ? 1UL : 0) << i;
            row[w] = word;
        }
    }

    /// <summary>The bits that are allowed in both.</summary>
    public static MaskBits Both(MaskBits a, MaskBits b, int patterns, string name)
    {
        var both = new MaskBits(Math.Max(a.Heads, b.Heads), Math.Max(a.QueryCount, b.QueryCount), patterns, name);
        for (int head = 0; head < both.Heads; head++)
        {
            for (int query = 0; query < Math.Max(1, both.QueryCount); query++)
            {
                Span<ulong> row = both.Row(head, query), first = a.Row(head, query), second = b.Row(head, query);
                for (int w = 0; w < row.Length; w++) row[w] = first[w] & second[w];
            }
        }
        return both;
    }

    private int Number(int head, int query) => (heads == 1 ? 0 : head * Math.Max(queries, 1)) + (queries == 0 ? 0 : query);
}
