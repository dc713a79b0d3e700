using System.Globalization;
using Hopfield.Benchmarks.Peers;
using Hopfield.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Agreement;

/// <summary>
/// Whether a Hopfield layer of ours and the same layer made of libtorch's operations learn alike: from equal parameters, on equal batches, with
/// AdamW and a clipped gradient, fifty steps. The same training of ours in double precision is the judge.
/// </summary>
internal static class TrainingAgreement
{
    private const int Steps = 50, Bags = 32, Size = 16, Width = 8;
    private const double Rate = 1e-3, Decay = 0.01, MaxNorm = 1;

    /// <summary>
    /// The largest difference between two loss curves that rounding explains. A loss of order 1 in single precision errs by some 1e-7, a gradient by
    /// 1e-6 of its size; Adam divides a gradient by its own size, so where one is close to zero its rounding decides the sign of a step of 1e-3.
    /// Such entries hardly matter to the loss: a hundredth of a step, 1e-5, is allowed.
    /// </summary>
    private const double Allowed = 1e-5;

    /// <summary>Prints the three loss curves; false when a peer is here and its curve is further from ours than rounding explains.</summary>
    public static bool Print(TextWriter output)
    {
        output.WriteLine($"Loss at every tenth of {Steps} steps. Batches of {Bags} bags of {Size} words of {Width} bits; pooling and a linear unit; AdamW, rate {Rate.ToString(CultureInfo.InvariantCulture)}, norm at most {MaxNorm}.");
        output.WriteLine($"libtorch: {Torch.Description}.");
        output.WriteLine();
        output.WriteLine("| layer | " + string.Join(" | ", Enumerable.Range(0, Steps / 10 + 1).Select(k => $"step {Math.Max(1, k * 10)}")) + " | furthest from double precision |");
        output.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", Steps / 10 + 2)));
        bool agree = true;
        foreach ((string name, HopfieldLayerOptions options) in new (string, HopfieldLayerOptions)[]
        {
            ("one head, one softmax", new() { HiddenWidth = 8 }),
            ("8 heads, 4 softmaxes, β = 1/4", new() { Heads = 8, HiddenWidth = 8, MaxUpdates = 4, Beta = 0.25, InitialDeviation = HopfieldLayerOptions.SharpDeviation }),
        })
        {
            var start = new Learner<float>(options);
            double[] exact = new Learner<double>(options, start).Learn();
            double[]? peer = Torch.Missing is null ? Libtorch(start) : null; // before ours, which moves the parameters
            double[] ours = start.Learn();
            agree &= Row($"ours, {name}", ours, exact, output);
            if (peer is not null) agree &= Row($"libtorch, {name}", peer, exact, output) && Apart(ours, peer) <= Allowed;
        }
        output.WriteLine();
        output.WriteLine(agree ? "All curves agree within rounding." : "NOT within rounding.");
        return agree;
    }

    private static bool Row(string name, double[] losses, double[] exact, TextWriter output)
    {
        string cells = string.Join(" | ", Enumerable.Range(0, Steps / 10 + 1).Select(k => losses[Math.Max(1, k * 10) - 1].ToString("F6", CultureInfo.InvariantCulture)));
        output.WriteLine($"| {name} | {cells} | {Apart(losses, exact).ToString("0.0e+0", CultureInfo.InvariantCulture)} |");
        return Apart(losses, exact) <= Allowed;
    }

    private static double Apart(double[] x, double[] y) => x.Zip(y, (a, b) => Math.Abs(a - b)).Max();

    // Bags of random words, half of them with one of two signal words.
    private static float[] Words(int batch)
    {
        var random = new SeededRandom(7, batch);
        var values = new float[Bags * Size * Width];
        for (int k = 0; k < values.Length; k++) values[k] = random.Next(2);
        for (int bag = 0; bag < Bags; bag += 2)
        {
            int place = random.Next(Size);
            for (int bit = 0; bit < Width; bit++) values[(((bag * Size) + place) * Width) + bit] = bit % 2;
        }
        return values;
    }

    private sealed class Learner<T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        public Learner(HopfieldLayerOptions options)
        {
            var random = new SeededRandom(5);
            Pooling = new HopfieldPooling<T>(Width, options, random);
            End = new Linear<T>(Pooling.OutputWidth, 1, random);
        }

        public Learner(HopfieldLayerOptions options, Learner<float> start)
            : this(options)
        {
            foreach ((Parameter<float> from, Parameter<T> to) in start.Pooling.Parameters.Concat(start.End.Parameters).Zip(Pooling.Parameters.Concat(End.Parameters)))
            {
                for (int i = 0; i < to.Value.Length; i++) to.Value[i] = T.CreateTruncating(from.Value[i]);
            }
        }

        public HopfieldPooling<T> Pooling { get; }

        public Linear<T> End { get; }

        public double[] Learn()
        {
            Chain<BagBatch<T>, T> model = Pooling.Then(End);
            var loss = new LogisticLoss<T>([.. Enumerable.Range(0, Bags).Select(bag => bag % 2 == 0)]);
            var optimiser = new AdamW<T>(model.Parameters, Decay);
            var gradients = new Gradients<T>(model.Parameters);
            var context = new LayerContext<T> { Training = true };
            int[] all = [.. Enumerable.Range(0, Bags)];
            return
            [
                .. Enumerable.Range(0, Steps).Select(step =>
                {
                    context.Begin(step);
                    gradients.Clear();
                    T[] values = Array.ConvertAll(Words(step), x => T.CreateTruncating(x)), outer = new T[Bags];
                    Trace<T> trace = model.Forward(new BagBatch<T>(values, Bags, Size, Width), context);
                    double mean = loss.Evaluate(trace.Output, all, 1.0 / Bags, outer).Mean;
                    model.Backward(trace, new BagBatch<T>(outer, Bags, 1, 1), gradients, inputWanted: false);
                    gradients.Clip(MaxNorm);
                    optimiser.Step(gradients, Rate);
                    return mean;
                }),
            ];
        }
    }

    private static double[] Libtorch(Learner<float> start)
    {
        using var learning = enable_grad();
        using var scope = NewDisposeScope();
        var layer = new TorchHopfield(start.Pooling, start.Pooling.Association);
        var weight = new TorchSharp.Modules.Parameter(Torch.Copy(start.End.Weight.Value.ToArray(), Width, 1).clone());
        var bias = new TorchSharp.Modules.Parameter(Torch.Copy(start.End.Bias!.Value.ToArray(), 1).clone());
        TorchSharp.Modules.Parameter[] parameters = [.. layer.Parameters.Values, weight, bias];
        var optimiser = optim.AdamW(parameters, Rate, weight_decay: Decay);
        Tensor targets = Torch.Copy([.. Enumerable.Range(0, Bags).Select(bag => bag % 2 == 0 ? 1f : 0)], Bags, 1);
        return
        [
            .. Enumerable.Range(0, Steps).Select(step =>
            {
                optimiser.zero_grad();
                Tensor logits = nn.functional.linear(layer.Forward(Torch.Copy(Words(step), Bags, Size, Width)), weight.t(), bias);
                Tensor loss = nn.functional.binary_cross_entropy_with_logits(logits, targets);
                loss.backward();
                nn.utils.clip_grad_norm_(parameters, MaxNorm);
                optimiser.step();
                return (double)loss.item<float>();
            }),
        ];
    }
}
