namespace Hopfield.Layers.Tests;

/// <summary>What holds of every layer: doors, traces that are used again, weights in files, several threads, nothing allocated.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hopfield-layers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Chain<BagBatch<float>, float> Model(int seed)
    {
        var random = new SeededRandom(seed);
        var options = new HopfieldLayerOptions { Heads = 2, MaxUpdates = 3, Dropout = 0.2, LearnsBeta = true, BiasPattern = true, ZeroPattern = true };
        return new Linear<float>(5, 6, random).Then(new ReLU<float>()).Then(new LayerNorm<float>(6)).Then(new Residual<float>(new HopfieldAssociation<float>(6, options, random)))
            .Then(new HopfieldPooling<float>(6, options, random, queryCount: 2)).Then(new HopfieldLookup<float>(12, 7, options, random)).Then(new Flatten<float>());
    }

    [Fact]
    public void Passes_allocate_nothing_once_the_shapes_are_known()
    {
        foreach (Layer<BagBatch<float>, float> model in new Layer<BagBatch<float>, float>[]
        {
            Model(1), new MeanPooling<float>(), new MaxPooling<float>(), new AttentionPooling<float>(5, 3, new SeededRandom(1)),
            new HopfieldAssociation<float>(5, new() { MaxUpdates = 20, Tolerance = 1e-3, Gradient = UpdateGradient.Implicit, ComparesByDistance = true }, new SeededRandom(1)),
            new HopfieldAssociation<float>(5, new() { MaxUpdates = 20, Tolerance = 1e-3, Separation = SeparationFunction.Entmax(1.5), Mask = AttentionMask.Causal(8) }, new SeededRandom(1)),
        })
        {
            BagBatch<float> input = Draws.Bags<float>(4, 8, 5, 2);
            var context = new LayerContext<float> { Training = true };
            var gradients = new Gradients<float>(model.Parameters);
            long least = long.MaxValue;
            for (int round = 0; round < 5 && least > 0; round++)
            {
                Step();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int repetition = 0; repetition < 20; repetition++) Step();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.Equal(0, least);

            void Step()
            {
                context.Begin();
                gradients.Clear();
                Trace<float> trace = model.Forward(input, context);
                model.Backward(trace, trace.Output, gradients);
            }
        }
    }

    [Fact]
    public void One_layer_serves_on_several_threads_at_once()
    {
        Chain<BagBatch<float>, float> model = Model(1);
        BagBatch<float>[] inputs = [.. Enumerable.Range(0, 40).Select(seed => Draws.Bags<float>(2, 5, 5, seed))];
        float[][] alone = [.. inputs.Select(Gradient)], together = new float[inputs.Length][];
        Parallel.For(0, inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Gradient(inputs[i]));
        for (int i = 0; i < inputs.Length; i++) Assert.Equal(alone[i], together[i]);

        float[] Gradient(BagBatch<float> input)
        {
            var gradients = new Gradients<float>(model.Parameters);
            Trace<float> trace = model.Forward(input, new LayerContext<float> { Training = true, Seed = 3 });
            model.Backward(trace, trace.Output, gradients);
            return [.. model.Parameters.SelectMany(parameter => gradients[parameter].ToArray())];
        }
    }

    [Fact]
    public void Traces_that_are_used_again_give_what_fresh_ones_give_whatever_was_in_them()
    {
        Chain<BagBatch<float>, float> model = Model(1);
        var context = new LayerContext<float> { Training = true };
        foreach ((int bags, int size) in new[] { (3, 9), (1, 2), (4, 5) })
        {
            BagBatch<float> input = Draws.Bags<float>(bags, size, 5, bags);
            context.Begin(8);
            var fresh = new LayerContext<float> { Training = true };
            fresh.Begin(8);
            Trace<float> used = model.Forward(input, context), made = model.Forward(input, fresh);
            Assert.Equal(made.Output.Values.ToArray(), used.Output.Values.ToArray());
            (Gradients<float> a, Gradients<float> b) = (new(model.Parameters), new(model.Parameters));
            Assert.Equal(model.Backward(made, made.Output, a).Values.ToArray(), model.Backward(used, used.Output, b).Values.ToArray());
            foreach (Parameter<float> parameter in model.Parameters) Assert.Equal(a[parameter].ToArray(), b[parameter].ToArray());
        }
    }

    [Fact]
    public void What_is_not_asked_for_is_not_computed_and_changes_nothing_else()
    {
        Chain<BagBatch<float>, float> model = Model(1);
        BagBatch<float> input = Draws.Bags<float>(3, 4, 5, 1);
        (Gradients<float> all, Gradients<float> own) = (new(model.Parameters), new(model.Parameters));
        Trace<float> trace = model.Forward(input), other = model.Forward(input);
        model.Backward(trace, trace.Output, all);
        Assert.Equal(0, model.Backward(other, other.Output, own, inputWanted: false).BagCount);
        foreach (Parameter<float> parameter in model.Parameters) Assert.Equal(all[parameter].ToArray(), own[parameter].ToArray());

        // Every parameter in turn, the others frozen.
        foreach (Parameter<float> one in model.Parameters)
        {
            foreach (Parameter<float> parameter in model.Parameters) parameter.Frozen = parameter != one;
            var gradients = new Gradients<float>(model.Parameters);
            Trace<float> again = model.Forward(input);
            model.Backward(again, again.Output, gradients, inputWanted: false);
            Assert.Equal([one], gradients.Parameters);
            Assert.Equal(all[one].ToArray(), gradients[one].ToArray());
        }
    }

    [Fact]
    public void Weights_go_into_a_file_and_come_back_bit_by_bit()
    {
        string path = Path.Combine(_folder, "model.npz");
        Chain<BagBatch<float>, float> model = Model(1), same = Model(2);
        model.SaveWeights(path);
        same.LoadWeights(path);
        BagBatch<float> input = Draws.Bags<float>(3, 4, 5, 1);
        Assert.Equal(model.Forward(input).Output.Values.ToArray(), same.Forward(input).Output.Values.ToArray());
        Assert.Equal([6, 6], NpzFile.Read(path)["10.stored.weight"].Shape.ToArray());

        string message = Assert.Throws<InvalidDataException>(() => new Linear<float>(5, 6, new SeededRandom(1)).LoadWeights(path)).Message;
        Assert.Contains("another model", message);
        Assert.StartsWith("'model.npz'", message);
        Assert.Throws<InvalidDataException>(() => new Linear<double>(5, 6, new SeededRandom(1)).LoadWeights(path));
        Assert.Throws<FileNotFoundException>(() => model.LoadWeights(path + "x"));
    }

    [Fact]
    public void Traces_gradients_and_inputs_of_another_kind_are_refused()
    {
        Linear<float> layer = new(5, 2, new SeededRandom(1)), other = new(5, 2, new SeededRandom(1));
        BagBatch<float> input = Draws.Bags<float>(1, 3, 5, 1);
        Trace<float> trace = layer.Forward(input);
        var gradients = new Gradients<float>(layer.Parameters);
        Assert.Equal("trace", Assert.Throws<ArgumentException>(() => other.Backward(trace, trace.Output, gradients)).ParamName);
        Assert.Equal("outputGradient", Assert.Throws<ArgumentException>(() => layer.Backward(trace, input, gradients)).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Forward(Draws.Bags<float>(1, 3, 4, 1))).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => new Residual<float>(layer).Forward(input)).ParamName);
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        void Refused(HopfieldLayerOptions options, string part, int state = 4, int stored = 4, int projected = 4)
        {
            ArgumentException wrong = Assert.Throws<ArgumentException>(() => new HopfieldAssociation<float>(state, stored, projected, options, new SeededRandom(1)));
            Assert.Equal("options", wrong.ParamName);
            Assert.Contains(part, wrong.Message);
        }
        Refused(new() { Heads = 3 }, "3 heads");
        Refused(new() { Heads = 2, Beta = [1, 2, 3] }, "β");
        Refused(new() { StaticState = true, HiddenWidth = 3 }, "static states of width 3");
        Refused(new() { StaticStored = true, HiddenWidth = 3 }, "static stored patterns of width 3");
        Refused(new() { StaticProjected = true, ValueWidth = 3 }, "static projected patterns of width 3");
        Refused(new() { OutputProjection = false, OutputWidth = 3 }, "nothing projects it");
        Refused(new() { SharesProjection = true, StaticState = true }, "share the projection");
        Refused(new() { SharesProjection = true }, "share the projection", stored: 5);
        Assert.Equal("MaxUpdates", Assert.Throws<ArgumentOutOfRangeException>(() => new HopfieldLayerOptions { MaxUpdates = 0 }).ParamName);
        Assert.Equal("Beta", Assert.Throws<ArgumentOutOfRangeException>(() => new HopfieldLayerOptions { Beta = -1 }).ParamName);
        Assert.Equal("Dropout", Assert.Throws<ArgumentOutOfRangeException>(() => new HopfieldLayerOptions { Dropout = 1 }).ParamName);
        Assert.Equal("stateWidth", Assert.Throws<ArgumentOutOfRangeException>(() => new HopfieldAssociation<float>(0, null, new SeededRandom(1))).ParamName);
    }

    [Fact]
    public void Inputs_and_masks_of_an_association_that_do_not_fit_are_refused()
    {
        var layer = new HopfieldAssociation<float>(4, null, new SeededRandom(1));
        BagBatch<float> two = Draws.Bags<float>(2, 3, 4, 1), three = Draws.Bags<float>(3, 3, 4, 1), short1 = Draws.Bags<float>(2, 2, 4, 1);
        Assert.Equal("stored", Assert.Throws<ArgumentException>(() => layer.Forward(two, three, three, new())).ParamName);
        Assert.Equal("projected", Assert.Throws<ArgumentException>(() => layer.Forward(two, two, short1, new())).ParamName);
        Assert.Equal("mask", Assert.Throws<ArgumentException>(() => layer.Forward(two, two, two, new(), AttentionMask.Causal(4))).ParamName);
    }
}
