using System.Globalization;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Rows;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Laws;

/// <summary>How the costs of the engine grow. Slopes and constants carry over to other machines; times do not.</summary>
internal static class EngineLaws
{
    public static void Print(TextWriter output)
    {
        foreach (string line in Machine.Describe()) output.WriteLine($"- {line}");
        output.WriteLine();
        OneQuery(output);
        Batches(output);
        Relaxation(output);
        DenseSweep(output);
    }

    private static void OneQuery(TextWriter output)
    {
        const int Dimension = 64, Most = 10_000_000;
        float[] query = Inputs.Normal(Dimension, seed: 1), some = Inputs.Normal(1_000_003, seed: 2), answer = new float[Dimension];
        var x = new float[Most * Dimension];
        for (int start = 0; start < x.Length; start += some.Length) // a prime length: no two patterns are the same
            some.AsSpan(0, Math.Min(some.Length, x.Length - start)).CopyTo(x.AsSpan(start));

        void Ask(int patterns) => Attend.Apply<float>(query, x.AsSpan(0, patterns * Dimension), x.AsSpan(0, patterns * Dimension), patterns, Dimension, 0.125f, answer);
        Ask(Most);
        (long before, long allocated) = (Environment.WorkingSet, GC.GetAllocatedBytesForCurrentThread());
        int[] counts = [1_000_000, 2_000_000, 5_000_000, Most];
        GrowthLaw.Print("One query, N = 64: linear in P", "number of X", [.. counts.Select(count => new Size($"P = {count:N0}", (double)count * Dimension, () => Ask(count)))], output);
        (before, allocated) = (Environment.WorkingSet, GC.GetAllocatedBytesForCurrentThread());
        Ask(Most);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine($"A query against P = 10⁷ allocates {allocated:N0} bytes; the working set grew by {Math.Max(0, Environment.WorkingSet - before) >> 20} MiB.");
        output.WriteLine();
    }

    private static void Batches(TextWriter output)
    {
        const int Dimension = 64, Patterns = 8192;
        float[] x = Inputs.Normal(Patterns * Dimension, seed: 2);
        int[] counts = [128, 256, 512, 1024, 2048, 4096];
        GrowthLaw.Print("A batch, P = 8192, N = 64: linear in S", "multiply-add", [.. counts.Select(Of)], output);

        Size Of(int count)
        {
            float[] queries = Inputs.Normal(count * Dimension, seed: 1), answer = new float[count * Dimension];
            return new Size($"S = {count}", 2.0 * count * Patterns * Dimension, () => Attend.Apply<float>(queries, x, x, Patterns, Dimension, 0.125f, answer));
        }
    }

    private static void DenseSweep(TextWriter output)
    {
        const int Patterns = 5_000;
        int[] dimensions = [200, 400, 800, 1600, 3000];
        GrowthLaw.Print("Dense memory, F = z³, one sweep, P = 5,000: linear in N·P", "unit and pattern", [.. dimensions.Select(Of)], output);

        static Size Of(int dimension)
        {
            var inputs = new BinaryInputs(Patterns, dimension);
            var memory = new DenseAssociativeMemory(inputs.Patterns, SeparationFunction.Power(3));
            return new Size($"N = {dimension}", (double)dimension * Patterns, () => memory.Recall(inputs.State, maxSweeps: 1));
        }
    }

    // time = a·sweeps·N·P + b·flips·P: a trial looks at P bits and P similarities, a flip changes the similarities. The plain loop pays sweeps·N² beside it.
    private static void Relaxation(TextWriter output)
    {
        int[] dimensions = [1000, 2000, 4000, 7000, 10_000];
        BinaryInputs[] inputs = [.. dimensions.Select(dimension => new BinaryInputs(dimension / 10, dimension))];
        HopfieldNetwork[] networks = [.. inputs.Select(input => Hebbian.From(input.Patterns))];
        var ends = new RecallResult<sbyte>[dimensions.Length];
        RaceResult result = new Race(TimeSpan.FromSeconds(8)).Run(new Contest("relaxation", 1,
            [.. dimensions.Select((dimension, i) => new Contender($"N = {dimension}", () => ends[i] = networks[i].Recall(inputs[i].State)))], [], () => ""));
        double[] times = [.. result.Samples.Select(entry => entry.Processor.Min())];
        double[][] terms = [.. dimensions.Select((n, i) => new[] { ends[i].Sweeps * n * (n / 10.0), ends[i].Changes * (n / 10.0) })];
        // Least squares of relative errors: each size counts the same.
        double[] law = MathNet.Numerics.Fit.MultiDim([.. terms.Select((term, i) => new[] { term[0] / times[i], term[1] / times[i] })], [.. times.Select(_ => 1.0)]);

        output.WriteLine("### Asynchronous relaxation, load 0.1, 20 % noise: a·sweeps·N·P + b·flips·P");
        output.WriteLine();
        output.WriteLine("| N | sweeps | flips | ms | by the law, ms | sweeps·N² / (sweeps·N·P + flips·P) |");
        output.WriteLine("|---|---|---|---|---|---|");
        for (int i = 0; i < dimensions.Length; i++)
        {
            double predicted = law[0] * terms[i][0] + law[1] * terms[i][1], plain = (double)ends[i].Sweeps * dimensions[i] * dimensions[i];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {dimensions[i]} | {ends[i].Sweeps} | {ends[i].Changes} | {1e3 * times[i]:G4} | {1e3 * predicted:G4} | {plain / (terms[i][0] + terms[i][1]):F1} |"));
        }
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a = {1e9 * law[0]:G3} ns, b = {1e9 * law[1]:G3} ns. {result.Activity}."));
        output.WriteLine();
    }
}
