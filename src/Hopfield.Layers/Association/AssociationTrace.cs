using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>What an association leaves behind, and what there is to look at in it: every head's attention, states and energy.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>B bags, S queries a bag, P stored patterns: those of the input, then the pattern of zeros and the learned one where the layer has them.</remarks>
public sealed class AssociationTrace<T> : Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A block is a head in a bag; blocks lie one after the other, bag by bag. Shapes below are those of all blocks.
    internal readonly List<Room<T>> WeightRooms = [], StateRooms = [];                  // [H, S, P] and [H, S, D_h], one an update
    internal readonly Room<T> Answers = new(), Keep = new(), Dropped = new();           // [B, S, H·D_v], [H, S, P], [H, S, P]
    internal readonly Room<T> StateGradients = new(), StoredGradients = new(), ValueGradients = new(), InputGradients = new();
    internal readonly Room<T> Scratch = new(), SolveRoom = new();
    internal readonly Room<int> UpdateCounts = new(), Lasts = new(), HiddenSelves = new(); // [H, S], [H], [B·S]
    internal readonly Room<bool> Settled = new();                                       // [H, S]
    internal readonly AppendedRows<T> Keys = new(), Values = new();
    internal readonly PathTrace<T> State = new(), Stored = new(), Projected = new();
    internal readonly InputTrace<T> StateSource = new(), StoredSource = new(), ProjectedSource = new();
    internal InputSharing Sharing;
    internal Trace<T>? Projection;
    internal BagBatch<T> StateInput, StoredInput, ProjectedInput;
    internal HeadShape Shape = null!;
    internal HopfieldLayerOptions Options = null!;
    internal T[] Beta = [];
    internal AttentionMask? Mask;
    internal bool Drops, Implicit, HidesSelves;

    /// <summary>B, the number of bags.</summary>
    public int BagCount { get; internal set; }

    /// <summary>S, the number of queries in each bag.</summary>
    public int QueryCount { get; internal set; }

    /// <summary>P, the number of stored patterns in each bag, appended ones included.</summary>
    public int PatternCount { get; internal set; }

    /// <summary>H, the number of heads.</summary>
    public int Heads => Shape.Heads;

    /// <summary>p of the last update: which stored patterns a query reads, one query a row; a row of zeros where it may read none.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <returns>Shape [S, P].</returns>
    public T[,] Weights(int bag, int head)
    {
        var weights = new T[QueryCount, PatternCount];
        for (int s = 0; s < QueryCount; s++)
        {
            ReadOnlySpan<T> row = Weights(bag, head, s);
            for (int mu = 0; mu < row.Length; mu++) weights[s, mu] = row[mu];
        }
        return weights;
    }

    /// <summary>p of the last update of one query, shape [P], before dropout.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public ReadOnlySpan<T> Weights(int bag, int head, int query)
    {
        (int block, int row) = Place(bag, head, query);
        return WeightsAt(LastOf(block), block).Slice(row * PatternCount, PatternCount);
    }

    /// <summary>k_eff = exp(entropy of p) of one query: how many stored patterns it reads, from 1 to P; 0 where it may read none.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public double EffectivePatternCount(int bag, int head, int query)
    {
        double entropy = 0, sum = 0;
        foreach (T weight in Weights(bag, head, query))
        {
            double p = double.CreateTruncating(weight);
            sum += p;
            if (p > 0) entropy -= p * Math.Log(p);
        }
        return sum == 0 ? 0 : Math.Exp(entropy);
    }

    /// <summary>The number of softmaxes that a query went through.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public int Updates(int bag, int head, int query)
    {
        (int block, int row) = Place(bag, head, query);
        return UpdateCounts.Of(BlockCount * RowCount).Span[(block * RowCount) + row];
    }

    /// <summary>Whether a query's state had come to rest within the tolerance, and was not stopped by the largest number of updates.</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public bool HasConverged(int bag, int head, int query)
    {
        (int block, int row) = Place(bag, head, query);
        return Settled.Of(BlockCount * RowCount).Span[(block * RowCount) + row];
    }

    /// <summary>ξ, the state of one query that its last weights were computed from, shape [D_h].</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public ReadOnlySpan<T> StateOf(int bag, int head, int query)
    {
        (int block, int row) = Place(bag, head, query);
        ReadOnlySpan<T> states = StatesAt(LastOf(block), block / Heads, head, out int stride);
        return states.Slice(row * stride, Shape.Hidden);
    }

    /// <summary>
    /// E(ξ) = −β⁻¹ H*(β z) + ½ ξᵀξ + β⁻¹ H(1/P) + ½ M² of one query's last state, which updates of that state never raise; without ½ M² where
    /// scores compare by distance. H* is lse for softmax. Computed in double precision over the patterns that the query may read; 0 where there are none.
    /// </summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    public double Energy(int bag, int head, int query) => Energy(StateOf(bag, head, query), bag, head, query);

    /// <summary>The energy of any state in the place of one query.</summary>
    /// <param name="state">ξ, shape [D_h].</param>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    /// <exception cref="ArgumentException">The state is not of width D_h.</exception>
    public double Energy(ReadOnlySpan<T> state, int bag, int head, int query)
    {
        if (state.Length != Shape.Hidden) throw new ArgumentException($"Expected a state of width {Shape.Hidden}, got {state.Length}.", nameof(state));
        (int block, int row) = Place(bag, head, query);
        double beta = double.CreateTruncating(Beta[head]), largest = 0;
        var scores = new T[PatternCount];
        new ScoreMask<T>(this, block / Heads).Apply(scores, head, row);
        var present = new List<double>();
        for (int mu = 0; mu < PatternCount; mu++)
        {
            if (T.IsNegativeInfinity(scores[mu])) continue;
            ReadOnlySpan<T> key = KeyOf(block / Heads, head, mu);
            double squared = Dot.Precise(key, key);
            largest = Math.Max(largest, squared);
            present.Add(Dot.Precise(key, state) - (Options.ComparesByDistance ? squared / 2 : 0) + (double.CreateTruncating(scores[mu]) / beta));
        }
        if (present.Count == 0) return 0;
        double conjugate = Options.Separation.Conjugate(present.ToArray(), beta, new double[present.Count]);
        return (Dot.Precise(state, state) / 2) - conjugate + (Options.Separation.LargestEntropy(present.Count) / beta) + (Options.ComparesByDistance ? 0 : largest / 2);
    }

    // What every query reads in common is one bag to the heads, with the queries of all bags.
    internal int StoredBags { get; set; }

    internal int Blocks { get; set; }

    internal int BlockCount => Blocks * Heads;

    internal int RowCount { get; set; }

    internal int LastOf(int block) => Lasts.Of(BlockCount).Span[block];

    /// <summary>The weights of a block at an update from 1 on, shape [S, P].</summary>
    internal Span<T> WeightsAt(int update, int block)
    {
        int index = Implicit ? 0 : update - 1, size = RowCount * PatternCount;
        while (WeightRooms.Count <= index) WeightRooms.Add(new Room<T>());
        return WeightRooms[index].Of(BlockCount * size).Span.Slice(block * size, size);
    }

    /// <summary>The states that a block's weights at an update are computed from: what came in, then [S, D_h] of its own.</summary>
    internal ReadOnlySpan<T> StatesAt(int update, int bag, int head, out int stride)
    {
        stride = update == 1 ? Shape.StateWidth : Shape.Hidden;
        if (update > 1) return MovedStatesAt(update, (bag * Heads) + head);
        BagBatch<T> came = State.Output;
        return came.Values[(((came.BagCount == 1 ? 0 : bag) * RowCount * stride) + Shape.StateOffset(head))..];
    }

    internal Span<T> MovedStatesAt(int update, int block)
    {
        int index = Implicit ? update % 2 : update - 2, size = RowCount * Shape.Hidden;
        while (StateRooms.Count <= index) StateRooms.Add(new Room<T>());
        return StateRooms[index].Of(BlockCount * size).Span.Slice(block * size, size);
    }

    internal MatrixView<T> KeysOf(int bag, int head) => ColumnsOf(Keys.Output, bag, Shape.StoredOffset(head), Shape.Hidden);

    internal MatrixView<T> ValuesOf(int bag, int head) => ColumnsOf(Values.Output, bag, Shape.ValueOffset(head), Shape.Value);

    private MatrixView<T> ColumnsOf(BagBatch<T> patterns, int bag, int offset, int width) =>
        new(patterns.Values[(((StoredBags == 1 ? 0 : bag) * PatternCount * patterns.Dimension) + offset)..], PatternCount, width, patterns.Dimension);

    internal ReadOnlySpan<T> KeyOf(int bag, int head, int mu) => Keys.Output.Instance(StoredBags == 1 ? 0 : bag, mu).Slice(Shape.StoredOffset(head), Shape.Hidden);

    private (int Block, int Row) Place(int bag, int head, int query)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bag, (uint)BagCount, nameof(bag));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)Heads, nameof(head));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)query, (uint)QueryCount, nameof(query));
        return Blocks == BagCount ? ((bag * Heads) + head, query) : (head, (bag * QueryCount) + query);
    }
}
