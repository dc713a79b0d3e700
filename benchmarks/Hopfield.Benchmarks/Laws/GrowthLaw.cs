using System.Globalization;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Laws;

/// <summary>One size of a growing piece of work.</summary>
/// <param name="Name">The size in words.</param>
/// <param name="Work">How much work the law says it is, in the law's unit.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Size(string Name, double Work, Action Run);

/// <summary>A law of growth: time = constant × work, checked by the slope of log time over log work.</summary>
internal static class GrowthLaw
{
    /// <summary>Measures all sizes in turn and prints time, time per unit of work and the slope.</summary>
    public static void Print(string title, string unit, IReadOnlyList<Size> sizes, TextWriter output)
    {
        RaceResult result = new Race(TimeSpan.FromSeconds(8)).Run(
            new Contest(title, 1, [.. sizes.Select(size => new Contender(size.Name, size.Run))], [], () => ""));
        output.WriteLine($"### {title}");
        output.WriteLine();
        output.WriteLine($"| size | ms | ns per {unit} |");
        output.WriteLine("|---|---|---|");
        double[] times = [.. result.Samples.Select(entry => entry.Processor.Min())];
        for (int i = 0; i < sizes.Count; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {sizes[i].Name} | {1e3 * times[i]:G4} | {1e9 * times[i] / sizes[i].Work:G3} |"));
        double[] x = [.. sizes.Select(size => Math.Log(size.Work))], y = [.. times.Select(time => Math.Log(time))];
        (double _, double slope) = MathNet.Numerics.Fit.Line(x, y);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Slope {slope:F3}: time grows as work to that power. {result.Activity}."));
        output.WriteLine();
    }
}
