namespace Hopfield.Layers.Tests;

/// <summary>What must hold of the Hopfield layers whatever their weights are.</summary>
public class AssociationLawTests
{
    // Sums of some dozens of terms of order 1 in another order, in double precision.
    private const double Allowed = 1e-12;

    private static readonly HopfieldLayerOptions _options = new()
    {
        Heads = 2, HiddenWidth = 3, MaxUpdates = 3, Beta = [0.7, 1.9], InitialDeviation = 0.5,
    };

    private static HopfieldAssociation<double> Layer(HopfieldLayerOptions options, int width = 4)
    {
        var layer = new HopfieldAssociation<double>(width, options, new SeededRandom(1));
        Draws.Shake(layer.Parameters, 100);
        return layer;
    }

    [Fact]
    public void Permuted_stored_patterns_give_the_same_answers_and_permuted_states_permuted_ones()
    {
        HopfieldAssociation<double> layer = Layer(_options);
        double[] state = Draws.Normals<double>(3 * 4, 1), stored = Draws.Normals<double>(5 * 4, 2);
        int[] order = [3, 0, 4, 1, 2];
        double[] permuted = [.. order.SelectMany(row => stored[(row * 4)..((row + 1) * 4)])], reversed = [.. Enumerable.Range(0, 3).Reverse().SelectMany(row => state[(row * 4)..((row + 1) * 4)])];
        BagBatch<double> straight = Run(layer, state, 3, stored, 5), other = Run(layer, state, 3, permuted, 5), backward = Run(layer, reversed, 3, stored, 5);
        Draws.Near(straight.Values, other.Values, Allowed);
        for (int s = 0; s < 3; s++) Draws.Near(straight.Instance(0, s), backward.Instance(0, 2 - s), Allowed);
    }

    private static BagBatch<double> Run(HopfieldAssociation<double> layer, double[] state, int states, double[] stored, int patterns)
    {
        var keys = new BagBatch<double>(stored, 1, patterns, 4);
        return layer.Forward(new(state, 1, states, 4), keys, keys, new LayerContext<double>()).Output;
    }

    [Fact]
    public void Padding_changes_no_answer_and_gets_no_attention()
    {
        HopfieldAssociation<double> layer = Layer(_options);
        double[,] first = Matrix(5, 1), second = Matrix(2, 2);
        AssociationTrace<double> both = layer.Forward(BagBatch.From<double>([first, second]), new LayerContext<double>());
        foreach ((double[,] bag, int number) in new[] { (first, 0), (second, 1) })
        {
            AssociationTrace<double> alone = layer.Forward(BagBatch.From<double>([bag]), new LayerContext<double>());
            for (int s = 0; s < bag.GetLength(0); s++)
            {
                Draws.Near(alone.Output.Instance(0, s), both.Output.Instance(number, s), Allowed);
                Assert.All(both.Weights(number, 1, s)[bag.GetLength(0)..].ToArray(), weight => Assert.Equal(0, weight));
            }
        }
        Assert.Equal([5, 2], both.Output.Lengths.ToArray());
    }

    [Fact]
    public void Masked_patterns_count_as_removed_ones()
    {
        HopfieldAssociation<double> layer = Layer(_options);
        double[] state = Draws.Normals<double>(3 * 4, 1), stored = Draws.Normals<double>(5 * 4, 2);
        var allowed = new bool[3, 5];
        for (int s = 0; s < 3; s++)
        {
            for (int mu = 0; mu < 5; mu++) allowed[s, mu] = mu is not (1 or 3);
        }
        var keys = new BagBatch<double>(stored, 1, 5, 4);
        BagBatch<double> masked = layer.Forward(new(state, 1, 3, 4), keys, keys, new LayerContext<double>(), AttentionMask.Allow(allowed)).Output;
        BagBatch<double> removed = Run(layer, state, 3, [.. stored[..4], .. stored[8..12], .. stored[16..]], 3);
        Draws.Near(removed.Values, masked.Values, Allowed);
    }

    [Fact]
    public void A_causal_mask_hides_what_comes_later_from_every_head_and_update()
    {
        HopfieldAssociation<double> layer = Layer(_options with { Mask = AttentionMask.Causal(5) });
        double[] values = Draws.Normals<double>(5 * 4, 3), later = [.. values];
        for (int i = 3 * 4; i < later.Length; i++) later[i] = i - (2 * later[i]);
        BagBatch<double> before = layer.Forward(new BagBatch<double>(values, 1, 5, 4)).Output, after = layer.Forward(new BagBatch<double>(later, 1, 5, 4)).Output;
        for (int s = 0; s < 3; s++) Draws.Near(before.Instance(0, s), after.Instance(0, s), Allowed);
        Assert.True(Math.Abs(before[0, 4, 0] - after[0, 4, 0]) > 1e-3);
    }

    [Fact]
    public void Who_may_read_nothing_is_answered_by_zeros_forward_and_backward()
    {
        HopfieldAssociation<double> layer = Layer(_options with { OutputProjection = false });
        var forbidden = new bool[4, 4];
        for (int mu = 0; mu < 4; mu++) forbidden[2, mu] = true;
        var context = new LayerContext<double>();
        BagBatch<double> input = Draws.Bags<double>(1, 4, 4, 3);
        AssociationTrace<double> trace = layer.Forward(input, input, input, context, AttentionMask.Forbid(forbidden));
        Assert.All(trace.Output.Instance(0, 2).ToArray(), x => Assert.Equal(0, x));
        Assert.All(trace.Weights(0, 0, 2).ToArray(), x => Assert.Equal(0, x));
        Assert.Equal(0, trace.EffectivePatternCount(0, 0, 2));
        Assert.Equal(0, trace.Energy(0, 1, 2));
        var gradients = new Gradients<double>(layer.Parameters);
        AssociationGradients<double> all = layer.BackwardAll(trace, Draws.Bags<double>(1, 4, 6, 4), gradients);
        Assert.All(all.State.Instance(0, 2).ToArray(), x => Assert.Equal(0, x));
        Assert.All(all.Stored.Values.ToArray(), x => Assert.True(double.IsFinite(x)));

        // An empty bag beside a full one.
        BagBatch<double> ragged = new(Draws.Normals<double>(2 * 3 * 4, 5), 2, 3, 4, new[] { 3, 0 });
        Assert.All(layer.Forward(ragged).Output.Instance(1, 1).ToArray(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Unrolled_and_implicit_gradients_agree_where_states_have_converged_and_a_settled_memory_forgets_the_question()
    {
        HopfieldLayerOptions settling = _options with { MaxUpdates = 500, Tolerance = 1e-14, Beta = [0.3, 0.5], LearnsBeta = true };
        BagBatch<double> input = Draws.Bags<double>(2, 4, 4, 7), outer = Draws.Bags<double>(2, 4, 4, 8);
        var all = new List<(Gradients<double> Parameters, AssociationGradients<double> Inputs, IReadOnlyList<Parameter<double>> Own)>();
        foreach (UpdateGradient way in new[] { UpdateGradient.Unrolled, UpdateGradient.Implicit })
        {
            HopfieldAssociation<double> layer = Layer(settling with { Gradient = way });
            AssociationTrace<double> trace = layer.Forward(input, input, input, new LayerContext<double>());
            for (int k = 0; k < 16; k++) Assert.True(trace.HasConverged(k / 8, k / 4 % 2, k % 4));
            var gradients = new Gradients<double>(layer.Parameters);
            all.Add((gradients, layer.BackwardAll(trace, outer, gradients), layer.Parameters));
        }
        for (int i = 0; i < all[0].Own.Count; i++)
        {
            double[] unrolled = all[0].Parameters[all[0].Own[i]].ToArray(), atRest = all[1].Parameters[all[1].Own[i]].ToArray();
            // A step of 1e-14 leaves 1e-14/(1 − ρ) to the fixed point, and the sum over updates that much again, where each update contracts by
            // ρ < 0.9: about 1e-12 of gradients below 10.
            Draws.Near(unrolled, atRest, 1e-11);
        }
        Draws.Near(all[0].Inputs.Stored.Values, all[1].Inputs.Stored.Values, 1e-11);
        Assert.All(all[0].Inputs.State.Values.ToArray(), x => Assert.True(Math.Abs(x) < 1e-11, $"{x}"));
        Assert.All(all[1].Inputs.State.Values.ToArray(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void A_fixed_point_reached_at_once_forgets_the_question_too()
    {
        // So wide a tolerance that every first step is short enough.
        HopfieldAssociation<double> layer = Layer(_options with { MaxUpdates = 5, Tolerance = 1e3, Gradient = UpdateGradient.Implicit });
        BagBatch<double> input = Draws.Bags<double>(2, 4, 4, 7), outer = Draws.Bags<double>(2, 4, 4, 8);
        AssociationTrace<double> trace = layer.Forward(input, input, input, new LayerContext<double>());
        for (int k = 0; k < 16; k++) Assert.Equal(1, trace.Updates(k / 8, k / 4 % 2, k % 4));
        AssociationGradients<double> inputs = layer.BackwardAll(trace, outer, new Gradients<double>(layer.Parameters));
        Assert.All(inputs.State.Values.ToArray(), x => Assert.Equal(0, x));
        Assert.Contains(inputs.Stored.Values.ToArray(), x => x != 0);
    }

    [Fact]
    public void A_zero_pattern_is_a_stored_pattern_of_zeros()
    {
        HopfieldLayerOptions plain = HopfieldLayerOptions.Retrieval with { Beta = 1.2, MaxUpdates = 3 };
        double[] stored = Draws.Normals<double>(5 * 4, 2);
        BagBatch<double> states = Draws.Bags<double>(1, 3, 4, 1), keys = new(stored, 1, 5, 4), more = new((double[])[.. stored, 0, 0, 0, 0], 1, 6, 4);
        AssociationTrace<double> appended = Layer(plain with { ZeroPattern = true }).Forward(states, keys, keys, new LayerContext<double>());
        AssociationTrace<double> given = Layer(plain).Forward(states, more, more, new LayerContext<double>());
        Draws.Near(given.Output.Values, appended.Output.Values, Allowed);
        Assert.Equal(6, appended.PatternCount);
    }

    [Fact]
    public void One_bag_of_states_or_of_stored_patterns_serves_all_bags()
    {
        HopfieldAssociation<double> layer = Layer(_options);
        double[] shared = Draws.Normals<double>(3 * 4, 1), own = Draws.Normals<double>(2 * 5 * 4, 2);
        BagBatch<double> one = new(shared, 1, 3, 4), twice = new((double[])[.. shared, .. shared], 2, 3, 4), bags = new(own, 2, 5, 4);
        Draws.Near(layer.Forward(twice, bags, bags, new()).Output.Values, layer.Forward(one, bags, bags, new()).Output.Values, Allowed);
        AssociationTrace<double> lookup = layer.Forward(bags, one, one, new()), apart = layer.Forward(bags, twice, twice, new());
        Draws.Near(apart.Output.Values, lookup.Output.Values, Allowed);
        for (int k = 0; k < 20; k++)
        {
            (int bag, int head, int s) = (k / 10, k / 5 % 2, k % 5);
            Draws.Near(apart.Weights(bag, head, s), lookup.Weights(bag, head, s), Allowed);
            Draws.Near([apart.Energy(bag, head, s)], [lookup.Energy(bag, head, s)], Allowed);
        }
    }

    [Fact]
    public void Effective_pattern_counts_run_from_one_to_all()
    {
        BagBatch<double> states = new((double[])[1, 0, 0, 0], 1, 1, 4), stored = new((double[])[1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], 1, 3, 4);
        Assert.Equal(1, HopfieldAssociation.Retrieve(states, stored, 1000).EffectivePatternCount(0, 0, 0), 12);
        Assert.Equal(3, HopfieldAssociation.Retrieve(states, stored, 1e-9).EffectivePatternCount(0, 0, 0), 8);
    }

    [Fact]
    public void Dropout_drops_its_share_keeps_the_mean_and_only_while_training()
    {
        HopfieldLayerOptions dropping = HopfieldLayerOptions.Retrieval with { Dropout = 0.3, Beta = 0.1 };
        HopfieldAssociation<double> layer = Layer(dropping);
        BagBatch<double> input = Draws.Bags<double>(4, 50, 4, 1);
        var context = new LayerContext<double> { Training = true, Seed = 5 };
        AssociationTrace<double> trace = layer.Forward(input, input, input, context);
        double[] keep = trace.Keep.Of(4 * 50 * 50).Span.ToArray();
        Assert.All(keep, k => Assert.True(k is 0 or 1 / 0.7));
        // 10,000 draws: the share of zeros has the standard deviation √(0.3·0.7/10⁴) = 0.0046.
        Assert.Equal(0.3, keep.Count(k => k == 0) / 10_000.0, 0.0046 * 4);

        double[] first = trace.Output.Values.ToArray();
        context.Begin(0);
        Assert.Equal(first, layer.Forward(input, input, input, context).Output.Values.ToArray());
        context.Begin(1);
        Assert.NotEqual(first, layer.Forward(input, input, input, context).Output.Values.ToArray());
        Draws.Near(Layer(dropping with { Dropout = 0 }).Forward(input).Output.Values, layer.Forward(input).Output.Values, 0);
    }

    private static double[,] Matrix(int rows, int seed)
    {
        double[] values = Draws.Normals<double>(rows * 4, seed);
        var matrix = new double[rows, 4];
        for (int k = 0; k < values.Length; k++) matrix[k / 4, k % 4] = values[k];
        return matrix;
    }
}
