using Hopfield.Benchmarks.Limits;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>All units of a Hebbian network at once, N = 10,000 at load 0.1. A peer reads N² weights; the patterns have N·P bits.</summary>
internal static class SynchronousStep
{
    private const int Dimension = 10_000, Patterns = 1_000;

    public static Contest Prepare(int threads)
    {
        var inputs = new BinaryInputs(Patterns, Dimension);
        HopfieldNetwork network = Hebbian.From(inputs.Patterns);
        sbyte[] next = [];
        void Ours() => next = network.Step(inputs.State);
        var contenders = new List<Contender> { new("ours", Ours) };
        Tensor[] tensors = [];
        if (Torch.Missing is null)
        {
            set_num_threads(threads);
            Tensor x = Torch.Copy(inputs.Rows(), Patterns, Dimension), state = Torch.Copy(inputs.StateNumbers(), Dimension);
            using Tensor transposed = x.t();
            Tensor weights = transposed.matmul(x);
            using Tensor diagonal = weights.diagonal();
            diagonal.fill_(0);
            tensors = [x, state, weights];
            contenders.Add(new("libtorch mv", () => Step(weights, state).Dispose()));
            contenders.Add(new("libtorch Xᵀ(Xξ)", () =>
            {
                using Tensor overlaps = x.mv(state), rows = x.t(), sums = rows.mv(overlaps);
                sums.sign().Dispose();
            }));
        }
        const string Work = "synchronous step, N = 10,000 at load 0.1";
        return new Contest(
            Work, threads, contenders, [new(Work, "ours", "libtorch mv", 20, 50), new(Work, "ours", "libtorch Xᵀ(Xξ)")], Check) { Owned = tensors };

        string Check()
        {
            Ours();
            if (tensors.Length == 0) return "no peer to compare with";
            using Tensor step = Step(tensors[2], tensors[1]);
            sbyte[] peer = [.. step.data<float>().ToArray().Select((sum, i) => sum == 0 ? inputs.State[i] : (sbyte)sum)];
            BinaryInputs.RequireSame("ours", peer, next);
            return "ours and libtorch reach the same state";
        }
    }

    private static Tensor Step(Tensor weights, Tensor state)
    {
        using Tensor fields = weights.mv(state);
        return fields.sign();
    }
}
