namespace Hopfield;

/// <summary>Pairs of patterns that recall each other in both directions: a name its picture, a picture its name.</summary>
/// <remarks>
/// <para>Weights: w_ji = Σ_μ y_μj x_μi between N units ξ and M units η; there are none within a side. Joint energy: E(ξ, η) = −ηᵀWξ.
/// All units of one side move together, then all of the other; within a side they do not see each other, so neither half-step raises E.</para>
/// <para>The weights are integers and never written down: a field is Σ_μ y_μj (x_μ·ξ).</para>
/// <para><see cref="Recall(ReadOnlySpan{sbyte}, ReadOnlySpan{sbyte}, bool, int, bool, CancellationToken)"/> and its two short forms are the alternating recall of the literature. As one network of N + M units, ξ followed by η,
/// it is <see cref="Joint"/>, to which single-unit updates, enumeration and every other analysis of ±1 models apply.</para>
/// <para>Source: B. Kosko, "Bidirectional associative memories", IEEE Trans. Systems, Man, and Cybernetics 18, 1988.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class BidirectionalMemory
{
    /// <summary>Stores the pairs (x_μ, y_μ).</summary>
    /// <param name="first">X, shape [P, N].</param>
    /// <param name="second">Y, shape [P, M].</param>
    /// <exception cref="ArgumentException">The two sets have different numbers of patterns.</exception>
    public BidirectionalMemory(BinaryPatterns first, BinaryPatterns second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.PatternCount != second.PatternCount)
            throw new ArgumentException($"Expected {first.PatternCount} patterns to pair with, got {second.PatternCount}.", nameof(second));
        First = first;
        Second = second;
    }

    /// <inheritdoc cref="BidirectionalMemory(BinaryPatterns, BinaryPatterns)"/>
    public static BidirectionalMemory Store(BinaryPatterns first, BinaryPatterns second) => new(first, second);

    /// <summary>X, shape [P, N].</summary>
    public BinaryPatterns First { get; }

    /// <summary>Y, shape [P, M].</summary>
    public BinaryPatterns Second { get; }

    /// <summary>The same memory as one network of N + M units, ξ followed by η.</summary>
    public BipolarModel Joint => new JointNetwork(this);

    /// <summary>W = Σ_μ y_μ x_μᵀ as a new array, shape [M, N].</summary>
    public int[,] Weights()
    {
        if (!Require.TryRoom(Second.Dimension, First.Dimension, out _))
            throw new InvalidOperationException($"The {Second.Dimension} × {First.Dimension} weights do not fit one array.");
        var weights = new int[Second.Dimension, First.Dimension];
        for (int mu = 0; mu < First.PatternCount; mu++)
        {
            (sbyte[] x, sbyte[] y) = (First.Pattern(mu), Second.Pattern(mu));
            for (int j = 0; j < y.Length; j++)
            {
                for (int i = 0; i < x.Length; i++) weights[j, i] += y[j] * x[i];
            }
        }
        return weights;
    }

    /// <summary>E(ξ, η) = −ηᵀWξ = −Σ_μ (y_μ·η)(x_μ·ξ), an integer. Cost: O(P·(N + M)/64).</summary>
    /// <param name="x">ξ, shape [N], entries ±1.</param>
    /// <param name="y">η, shape [M], entries ±1.</param>
    /// <exception cref="ArgumentException">A state has another length, or an entry is not ±1.</exception>
    public long Energy(ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y)
    {
        Bipolar.Require(x, First.Dimension, nameof(x));
        Bipolar.Require(y, Second.Dimension, nameof(y));
        int[] a = First.Similarities(x), b = Second.Similarities(y);
        long sum = 0;
        for (int mu = 0; mu < a.Length; mu++) sum += (long)a[mu] * b[mu];
        return -sum;
    }

    /// <summary>Starts from the first side alone and lets both settle: what goes with this x?</summary>
    /// <param name="x">ξ, shape [N], entries ±1.</param>
    /// <param name="maxSteps">The largest number of rounds, at least 1.</param>
    /// <param name="record">Whether to keep both sides and E at the start and after every half-step that changed a unit.</param>
    /// <param name="cancellationToken">Ends the recall at the next round with <see cref="StopReason.Cancelled"/>.</param>
    /// <returns>Both sides at rest. The second side starts at +1 throughout, which decides only its first ties.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSteps &lt; 1.</exception>
    public RecallResult<BidirectionalState> RecallSecond(ReadOnlySpan<sbyte> x, int maxSteps = 1000, bool record = false, CancellationToken cancellationToken = default) =>
        Recall(x, Bipolar.Constant(Second.Dimension, 1), secondFirst: true, maxSteps, record, cancellationToken);

    /// <summary>Starts from the second side alone and lets both settle: what goes with this y?</summary>
    /// <param name="y">η, shape [M], entries ±1.</param>
    /// <param name="maxSteps">The largest number of rounds, at least 1.</param>
    /// <param name="record">Whether to keep both sides and E at the start and after every half-step that changed a unit.</param>
    /// <param name="cancellationToken">Ends the recall at the next round with <see cref="StopReason.Cancelled"/>.</param>
    /// <returns>Both sides at rest. The first side starts at +1 throughout, which decides only its first ties.</returns>
    /// <exception cref="ArgumentException">The state is not of length M, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSteps &lt; 1.</exception>
    public RecallResult<BidirectionalState> RecallFirst(ReadOnlySpan<sbyte> y, int maxSteps = 1000, bool record = false, CancellationToken cancellationToken = default) =>
        Recall(Bipolar.Constant(First.Dimension, 1), y, secondFirst: false, maxSteps, record, cancellationToken);

    /// <summary>One side alone does not say which it is.</summary>
    /// <param name="state">Not accepted.</param>
    [Obsolete("Which side is given? RecallSecond(x) starts from the first side and asks for the second, RecallFirst(y) the other way round.", error: true)]
    public RecallResult<BidirectionalState> Recall(ReadOnlySpan<sbyte> state) => throw new NotSupportedException();

    /// <summary>Lets the two sides answer each other until neither changes. A zero field keeps the unit's value.</summary>
    /// <param name="x">ξ, shape [N], entries ±1.</param>
    /// <param name="y">η, shape [M], entries ±1.</param>
    /// <param name="secondFirst">Whether the second side moves first.</param>
    /// <param name="maxSteps">The largest number of rounds (both sides once), at least 1.</param>
    /// <param name="record">Whether to keep both sides and E at the start and after every half-step that changed a unit.</param>
    /// <param name="cancellationToken">Ends the recall at the next round with <see cref="StopReason.Cancelled"/>.</param>
    /// <returns>Both sides at rest; the steps are rounds in which both sides were asked once, the last quiet one included.</returns>
    /// <exception cref="ArgumentException">A state has another length, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSteps &lt; 1.</exception>
    public RecallResult<BidirectionalState> Recall(
        ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y, bool secondFirst = true, int maxSteps = 1000, bool record = false, CancellationToken cancellationToken = default)
    {
        Bipolar.Require(x, First.Dimension, nameof(x));
        Bipolar.Require(y, Second.Dimension, nameof(y));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        sbyte[] first = x.ToArray(), second = y.ToArray();
        var states = new List<BidirectionalState>();
        var energies = new List<double>();
        Record();
        for (int step = 1; step <= maxSteps; step++)
        {
            if (cancellationToken.IsCancellationRequested) return Result(StopReason.Cancelled, step - 1);
            bool moved = MoveHalf(secondFirst);
            moved |= MoveHalf(!secondFirst);
            if (!moved) return Result(StopReason.FixedPoint, step);
        }
        return Result(StopReason.StepLimit, maxSteps);

        bool MoveHalf(bool moveSecond)
        {
            bool moved = moveSecond ? Answer(First, first, Second, second) : Answer(Second, second, First, first);
            if (moved) Record();
            return moved;
        }

        void Record()
        {
            if (!record) return;
            states.Add(new([.. first], [.. second]));
            energies.Add(Energy(first, second));
        }

        RecallResult<BidirectionalState> Result(StopReason stopped, int steps) =>
            new(new(first, second), stopped, steps, record ? new(states, energies) : null);
    }

    // Sets every unit of one side to the sign of its field, which the other side gives.
    private static bool Answer(BinaryPatterns from, sbyte[] source, BinaryPatterns to, sbyte[] target)
    {
        long[] fields = Fields(from, source, to);
        bool moved = false;
        for (int j = 0; j < target.Length; j++)
        {
            if (fields[j] == 0 || fields[j] > 0 == target[j] > 0) continue;
            target[j] = (sbyte)-target[j];
            moved = true;
        }
        return moved;
    }

    private static long[] Fields(BinaryPatterns from, ReadOnlySpan<sbyte> source, BinaryPatterns to)
    {
        int[] similarities = from.Similarities(source);
        var fields = new long[to.Dimension];
        for (int mu = 0; mu < similarities.Length; mu++) AddPattern(to, mu, similarities[mu], fields);
        return fields;
    }

    private static void AddPattern(BinaryPatterns patterns, int mu, long factor, Span<long> fields)
    {
        ReadOnlySpan<ulong> bits = patterns.Words(mu);
        for (int i = 0; i < fields.Length; i++) fields[i] += factor * ((long)((bits[i >> 6] >> (i & 63) & 1) << 1) - 1);
    }

    private sealed class JointNetwork(BidirectionalMemory memory) : BipolarModel
    {
        public override int Dimension => memory.First.Dimension + memory.Second.Dimension;

        public override bool HasEnergy => true;

        public override BipolarState Begin(ReadOnlySpan<sbyte> state)
        {
            Bipolar.Require(state, Dimension, nameof(state));
            return new JointState(memory, state);
        }
    }

    // Fields of both sides; a flip on one side changes those of the other.
    private sealed class JointState : BipolarState
    {
        private readonly BidirectionalMemory _memory;
        private readonly sbyte[] _state;
        private readonly long[] _fields;

        public JointState(BidirectionalMemory memory, ReadOnlySpan<sbyte> state)
        {
            _memory = memory;
            _state = state.ToArray();
            int n = memory.First.Dimension;
            _fields = [.. Fields(memory.Second, state[n..], memory.First), .. Fields(memory.First, state[..n], memory.Second)];
        }

        public override ReadOnlySpan<sbyte> State => _state;

        public override double LocalField(int unit) => _fields[unit];

        public override void Flip(int unit)
        {
            _state[unit] = (sbyte)-_state[unit];
            int n = _memory.First.Dimension;
            bool onFirst = unit < n;
            (BinaryPatterns own, BinaryPatterns other) = onFirst ? (_memory.First, _memory.Second) : (_memory.Second, _memory.First);
            Span<long> fields = onFirst ? _fields.AsSpan(n) : _fields.AsSpan(0, n);
            for (int mu = 0; mu < own.PatternCount; mu++) AddPattern(other, mu, 2 * _state[unit] * own[mu, onFirst ? unit : unit - n], fields);
        }

        public override double Energy
        {
            get
            {
                long sum = 0;
                for (int i = 0; i < _memory.First.Dimension; i++) sum += _state[i] * _fields[i];
                return 0.0 - sum;
            }
        }
    }
}

/// <summary>A state of a bidirectional memory.</summary>
/// <param name="First">ξ, shape [N].</param>
/// <param name="Second">η, shape [M].</param>
public sealed record BidirectionalState(sbyte[] First, sbyte[] Second);
