using System.Numerics.Tensors;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using Hopfield.Kernels;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hopfield.Benchmarks.Rows;

/// <summary>exp of 65,536 numbers in [−87, 0], where attention needs it; input and output fit into the second cache.</summary>
internal static class Exponentials
{
    private const int Count = 65_536;

    public static Contest Prepare()
    {
        var random = new SeededRandom(1);
        float[] x = [.. Enumerable.Range(0, Count).Select(_ => -87 * random.NextSingle())], y = new float[Count], other = new float[Count];
        var contenders = new List<Contender>
        {
            new("ours", () => Exp.Apply<float>(x, y)),
            new("TensorPrimitives.Exp", () => TensorPrimitives.Exp<float>(x, other)),
            new("MathF.Exp in a loop", () =>
            {
                for (int i = 0; i < x.Length; i++) other[i] = MathF.Exp(x[i]);
            }),
        };
        Tensor? tensor = null;
        if (Torch.Missing is null)
        {
            set_num_threads(1);
            tensor = Torch.Copy(x, Count);
            contenders.Add(new("libtorch exp", () => tensor.exp().Dispose()));
        }
        const string Work = "exp of 65,536 numbers in [−87, 0]";
        return new Contest(
            Work, 1, contenders,
            [
                new(Work, "ours", "libtorch exp", 2, 3.5), new(Work, "ours", "TensorPrimitives.Exp"), new(Work, "ours", "MathF.Exp in a loop"),
            ],
            Check)
        {
            Owned = tensor is null ? [] : [tensor],
        };

        string Check()
        {
            Exp.Apply<float>(x, y);
            TensorPrimitives.Exp<float>(x, other);
            double ours = FurthestInUlp(x, y);
            string text = FormattableString.Invariant($"furthest from the true value, in units in the last place: ours {ours:F2}, TensorPrimitives {FurthestInUlp(x, other):F2}");
            if (tensor is not null)
            {
                using Tensor answer = tensor.exp();
                text += FormattableString.Invariant($", libtorch {FurthestInUlp(x, answer.data<float>().ToArray()):F2}");
            }
            return ours <= 2 ? text : throw new InvalidOperationException(text);
        }
    }

    private static double FurthestInUlp(float[] x, float[] y)
    {
        double furthest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double exact = Math.Exp(x[i]);
            float rounded = (float)exact;
            furthest = Math.Max(furthest, Math.Abs(y[i] - exact) / ((double)MathF.BitIncrement(rounded) - rounded));
        }
        return furthest;
    }
}
