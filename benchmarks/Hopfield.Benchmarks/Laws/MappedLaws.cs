using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Laws;

/// <summary>What patterns in files cost a process that must not take them into its own memory: its heap may have a quarter of a gigabyte, the files hold some.</summary>
internal static class MappedLaws
{
    public const string Verb = "laws-mapped";

    private const long HeapLimit = 256 << 20, MostAnonymous = 400 << 20;

    /// <summary>Runs this program again under the limit; it prints its laws, and leaves them in a file.</summary>
    public static IReadOnlyList<GrowthLaw> Measure(TextWriter output)
    {
        string file = Path.GetTempFileName();
        try
        {
            string program = Environment.ProcessPath!;
            string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(MappedLaws).Assembly.Location] : [];
            var start = new ProcessStartInfo(program, [.. itself, Verb, file]);
            start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("X", CultureInfo.InvariantCulture);
            output.Flush();
            using Process child = Process.Start(start) ?? throw new InvalidOperationException("The program could not be started again.");
            child.WaitForExit();
            return child.ExitCode == 0
                ? JsonSerializer.Deserialize<GrowthLaw[]>(File.ReadAllText(file))!
                : throw new InvalidOperationException($"The run under a heap of {HeapLimit >> 20} MiB ended with code {child.ExitCode}.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What the child does.</summary>
    public static void Run(string file, TextWriter output)
    {
        GrowthLaw[] laws = [Reals(output), Bits(output)];
        output.WriteLine($"The managed heap was limited to {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB. {Anonymous()}");
        output.WriteLine();
        File.WriteAllText(file, JsonSerializer.Serialize(laws));
    }

    // The patterns stay in their file: a memory of 10⁷ × 64 is opened and asked without a copy. All are zeros but the last, which is the query.
    private static GrowthLaw Reals(TextWriter output)
    {
        const int Dimension = 64, Most = 10_000_000;
        const float Beta = 0.125f;
        float[] query = Inputs.Normal(Dimension, seed: 1), answer = new float[Dimension];
        using var file = new PatternFile("<f4", Most, Dimension, MemoryMarshal.AsBytes<float>(query));
        int[] counts = [1_000_000, 2_000_000, 5_000_000, Most];
        using MappedArray<float> all = NpyFile.Map<float>(file.Path);
        ContinuousHopfield<float>[] memories =
            [.. counts.Select(count => ContinuousHopfield.Store(PatternSet.Wrap(all.Values[..(count * Dimension)], Dimension), Beta))];
        var law = GrowthLaw.Measure("One query, N = 64, patterns mapped from a file: linear in P", "number of X",
            [.. counts.Select((count, i) => new Size($"P = {count:N0}", (double)count * Dimension, () => memories[i].Update(query, answer)))], output);

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        memories[^1].Update(query, answer);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double weight = Math.Exp(Beta * Dot.Precise<float>(query, query)), share = weight / (Most - 1 + weight);
        double error = query.Zip(answer, (q, a) => Math.Abs(a - (share * q))).Max() / query.Max(Math.Abs);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A query against P = 10⁷ allocates {allocated:N0} bytes; its answer is the {share:G4} of the last pattern that it should be, to {error / share:G2} of it. The file has {new FileInfo(file.Path).Length >> 20} MiB."));
        output.WriteLine();
        if (error > 1e-4 * share) throw new InvalidOperationException($"The answer is off by {error}.");
        return law;
    }

    // A part of the file is taken into memory at a time and asked for its nearest pattern.
    private static GrowthLaw Bits(TextWriter output)
    {
        const int Dimension = 64, Most = 100_000_000, Part = 1_000_000;
        sbyte[] query = Bipolar.Random(Dimension, seed: 1);
        using var file = new PatternFile("<u8", Most, 1, MemoryMarshal.AsBytes(BinaryPatterns.From(query).Words(0)));
        using MappedArray<ulong> all = NpyFile.Map<ulong>(file.Path);
        int[] counts = [10_000_000, 20_000_000, 50_000_000, Most];
        (int Mu, int Similarity) found = default;
        var law = GrowthLaw.Measure("The nearest of patterns of 64 bits, mapped from a file: linear in P", "pattern",
            [.. counts.Select(count => new Size($"P = {count:N0}", count, () => found = Nearest(count)))], output);
        found = Nearest(Most);
        output.WriteLine($"The nearest of 10⁸ patterns is number {found.Mu:N0}, at the similarity {found.Similarity}. The file has {new FileInfo(file.Path).Length >> 20} MiB.");
        output.WriteLine();
        if (found != (Most - 1, Dimension)) throw new InvalidOperationException("The nearest pattern is the last one, which is the query.");
        return law;

        (int Mu, int Similarity) Nearest(int count)
        {
            (int Mu, int Similarity) best = (-1, int.MinValue);
            for (int first = 0; first < count; first += Part)
            {
                (int mu, int similarity) = BinaryPatterns.FromWords(all.Values.Span.Slice(first, Part), Dimension).Nearest(query)[0];
                if (similarity > best.Similarity) best = (first + mu, similarity);
            }
            return best;
        }
    }

    // Memory of the process itself; pages of mapped files are the system's, which drops them when it needs them.
    private static string Anonymous()
    {
        if (!OperatingSystem.IsLinux()) return "Anonymous memory is told by Linux only.";
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        long bytes = 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return bytes < MostAnonymous
            ? $"The process holds {bytes >> 20} MiB of its own (RssAnon), of at most {MostAnonymous >> 20}."
            : throw new InvalidOperationException($"The process holds {bytes >> 20} MiB of its own (RssAnon), more than {MostAnonymous >> 20}.");
    }
}
