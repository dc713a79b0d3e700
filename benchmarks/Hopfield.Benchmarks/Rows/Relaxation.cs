using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Rows;

/// <summary>
/// Units one at a time until nothing changes, N = 10,000 at load 0.1, from 20 % noise. The plain loop computes a field anew for each
/// trial, N² weights a sweep, with vectors of 512 bits; the engine keeps P similarities: a trial looks at P bits, a flip changes P numbers.
/// </summary>
internal static class Relaxation
{
    public static Contest Prepare(int dimension = 10_000)
    {
        var inputs = new BinaryInputs(dimension / 10, dimension);
        HopfieldNetwork network = Hebbian.From(inputs.Patterns);
        var plain = new PlainNetwork(inputs);
        float[] state = [];
        sbyte[] end = [];
        void Ours() => end = network.Recall(inputs.State).State;
        void Plain() => plain.Follow(state = inputs.StateNumbers());
        string work = FormattableString.Invariant($"asynchronous relaxation, N = {dimension:N0} from 20 % noise");
        return new Contest(
            work, 1, [new("ours", Ours), new("plain 512-bit loop", Plain, MaxRounds: 20)], [new(work, "ours", "plain 512-bit loop", 15, 25)],
            () =>
            {
                Ours();
                Plain();
                BinaryInputs.RequireSame("ours", [.. state.Select(value => (sbyte)value)], end);
                return "both end in the same state";
            });
    }
}
