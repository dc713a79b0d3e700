namespace Hopfield.Layers;

/// <summary>What an <see cref="EmbeddingSum{T}"/> reads: B bags of up to S instances, each a handful of up to L tokens.</summary>
/// <remarks>A token is a whole number from 0; −1 fills places that are not used. A word of a sentence is one token; a short sequence may be the set of its pieces.</remarks>
public readonly struct TokenBatch : IBatch<TokenBatch>
{
    private readonly ReadOnlyMemory<int> _tokens, _lengths;

    /// <summary>Looks at tokens without copying them.</summary>
    /// <param name="tokens">Shape [B, S, L], −1 where there is none.</param>
    /// <param name="bagCount">B.</param>
    /// <param name="bagSize">S.</param>
    /// <param name="tokenCount">L, at least 1.</param>
    /// <param name="lengths">How many instances each bag holds, shape [B], each from 0 to S; S everywhere when left out.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a token is below −1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or L is below 1.</exception>
    public TokenBatch(ReadOnlyMemory<int> tokens, int bagCount, int bagSize, int tokenCount = 1, ReadOnlyMemory<int> lengths = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bagCount);
        ArgumentOutOfRangeException.ThrowIfNegative(bagSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenCount, 1);
        if (tokens.Length != (long)bagCount * bagSize * tokenCount)
            throw new ArgumentException($"Expected {bagCount} × {bagSize} × {tokenCount} tokens, got {tokens.Length}.", nameof(tokens));
        BagBatch.RequireLengths(lengths.Span, bagCount, bagSize);
        foreach (int token in tokens.Span)
        {
            if (token < -1) throw new ArgumentException($"Expected tokens from 0, or −1 for none, got {token}.", nameof(tokens));
        }
        (_tokens, _lengths, BagCount, BagSize, TokenCount) = (tokens, lengths, bagCount, bagSize, tokenCount);
    }

    /// <summary>Bags of any sizes, of instances of any number of tokens.</summary>
    /// <param name="bags">For each bag the tokens of its instances.</param>
    /// <exception cref="ArgumentException">A token is negative.</exception>
    public static TokenBatch From(IReadOnlyList<IReadOnlyList<int[]>> bags)
    {
        ArgumentNullException.ThrowIfNull(bags);
        int size = bags.Select(bag => bag.Count).DefaultIfEmpty().Max(), width = bags.SelectMany(bag => bag).Select(tokens => tokens.Length).DefaultIfEmpty().Max();
        width = Math.Max(1, width);
        var all = new int[checked(bags.Count * size * width)];
        Array.Fill(all, -1);
        for (int b = 0; b < bags.Count; b++)
        {
            for (int s = 0; s < bags[b].Count; s++)
            {
                if (bags[b][s].Any(token => token < 0)) throw new ArgumentException($"Expected tokens from 0, got a negative one in bag {b}.", nameof(bags));
                bags[b][s].CopyTo(all, ((b * size) + s) * width);
            }
        }
        return new TokenBatch(all, bags.Count, size, width, bags.All(bag => bag.Count == size) ? default : bags.Select(bag => bag.Count).ToArray());
    }

    /// <summary>B, the number of bags.</summary>
    public int BagCount { get; }

    /// <summary>S, the number of places for instances in each bag.</summary>
    public int BagSize { get; }

    /// <summary>L, the number of places for tokens in each instance.</summary>
    public int TokenCount { get; }

    /// <summary>All tokens, shape [B, S, L].</summary>
    public ReadOnlySpan<int> Tokens => _tokens.Span;

    /// <summary>The number of instances in each bag, shape [B]; empty when all bags are full.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.Span;

    internal ReadOnlyMemory<int> LengthMemory => _lengths;

    int IBatch<TokenBatch>.Count => BagCount;

    /// <summary>Copies some of the bags, in the order asked for.</summary>
    /// <param name="numbers">Their numbers; a number may come twice.</param>
    /// <param name="room">What an earlier call returned, whose memory is used again; default for a batch of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no bag of such a number.</exception>
    public TokenBatch Gather(ReadOnlySpan<int> numbers, TokenBatch room = default)
    {
        int entries = BagSize * TokenCount;
        Memory<int> tokens = BagBatch.Again(room._tokens, checked(numbers.Length * entries));
        Memory<int> lengths = BagBatch.Again(room._lengths, _lengths.IsEmpty ? 0 : numbers.Length);
        for (int b = 0; b < numbers.Length; b++)
        {
            int from = numbers[b];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)BagCount, nameof(numbers));
            Tokens.Slice(from * entries, entries).CopyTo(tokens.Span[(b * entries)..]);
            if (!lengths.IsEmpty) lengths.Span[b] = _lengths.Span[from];
        }
        return new TokenBatch(tokens, numbers.Length, BagSize, TokenCount, lengths);
    }
}
