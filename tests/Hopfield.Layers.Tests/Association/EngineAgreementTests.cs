namespace Hopfield.Layers.Tests;

/// <summary>Without anything that is learned, the layers are the engine's models: weights, answers, numbers of updates, energies.</summary>
public class EngineAgreementTests
{
    // Sums of at most 40 terms of order 1 in double precision, in another order: some 40 roundoffs of 1e-16 at most, after softmaxes of slope β < 4.
    private const double Allowed = 1e-13;

    public static TheoryData<string> Separations => ["softmax", "sparsemax", "entmax"];

    private static FenchelYoungSeparation Named(string name) => name switch
    {
        "softmax" => SeparationFunction.Softmax, "sparsemax" => SeparationFunction.Sparsemax, _ => SeparationFunction.Entmax(1.5),
    };

    [Theory, MemberData(nameof(Separations))]
    public void Static_heads_are_the_engine_s_attention(string separation)
    {
        BagBatch<double> states = Draws.Bags<double>(3, 5, 6, 1), stored = Draws.Bags<double>(3, 9, 6, 2), values = Draws.Bags<double>(3, 9, 4, 3);
        foreach ((int updates, double tolerance) in new[] { (1, 0.0), (4, 0), (200, 1e-6) })
        {
            AssociationTrace<double> trace = HopfieldAssociation.Retrieve(states, stored, 1.5, updates, tolerance, Named(separation), values);
            for (int bag = 0; bag < 3; bag++)
            {
                AttentionResult<double> engine = HopfieldAttention
                    .Store(Rows(stored, bag), Rows(values, bag), new() { Beta = 1.5, MaxUpdates = updates, Tolerance = tolerance, Separation = Named(separation) })
                    .Recall(Rows(states, bag));
                for (int s = 0; s < 5; s++)
                {
                    Draws.Near([.. Enumerable.Range(0, 9).Select(mu => engine.Weights[0, s, mu])], trace.Weights(bag, 0, s), Allowed);
                    Draws.Near([.. Enumerable.Range(0, 4).Select(i => engine.Output[s, i])], trace.Output.Instance(bag, s), Allowed);
                    if (tolerance == 0) continue; // the engine then looks for exact fixed points, a layer for none
                    Assert.Equal(engine.Updates[0, s], trace.Updates(bag, 0, s));
                    Assert.Equal(engine.Stopped[0, s] is StopReason.Converged or StopReason.FixedPoint, trace.HasConverged(bag, 0, s));
                }
            }
        }
    }

    [Fact]
    public void Projected_heads_are_the_engine_s_attention_of_projected_inputs_each_with_its_own_beta()
    {
        var options = new HopfieldLayerOptions { Heads = 2, HiddenWidth = 3, ValueWidth = 2, Beta = [0.5, 3], MaxUpdates = 3, OutputProjection = false, InitialDeviation = 0.7 };
        var layer = new HopfieldAssociation<double>(4, options with { NormalisesState = false, NormalisesStored = false, NormalisesProjected = false }, new SeededRandom(1));
        Draws.Shake(layer.Parameters, 5);
        BagBatch<double> input = Draws.Bags<double>(1, 6, 4, 2);
        AssociationTrace<double> trace = layer.Forward(input, new LayerContext<double>());

        double[] Through(string name) => new Linear<double>(4, layer.Parameters.First(p => p.Name == $"{name}.bias").Value.Length, new SeededRandom(0)) is var map
            && Copy(layer, map, name) ? map.Forward(input).Output.Values.ToArray() : [];
        AttentionResult<double> engine = HopfieldAttention
            .Store(PatternSet.Wrap<double>(Through("stored"), 6), PatternSet.Wrap<double>(Through("projected"), 4), new() { Heads = 2, Beta = new[] { 0.5, 3.0 }, MaxUpdates = 3 })
            .Recall(PatternSet.Wrap<double>(Through("state"), 6));
        Draws.Near([.. engine.Output.Cast<double>()], trace.Output.Values, Allowed);
    }

    private static bool Copy(HopfieldAssociation<double> from, Linear<double> to, string name)
    {
        from.Parameters.First(p => p.Name == $"{name}.weight").Value.CopyTo(to.Weight.Value);
        from.Parameters.First(p => p.Name == $"{name}.bias").Value.CopyTo(to.Bias!.Value);
        return true;
    }

    [Theory, MemberData(nameof(Separations))]
    public void The_energy_of_a_state_is_that_of_the_engine_s_memory_and_updates_never_raise_it(string separation)
    {
        BagBatch<double> states = Draws.Bags<double>(2, 4, 5, 1), stored = Draws.Bags<double>(2, 7, 5, 2);
        double[] before = new double[8];
        for (int updates = 1; updates <= 6; updates++)
        {
            AssociationTrace<double> trace = HopfieldAssociation.Retrieve(states, stored, 2, updates, separation: Named(separation));
            for (int k = 0; k < 8; k++)
            {
                (int bag, int s) = (k / 4, k % 4);
                double energy = trace.Energy(bag, 0, s);
                Draws.Near([ContinuousHopfield.Store(Rows(stored, bag), 2, Named(separation)).Energy(trace.StateOf(bag, 0, s))], [energy], 10 * Allowed);
                if (updates > 1) Assert.True(energy <= before[k] + Allowed, $"{energy} after {before[k]}");
                before[k] = energy;
            }
        }
    }

    // Scores by distance: −½‖ξ − k‖² with softmax at β = 1/σ² is the best guess of a denoiser, which the engine computes by its similarity.
    [Fact]
    public void Scores_by_distance_weigh_like_the_engine_s_euclidean_similarity()
    {
        BagBatch<double> states = Draws.Bags<double>(1, 4, 5, 1), stored = Draws.Bags<double>(1, 7, 5, 2);
        var layer = new HopfieldAssociation<double>(5, HopfieldLayerOptions.Retrieval with { ComparesByDistance = true, Beta = 1.3 }, new SeededRandom(1));
        AssociationTrace<double> trace = layer.Forward(states, stored, stored, new LayerContext<double>());
        for (int s = 0; s < 4; s++)
        {
            double[] weights = new double[7];
            for (int mu = 0; mu < 7; mu++) weights[mu] = Similarity.Euclidean.Between(stored.Instance(0, mu), states.Instance(0, s));
            SeparationFunction.Softmax.Weigh<double>(weights, 1.3, weights);
            Draws.Near(weights, trace.Weights(0, 0, s), Allowed);
        }
    }

    private static PatternSet<double> Rows(BagBatch<double> batch, int bag) =>
        PatternSet.Wrap<double>(batch.Values.Slice(bag * batch.BagSize * batch.Dimension, batch.BagSize * batch.Dimension).ToArray(), batch.Dimension);
}
