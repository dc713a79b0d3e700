using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>All weights of Hebb's rule written down, Σ_μ x_μ x_μᵀ for N = 5,000 and P = 700: 25 million whole numbers.</summary>
internal static class HebbianBuild
{
    private const int Dimension = 5_000, Patterns = 700;

    public static Contest Prepare(int threads)
    {
        var inputs = new BinaryInputs(Patterns, Dimension);
        int[] weights = new int[Dimension * Dimension];
        void Ours() => Hebbian.WriteIntegers(inputs.Patterns, weights, threads);
        var contenders = new List<Contender> { new("ours", Ours) };
        Tensor[] tensors = [];
        if (Torch.Missing is null)
        {
            set_num_threads(threads);
            Tensor x = Torch.Copy(inputs.Rows(), Patterns, Dimension), columns = x.t();
            tensors = [x, columns];
            contenders.Add(new("libtorch XᵀX", () => columns.matmul(x).Dispose()));
        }
        const string Work = "Hebbian weights, N = 5,000, P = 700";
        return new Contest(Work, threads, contenders, [new(Work, "ours", "libtorch XᵀX", 3.5, 10)], Check) { Owned = tensors };

        string Check()
        {
            Ours();
            if (tensors.Length == 0) return "no peer to compare with";
            using Tensor product = tensors[1].matmul(tensors[0]);
            float[] peer = product.data<float>().ToArray();
            for (int k = 0; k < peer.Length; k++)
            {
                bool onDiagonal = k % (Dimension + 1) == 0;
                if (!onDiagonal && weights[k] != peer[k]) throw new InvalidOperationException($"Weight {k} is {weights[k]}, libtorch has {peer[k]}.");
            }
            return "all weights equal libtorch's exactly";
        }
    }
}
