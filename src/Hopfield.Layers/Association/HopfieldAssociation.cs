using System.Numerics;

namespace Hopfield.Layers;

/// <summary>The retrieval of the theory, without anything that is learned.</summary>
public static class HopfieldAssociation
{
    /// <summary>
    /// Moves every state towards the stored patterns of its bag: ξ ← sep(β ξ Kᵀ) K as often as asked. The output is the states after the last
    /// update, or projected patterns with its weights where some are given.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="states">ξ, shape [B, S, D]; one bag of states serves all bags of stored patterns.</param>
    /// <param name="stored">K, shape [B, P, D]; one bag of stored patterns serves all bags of states.</param>
    /// <param name="beta">β.</param>
    /// <param name="maxUpdates">The most updates, at least 1.</param>
    /// <param name="tolerance">See <see cref="HopfieldLayerOptions.Tolerance"/>.</param>
    /// <param name="separation">Which patterns answer: softmax when left out.</param>
    /// <param name="projected">What answers, shape [B, P, D′]; the stored patterns themselves when left out.</param>
    /// <param name="mask">Which stored patterns each query may read; all when left out.</param>
    /// <returns>Outputs of shape [B, S, D], with the weights and energies.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the mask does not fit them.</exception>
    public static AssociationTrace<T> Retrieve<T>(
        BagBatch<T> states, BagBatch<T> stored, double beta, int maxUpdates = 1, double tolerance = 0, FenchelYoungSeparation? separation = null,
        BagBatch<T>? projected = null, AttentionMask? mask = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = HopfieldLayerOptions.Retrieval with
        {
            Beta = beta, MaxUpdates = maxUpdates, Tolerance = tolerance, Separation = separation ?? SeparationFunction.Softmax,
        };
        BagBatch<T> values = projected ?? stored;
        var association = new HopfieldAssociation<T>(states.Dimension, stored.Dimension, values.Dimension, options, new SeededRandom(0)); // nothing is drawn
        return association.Forward(states, stored, values, new LayerContext<T>(), mask);
    }
}

/// <summary>A Hopfield memory as a layer: states look for stored patterns and are answered with projected ones. The reference calls it <c>Hopfield</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>From states R [B, S, D_r], stored patterns Y [B, P, D_y] and projected patterns Y′ [B, P, D_p], each normalised first if asked for:
/// Q = R W_Q + b_Q [B, S, H·D_h], K = Y W_K + b_K [B, P, H·D_h], V = Y′ W_V + b_V [B, P, H·D_v]. In each head ξ ← sep(β ξ Kᵀ) K as often as
/// asked, then the last weights answer with V; heads side by side go through W_O + b_O [H·D_v, E]. With one update, softmax, all norms off
/// and β = 1/√D_h this is the multi-head attention of transformers.</para>
/// <para>Projections are optional one by one (<i>static</i> patterns), each β may be learned, and the three inputs may be one and the same.
/// Source: Ramsauer et al. (2021). The reference layers differ where they are wrong: there is one β a head, all heads of all bags lie in one
/// order, the learned pattern is appended where asked for, and a query that may read nothing is answered by zeros.</para>
/// <para>Gradients: <see cref="Linear{T}"/>, <see cref="LayerNorm{T}"/>, and inside the heads what the remarks of the backward pass say.</para>
/// </remarks>
public sealed class HopfieldAssociation<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PatternPath<T> _state, _stored, _projected;
    private readonly Linear<T>? _output;
    private readonly Parameter<T>? _logBeta, _biasKey, _biasValue;
    private readonly HeadShape _shape;
    private readonly T[] _beta;

    /// <summary>An association whose three inputs have one width.</summary>
    /// <param name="width">D ≥ 1.</param>
    /// <param name="options">Heads, β, updates and the rest; the reference's when left out.</param>
    /// <param name="random">What draws the first weights.</param>
    public HopfieldAssociation(int width, HopfieldLayerOptions? options, Random random)
        : this(width, width, width, options, random) { }

    /// <summary>An association whose inputs have widths of their own.</summary>
    /// <param name="stateWidth">D_r ≥ 1.</param>
    /// <param name="storedWidth">D_y ≥ 1.</param>
    /// <param name="projectedWidth">D_p ≥ 1.</param>
    /// <param name="options">Heads, β, updates and the rest; the reference's when left out.</param>
    /// <param name="random">What draws the first weights.</param>
    /// <exception cref="ArgumentException">The options do not fit the widths or each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1.</exception>
    public HopfieldAssociation(int stateWidth, int storedWidth, int projectedWidth, HopfieldLayerOptions? options, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stateWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(storedWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(projectedWidth, 1);
        ArgumentNullException.ThrowIfNull(random);
        Options = options ??= new HopfieldLayerOptions();
        _shape = AssociationWidths.Resolve(stateWidth, storedWidth, projectedWidth, options);
        (int heads, int hidden, int value) = (_shape.Heads, _shape.Hidden, _shape.Value);

        Linear<T> Project(string name, int from, int to, bool bias = true) => new(from, to, random, options.InitialDeviation, bias, name);
        LayerNorm<T>? Norm(bool wanted, string name, int width) => wanted ? new(width, $"{name}.norm") : null;
        Linear<T>? query = options.StaticState ? null : Project("state", stateWidth, heads * hidden, bias: !options.SharesProjection);
        if (options.SharesProjection)
        {
            StartMetric(query!, random);
            Metric = query!.Weight;
        }
        _state = new(stateWidth, Norm(options.NormalisesState, "state", stateWidth), query);
        _stored = new(storedWidth, Norm(options.NormalisesStored, "stored", storedWidth),
            options.StaticStored ? null : options.SharesProjection ? query : Project("stored", storedWidth, heads * hidden));
        _projected = new(projectedWidth, Norm(options.NormalisesProjected, "projected", projectedWidth),
            options.StaticProjected ? null : Project("projected", projectedWidth, heads * value));
        if (options.BiasPattern)
        {
            _biasKey = new("bias.key", _shape.StoredWidth);
            _biasValue = new("bias.value", _shape.ValueWidth);
            _biasKey.Draw(options.InitialDeviation, random);
            _biasValue.Draw(options.InitialDeviation, random);
        }
        OutputWidth = options.OutputProjection ? options.OutputWidth ?? stateWidth : heads * value;
        _output = options.OutputProjection ? Project("output", heads * value, OutputWidth) : null;

        HeadBetas beta = options.Beta ?? 1 / Math.Sqrt(hidden);
        _beta = [.. Enumerable.Range(0, heads).Select(h => T.CreateTruncating(beta[beta.Count == 1 ? 0 : h]))];
        if (options.LearnsBeta)
        {
            _logBeta = new("log beta", heads) { Decays = false }; // a β of 1 is nothing to be pulled towards
            for (int h = 0; h < heads; h++) _logBeta.Value[h] = T.Log(_beta[h]);
        }
        Parameter<T>?[] own = [_biasKey, _biasValue, _logBeta];
        Parameters = [.. _state.Parameters.Concat(_stored.Parameters).Concat(_projected.Parameters).Concat(_output?.Parameters ?? []).Concat(own.OfType<Parameter<T>>()).Distinct()];
    }

    /// <summary>Heads, β, updates and the rest.</summary>
    public HopfieldLayerOptions Options { get; }

    /// <summary>E, the width of an output.</summary>
    public int OutputWidth { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>β of every head as it is now.</summary>
    public T[] Beta => _logBeta is null ? [.. _beta] : [.. _logBeta.Value.ToArray().Select(T.Exp)];

    /// <summary>A, transposed, where states and stored patterns share one projection.</summary>
    internal Parameter<T>? Metric { get; }

    /// <summary>One input that is state, stored and projected pattern at once, as in self-attention.</summary>
    /// <param name="input">Shape [B, S, D].</param>
    /// <param name="context">Whether the layer is being trained, and traces to use again.</param>
    /// <returns>Outputs of shape [B, S, E], with every head's attention and energy.</returns>
    public override AssociationTrace<T> Forward(BagBatch<T> input, LayerContext<T> context) => Forward(input, input, input, context, InputSharing.All);

    /// <summary>States look for stored patterns and are answered with projected ones.</summary>
    /// <param name="state">R, shape [B, S, D_r]; one bag of states serves all bags of stored patterns.</param>
    /// <param name="stored">Y, shape [B, P, D_y]; one bag of stored patterns serves all bags of states.</param>
    /// <param name="projected">Y′, shape [B, P, D_p].</param>
    /// <param name="context">Whether the layer is being trained, and traces to use again.</param>
    /// <param name="mask">Which stored patterns each query may read, for every bag; that of the options when left out.</param>
    /// <returns>Outputs of shape [B, S, E], with every head's attention and energy.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other, or the mask does not fit them.</exception>
    public AssociationTrace<T> Forward(BagBatch<T> state, BagBatch<T> stored, BagBatch<T> projected, LayerContext<T> context, AttentionMask? mask = null) =>
        Forward(state, stored, projected, context, InputSharing.None, mask);

    internal AssociationTrace<T> Forward(
        BagBatch<T> state, BagBatch<T> stored, BagBatch<T> projected, LayerContext<T> context, InputSharing sharing, AttentionMask? mask = null, bool hidesSelves = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        RequireShapes(state, stored, projected);
        mask ??= Options.Mask;
        if (mask is not null) RequireMask(mask, state.BagSize, stored.BagSize);
        AssociationTrace<T> trace = context.Rent<AssociationTrace<T>>(this);
        ulong dropoutKey = context.DropoutKey;
        (trace.StateInput, trace.StoredInput, trace.ProjectedInput) = (state, stored, projected);
        (trace.Shape, trace.Options, trace.Mask, trace.Drops) = (_shape, Options, mask, context.Training && Options.Dropout > 0);
        trace.Implicit = Options.Gradient == UpdateGradient.Implicit && Options.MaxUpdates > 1;
        (trace.BagCount, trace.QueryCount, trace.StoredBags) = (Math.Max(state.BagCount, stored.BagCount), state.BagSize, stored.BagCount);
        // Stored patterns that all bags share are met by the queries of all bags at once.
        (trace.Blocks, trace.RowCount) = stored.BagCount == 1 ? (1, state.RowCount) : (stored.BagCount, state.BagSize);
        HideSelves(trace, hidesSelves);

        (trace.Sharing, InputTrace<T> queries, InputTrace<T> keys, InputTrace<T> values) = (sharing, trace.StateSource, trace.StoredSource, trace.ProjectedSource);
        queries.Begin(state);
        keys.Begin(stored);
        values.Begin(projected);
        queries.Add(_state, trace.State);
        (sharing == InputSharing.All ? queries : keys).Add(_stored, trace.Stored);
        (sharing == InputSharing.All ? queries : sharing == InputSharing.StoredAndProjected ? keys : values).Add(_projected, trace.Projected);
        queries.Forward();
        keys.Forward();
        values.Forward();
        trace.Keys.Forward(trace.Stored.Output, Options.ZeroPattern, _biasKey);
        trace.Values.Forward(trace.Projected.Output, Options.ZeroPattern, _biasValue);
        trace.PatternCount = trace.Keys.Output.BagSize;
        trace.Beta = SetBeta(trace.Beta);
        HeadUpdates.Forward(trace, dropoutKey);

        BagBatch<T> answers = (state.BagCount == trace.BagCount ? state : stored)
            .With(trace.Answers.Of(trace.Blocks * trace.RowCount * _shape.AnswerWidth), _shape.AnswerWidth, state.BagSize, keepLengths: state.BagCount == trace.BagCount);
        trace.Projection = _output?.Forward(answers, context);
        trace.Output = trace.Projection?.Output ?? answers;
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true) =>
        Backward(trace, outputGradient, gradients, new AssociationWants(inputWanted, inputWanted, inputWanted)).State;

    /// <summary>The gradients by three inputs of their own.</summary>
    /// <param name="trace">What a forward pass with three inputs returned.</param>
    /// <param name="outputGradient">The gradient by the outputs, in their shape.</param>
    /// <param name="gradients">Receives the gradients by the parameters, which are added to what it holds.</param>
    /// <returns>The gradients by states, stored and projected patterns, each in the shape of its input.</returns>
    public AssociationGradients<T> BackwardAll(AssociationTrace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients) =>
        Backward(trace, outputGradient, gradients, new AssociationWants(true, true, true));

    internal AssociationGradients<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, AssociationWants inputs)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        AssociationTrace<T> own = Own<AssociationTrace<T>>(trace, outputGradient);
        BagBatch<T> answers = _output?.Backward(own.Projection!, outputGradient, gradients) ?? outputGradient;
        var heads = new AssociationWants(
            _state.Wants(gradients, inputs.State),
            _stored.Wants(gradients, inputs.Stored) || gradients.Want(_biasKey),
            _projected.Wants(gradients, inputs.Projected) || gradients.Want(_biasValue));
        HeadGradients.Backward(own, answers.Values, heads, gradients.Want(_logBeta) ? gradients[_logBeta!] : default);

        BagBatch<T> q = own.State.Output, k = own.Stored.Output, v = own.Projected.Output;
        q = heads.State ? q.With(own.StateGradients.Of(q.Values.Length), q.Dimension) : default;
        k = heads.Stored ? own.Keys.Backward(k, own.StoredGradients.Of(own.Keys.Output.Values.Length), _biasKey, gradients) : default;
        v = heads.Projected ? own.Values.Backward(v, own.ValueGradients.Of(own.Values.Output.Values.Length), _biasValue, gradients) : default;
        return own.Sharing switch
        {
            InputSharing.All => new(own.StateSource.Backward([q, k, v], gradients, inputs.State), default, default),
            InputSharing.StoredAndProjected => new(own.StateSource.Backward([q], gradients, inputs.State), own.StoredSource.Backward([k, v], gradients, inputs.Stored), default),
            _ => new(
                own.StateSource.Backward([q], gradients, inputs.State), own.StoredSource.Backward([k], gradients, inputs.Stored),
                own.ProjectedSource.Backward([v], gradients, inputs.Projected)),
        };
    }

    private static void StartMetric(Linear<T> metric, Random random)
    {
        int width = metric.OutputWidth;
        if (width != metric.InputWidth)
        {
            metric.Weight.Draw(1 / Math.Sqrt(width), random); // keeps squared lengths on average
            return;
        }
        metric.Weight.Value.Clear();
        for (int i = 0; i < width; i++) metric.Weight.Value[(i * width) + i] = T.One;
    }

    private T[] SetBeta(T[] beta)
    {
        if (_logBeta is null) return _beta;
        if (beta.Length != _beta.Length) beta = new T[_beta.Length];
        for (int h = 0; h < beta.Length; h++) beta[h] = T.Exp(_logBeta.Value[h]);
        return beta;
    }

    private static void HideSelves(AssociationTrace<T> trace, bool hide)
    {
        trace.HidesSelves = hide;
        if (!hide) return;
        Span<int> selves = trace.HiddenSelves.Of(trace.RowCount).Span;
        for (int row = 0; row < selves.Length; row++)
        {
            int number = trace.StateInput.Number(row / trace.QueryCount);
            selves[row] = number < trace.StoredInput.BagSize ? number : -1;
        }
    }

    private void RequireMask(AttentionMask mask, int queries, int patterns)
    {
        if (!mask.Fits(_shape.Heads, queries, patterns))
        {
            throw new ArgumentException(
                $"Expected a mask of shape [{queries}, {patterns}], or [{_shape.Heads}, {queries}, {patterns}], got [{mask.Heads}, {mask.QueryCount}, {mask.PatternCount}].",
                nameof(mask));
        }
    }

    private void RequireShapes(BagBatch<T> state, BagBatch<T> stored, BagBatch<T> projected)
    {
        RequireWidth(state, _state.Width, nameof(state));
        RequireWidth(stored, _stored.Width, nameof(stored));
        RequireWidth(projected, _projected.Width, nameof(projected));
        if (stored.BagCount != state.BagCount && stored.BagCount != 1 && state.BagCount != 1)
            throw new ArgumentException($"Expected {state.BagCount} bags of stored patterns, or one for all, got {stored.BagCount}.", nameof(stored));
        if ((projected.BagCount, projected.BagSize) != (stored.BagCount, stored.BagSize))
        {
            throw new ArgumentException(
                $"Expected {stored.BagCount} bags of {stored.BagSize} projected patterns, one for each stored pattern, got {projected.BagCount} of {projected.BagSize}.",
                nameof(projected));
        }
    }
}

/// <summary>The gradients by an association's three inputs; default where one is not asked for.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="State">By the states, shape [B, S, D_r].</param>
/// <param name="Stored">By the stored patterns, shape [B, P, D_y].</param>
/// <param name="Projected">By the projected patterns, shape [B, P, D_p].</param>
public readonly record struct AssociationGradients<T>(BagBatch<T> State, BagBatch<T> Stored, BagBatch<T> Projected)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Which inputs of an association are one and the same, and so are normalised once and get one gradient: the first one's.</summary>
internal enum InputSharing
{
    None,
    StoredAndProjected,
    All,
}
