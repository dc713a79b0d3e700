using System.Globalization;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Limits;

/// <summary>What the machine allows: reading from each level of memory, and arithmetic.</summary>
internal static class PhysicalLimits
{
    private const int KiB = 256; // single-precision numbers in 1024 bytes

    public static void Print(TextWriter output)
    {
        var memory = new float[256 * 1024 * KiB];
        Array.Fill(memory, 1f);
        ReadOnlyMemory<float> small = memory.AsMemory(0, 16 * KiB), middle = memory.AsMemory(0, 512 * KiB);
        output.WriteLine("## Limits of this machine");
        output.WriteLine();
        output.WriteLine("| limit | 1 thread | 2 threads |");
        output.WriteLine("|---|---|---|");
        Row("reading memory (256 MiB), one stream", "GB/s", 4.0 * memory.Length, threads => MemoryRead.OneStream(memory, threads));
        Row("reading memory (256 MiB), four streams in step", "GB/s", 4.0 * memory.Length, threads => MemoryRead.FourStreams(memory, threads));
        Row("reading 512 KiB again and again", "GB/s", 4.0 * middle.Length, threads => MemoryRead.OneStream(middle, threads));
        Row("reading 16 KiB again and again", "GB/s", 4.0 * small.Length, threads => MemoryRead.OneStream(small, threads), threads: 1);
        Row("multiply-adds in registers", "GFLOP/s", MultiplyAdd.Operations, threads => MultiplyAdd.Run(threads), perThread: true);
        output.WriteLine();

        void Row(string name, string unit, double work, Action<int> run, int threads = 2, bool perThread = false)
        {
            string[] rates = [.. Enumerable.Range(1, threads).Select(count =>
            {
                var race = new Race(TimeSpan.FromSeconds(0.5));
                RaceResult result = race.Run(new Contest(name, count, [new(name, () => run(count))], [], () => ""));
                double rate = work * (perThread ? count : 1) / result.Samples[0].Times(count).Min() / 1e9;
                return string.Create(CultureInfo.InvariantCulture, $"{rate:F1} {unit}");
            })];
            output.WriteLine($"| {name} | {rates[0]} | {rates.ElementAtOrDefault(1) ?? "–"} |");
        }
    }
}
