using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>
/// One sweep of a dense memory over N = 784 units with P = 10,000 patterns. The peer computes all overlaps anew for each unit, as
/// the update rule is written; the engine keeps them and repairs them after each flip.
/// </summary>
internal static class DenseSweep
{
    private const int Dimension = 784, Patterns = 10_000;
    private const double Beta = 0.05;

    public static Contest Prepare(bool exponential)
    {
        var inputs = new BinaryInputs(Patterns, Dimension);
        var memory = new DenseAssociativeMemory(inputs.Patterns, exponential ? InteractionFunction.Exponential(Beta) : InteractionFunction.Power(3));
        sbyte[] end = [], peer = [];
        void Ours() => end = memory.Recall(inputs.State, maxSweeps: 1).State;
        var contenders = new List<Contender> { new("ours", Ours) };
        Tensor[] tensors = [];
        if (Torch.Missing is null)
        {
            set_num_threads(1);
            Tensor x = Torch.Copy(inputs.Rows(), Patterns, Dimension), units = x.t().contiguous();
            tensors = [x, units];
            contenders.Add(new("libtorch, a product a unit", () => peer = Sweep(x, units, inputs.StateNumbers(), exponential), MaxRounds: 3));
        }
        string work = $"dense memory, one sweep, N = 784, P = 10⁴, F = {(exponential ? "exp" : "z³")}";
        return new Contest(work, 1, contenders, [new(work, "ours", "libtorch, a product a unit", 500, 2000)], Check) { Owned = tensors };

        string Check()
        {
            Ours();
            if (tensors.Length == 0) return "no peer to compare with";
            contenders[1].Run();
            BinaryInputs.RequireSame("ours", peer, end);
            return "ours and libtorch end in the same state";
        }
    }

    // Unit i keeps its sign where ξ_i Σ_μ x_μi (F(r + 1) − F(r − 1)) is positive, r the overlap without the unit.
    private static sbyte[] Sweep(Tensor x, Tensor units, float[] start, bool exponential)
    {
        using Tensor state = tensor(start);
        for (int i = 0; i < start.Length; i++)
        {
            using var scope = NewDisposeScope();
            Tensor column = units[i], rest = x.mv(state) - column * start[i];
            Tensor terms = column * (exponential ? (rest * (float)Beta).exp() : rest * rest * 6 + 2);
            if (terms.sum().item<float>() * start[i] >= 0) continue;
            start[i] = -start[i];
            state[i] = start[i];
        }
        return [.. start.Select(value => (sbyte)value)];
    }
}
