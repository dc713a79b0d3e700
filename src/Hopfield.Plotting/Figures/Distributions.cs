using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>How often values occur: a histogram as a density, with a predicted density over it where one is given.</summary>
    /// <param name="values">The sample, finite.</param>
    /// <param name="xName">Name and symbol of the quantity.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="bins">Number of bins of equal width, at most 200.</param>
    /// <param name="theory">A predicted density to compare with.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The sample is empty or not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is not within 1 … 200.</exception>
    public static Figure Histogram(double[] values, string xName, string alt, int bins = 40, Series? theory = null, string title = "")
    {
        FigureInput.Finite(values);
        if (bins is < 1 or > 200) throw new ArgumentOutOfRangeException(nameof(bins), bins, "Expected 1 to 200 bins.");
        Extent range = Extent.Of(values);
        if (range.Span == 0) range = range.Padded(0);
        double width = range.Span / bins;
        var density = new double[bins];
        foreach (double value in values) density[Math.Min(bins - 1, (int)((value - range.Low) / width))] += 1 / (values.Length * width);
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var summary = new Summary("Histogram", title).Range(xName, values)
            .Line($"{values.Length} values, mean {Summary.Format(mean)}, standard deviation {Summary.Format(deviation)}");
        return Figure.Draw(alt, summary, () =>
        {
            double[] centres = [.. Enumerable.Range(0, bins).Select(bin => range.Low + (bin + 0.5) * width)];
            FigureBuilder builder = new FigureBuilder(title, 420).Axes(xName, "density").Set("legend", _legendAbove).Set("bargap", 0);
            builder.Add(Traces.Bars(centres, density, theory is null ? null : "measured")
                .With("marker", new { color = Theme.Soft(Theme.Colour(0), 0.6), line = new { color = Theme.Colour(0), width = 1 } })
                .Hover($"{xName} %{{x}}: %{{y}}"));
            if (theory is not null) builder.Add(Traces.Line(theory.X, theory.Y, Theme.Colour(1), 3.5, "solid", theory.Name));
            return builder.ToJson(digits: 4);
        });
    }

    /// <summary>Samples side by side as violins: the density of each, with its median and quartiles.</summary>
    /// <param name="names">Names of the samples, shape [K].</param>
    /// <param name="samples">The samples, each finite; one of more than 200 values is drawn from 200 evenly spaced quantiles.</param>
    /// <param name="yName">Name and symbol of the quantity.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="xName">What the samples are.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">A sample is empty or not finite, names are missing, or the text alternative is empty.</exception>
    public static Figure Violins(IReadOnlyList<string> names, IReadOnlyList<double[]> samples, string yName, string alt, string xName = "", string title = "")
    {
        FigureInput.Some(samples);
        FigureInput.Length(names, samples.Count);
        foreach (double[] sample in samples) FigureInput.Finite(sample, nameof(samples));
        double[][] sorted = [.. samples.Select(sample => sample.Order().ToArray())];
        var summary = new Summary("Violins", title).Range(yName, samples.SelectMany(sample => sample))
            .Lines([.. names.Zip(sorted)], pair =>
            {
                string[] quarters = [.. Enumerable.Range(1, 3).Select(k => Summary.Format(Quantile(pair.Second, k / 4.0)))];
                return $"{pair.First}: median {quarters[1]}, quartiles {quarters[0]} and {quarters[2]}";
            });
        return Figure.Draw(alt, summary, () =>
            new FigureBuilder(title, 440).Axes(xName, yName)
                .Add(names.Zip(sorted, (name, sample) => Traces.Violin(name, Thinned(sample))
                    .With("line", new { color = Theme.Colour(0), width = 2 }).With("fillcolor", Theme.Soft(Theme.Colour(0), 0.45))
                    .With("points", false).With("spanmode", "hard")))
                .ToJson(digits: 4));
    }

    private static IEnumerable<double> Thinned(double[] sorted) =>
        sorted.Length <= 200 ? sorted : Enumerable.Range(0, 200).Select(i => Quantile(sorted, i / 199.0));

    /// <summary>A quantile of a sorted sample, linear between neighbours.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }
}
