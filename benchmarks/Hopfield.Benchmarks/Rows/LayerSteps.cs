using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using Hopfield.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>One forward and one backward pass of a Hopfield layer, with the gradients of all parameters and of the input.</summary>
internal static class LayerSteps
{
    private const string Ours = "ours", Operations = "libtorch", Fused = "libtorch with its fused attention";

    /// <summary>A pooling of B bags of S instances of width D, or an association with as many queries as instances.</summary>
    public static Contest Prepare(int bags, int size, int width, int heads, int hidden, int updates = 1, bool pools = true)
    {
        var options = new HopfieldLayerOptions { Heads = heads, HiddenWidth = hidden, MaxUpdates = updates, InitialDeviation = 0.2 };
        float[] values = Inputs.Normal(bags * size * width, seed: 1), outer = Inputs.Normal(bags * (pools ? 1 : size) * width, seed: 2);
        var step = new LayerStep<float>(options, values, outer, bags, size, width, pools);
        string work = FormattableString.Invariant($"layer: {bags} × {size} × {width}, {heads} head{(heads > 1 ? "s" : "")} of {hidden}")
            + (updates > 1 ? $", {updates} softmaxes" : "") + (pools ? "" : $", {size} queries");
        var contenders = new List<Contender> { new(Ours, step.Run) };
        var owned = new List<IDisposable>();
        TorchStep? peer = null;
        if (Torch.Missing is null)
        {
            set_num_threads(1);
            peer = new TorchStep(step, values, outer);
            owned.Add(peer);
            contenders.Add(new(Operations, () => peer.Run(fused: false)));
            if (updates == 1) contenders.Add(new(Fused, () => peer.Run(fused: true)));
        }
        return new Contest(
            work, 1, contenders, [new(work, Ours, Operations, 1.3, 2), new(work, Ours, Fused, 1.3, 2)],
            () => Check(step, peer, options, [.. values.Select(x => (double)x)], [.. outer.Select(x => (double)x)], fused: updates == 1))
        {
            Owned = owned,
        };
    }

    // Both in single precision against our layer in double precision. An array's entries are sums of up to a few hundred thousand products,
    // each rounded to 6e-8 of its size: half a thousandth of the array's largest entry is above what that leaves, and far below a mistake.
    private static string Check(LayerStep<float> step, TorchStep? peer, HopfieldLayerOptions options, double[] values, double[] outer, bool fused)
    {
        const double Allowed = 5e-4;
        var exact = new LayerStep<double>(options, values, outer, step.Bags, step.Size, step.Width, step.Pools);
        foreach ((Parameter<float> from, Parameter<double> to) in step.Layer.Parameters.Zip(exact.Layer.Parameters))
        {
            for (int i = 0; i < to.Value.Length; i++) to.Value[i] = from.Value[i];
        }
        exact.Run();
        step.Run();
        string text = $"furthest from double precision, in parts of each array's largest: ours {Furthest(step.Results())}";
        if (peer is null) return text;
        peer.Run(fused: false);
        text += $", libtorch {Furthest(peer.Results(step))}";
        if (fused)
        {
            peer.Run(fused: true);
            text += $", fused {Furthest(peer.Results(step))}";
        }
        peer.StopKeeping();
        return text;

        string Furthest(IEnumerable<float[]> arrays)
        {
            double largest = 0;
            foreach ((double[] right, float[] array) in exact.Results().Zip(arrays))
            {
                // A bias of all keys has the gradient zero: what is left of it is rounding of the others.
                double scale = Math.Max(right.Max(Math.Abs), 1e-2 * exact.LargestGradient);
                double apart = Inputs.LargestDifference<double>(right, array) / scale;
                if (!(apart <= Allowed)) throw new InvalidOperationException($"An array is off by {apart:E1} of its largest entry; {Allowed:E0} is allowed.");
                largest = Math.Max(largest, apart);
            }
            return largest.ToString("0.0e+0", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
