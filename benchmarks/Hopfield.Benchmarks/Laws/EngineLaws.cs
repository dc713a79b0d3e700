using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Rows;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Laws;

/// <summary>How the costs of the engine grow. Slopes and constants carry over to other machines; times do not.</summary>
internal static class EngineLaws
{
    /// <summary>Measures all laws, prints them, and draws them into a page.</summary>
    public static void Print(string page, TextWriter output)
    {
        foreach (string line in Machine.Describe()) output.WriteLine($"- {line}");
        output.WriteLine();
        LawPage.Write([.. MappedLaws.Measure(output), Batches(output), Relaxation(output), DenseSweep(output)], page);
        output.WriteLine($"Drawn in {Path.GetFullPath(page)}");
    }

    private static GrowthLaw Batches(TextWriter output)
    {
        const int Dimension = 64, Patterns = 8192;
        float[] x = Inputs.Normal(Patterns * Dimension, seed: 2);
        int[] counts = [128, 256, 512, 1024, 2048, 4096];
        return GrowthLaw.Measure("A batch, P = 8192, N = 64: linear in S", "multiply-add", [.. counts.Select(Of)], output);

        Size Of(int count)
        {
            float[] queries = Inputs.Normal(count * Dimension, seed: 1), answer = new float[count * Dimension];
            return new Size($"S = {count}", 2.0 * count * Patterns * Dimension, () => Attend.Apply<float>(queries, x, x, Patterns, Dimension, 0.125f, answer));
        }
    }

    private static GrowthLaw DenseSweep(TextWriter output)
    {
        const int Patterns = 5_000;
        int[] dimensions = [800, 1600, 3200, 6400];
        return GrowthLaw.Measure("Dense memory, F = z³, one sweep, P = 5,000: linear in N·P", "unit and pattern", [.. dimensions.Select(Of)], output);

        static Size Of(int dimension)
        {
            var inputs = new BinaryInputs(Patterns, dimension);
            var memory = new DenseAssociativeMemory(inputs.Patterns, InteractionFunction.Power(3));
            return new Size($"N = {dimension}", (double)dimension * Patterns, () => memory.Recall(inputs.State, maxSweeps: 1));
        }
    }

    // Similarities are kept: a unit that is asked costs P selected additions, a flip P more. Weights written down would cost N² a sweep.
    private static GrowthLaw Relaxation(TextWriter output)
    {
        int[] dimensions = [5000, 8000, 12_000, 20_000];
        return GrowthLaw.Measure(
            "Asynchronous relaxation, load 0.1, 20 % noise: linear in (units asked + flips)·P, and a little for each unit asked",
            "unit and pattern", [.. dimensions.Select(Of)], output);

        static Size Of(int dimension)
        {
            var inputs = new BinaryInputs(dimension / 10, dimension);
            HopfieldNetwork network = Hebbian.From(inputs.Patterns);
            RecallResult<sbyte[]> result = network.Recall(inputs.State);
            double asked = (double)result.Steps * dimension + result.Changes;
            return new Size($"N = {dimension}, {result.Steps} sweeps, {result.Changes} flips", asked * inputs.PatternCount, () => network.Recall(inputs.State));
        }
    }
}
