using System.Globalization;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Table;

/// <summary>What was measured in one contest, contender by contender.</summary>
internal static class Details
{
    public static void Print(RaceResult result, TextWriter output)
    {
        int threads = result.Contest.Threads;
        output.WriteLine($"### {result.Contest.Title}, {threads} thread{(threads == 1 ? "" : "s")}");
        output.WriteLine();
        output.WriteLine($"Checked: {result.Check}. {result.Activity}.");
        foreach (string remark in result.Contest.Remarks) output.WriteLine(remark);
        output.WriteLine();
        output.WriteLine("| contender | processor ms, least | median | elapsed ms, least | median | rounds × calls |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (Samples entry in result.Samples)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {entry.Contender.Name} | {Milliseconds(entry.Processor.Min())} | {Milliseconds(Quartiles.Of(entry.Processor).Median)} | {Milliseconds(entry.Wall.Min())} | {Milliseconds(Quartiles.Of(entry.Wall).Median)} | {entry.Rounds} × {entry.Calls} |"));
        }
        output.WriteLine();
    }

    private static string Milliseconds(double seconds) => (1000 * seconds).ToString("G4", CultureInfo.InvariantCulture);
}
