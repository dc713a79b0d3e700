using System.Globalization;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Laws;

/// <summary>One size of a growing piece of work.</summary>
/// <param name="Name">The size in words.</param>
/// <param name="Work">How much work the law says it is, in the law's unit.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Size(string Name, double Work, Action Run);

/// <summary>A law of growth: time = constant × work, checked by the slope of log time over log work.</summary>
/// <param name="Title">The law.</param>
/// <param name="Unit">The unit of the work.</param>
/// <param name="Work">The work of each size.</param>
/// <param name="Seconds">The shortest time that each size took.</param>
/// <param name="Slope">The power of the work with which the time grows.</param>
internal sealed record GrowthLaw(string Title, string Unit, double[] Work, double[] Seconds, double Slope)
{
    /// <summary>Measures all sizes in turn and prints time, time per unit of work and the slope.</summary>
    public static GrowthLaw Measure(string title, string unit, IReadOnlyList<Size> sizes, TextWriter output)
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
        double[] work = [.. sizes.Select(size => size.Work)];
        (double _, double slope) = MathNet.Numerics.Fit.Line(Array.ConvertAll(work, Math.Log), Array.ConvertAll(times, Math.Log));
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Slope {slope:F3}: time grows as work to that power. {result.Activity}."));
        output.WriteLine();
        return new GrowthLaw(title, unit, work, times, slope);
    }
}
