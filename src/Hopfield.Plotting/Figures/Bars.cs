using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>Bars over named places, with confidence intervals where they are given.</summary>
    /// <param name="places">Names of the places, shape [K].</param>
    /// <param name="values">Heights, shape [K].</param>
    /// <param name="yName">Name and symbol of the heights.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="low">Lower ends of the confidence intervals, shape [K], or null.</param>
    /// <param name="high">Upper ends of the confidence intervals, shape [K], or null.</param>
    /// <param name="xName">Name of the places.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or the text alternative is empty.</exception>
    public static Figure Bars(
        IReadOnlyList<string> places, double[] values, string yName, string alt, double[]? low = null, double[]? high = null,
        string xName = "", string title = "") =>
        Bars(places, [new BarSeries(yName, values, low, high)], yName, alt, xName: xName, title: title);

    /// <summary>Several series of bars over the same places: side by side, or each in a panel of its own.</summary>
    /// <param name="places">Names of the places, shape [K].</param>
    /// <param name="series">The bars, each of shape [K].</param>
    /// <param name="yName">Name and symbol of the heights.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="panels">True draws each series in a panel of its own, one below the other.</param>
    /// <param name="xName">Name of the places.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or the text alternative is empty.</exception>
    public static Figure Bars(
        IReadOnlyList<string> places, IReadOnlyList<BarSeries> series, string yName, string alt, bool panels = false,
        string xName = "", string title = "")
    {
        var step = new BarsStep("", series);
        CheckBars(places, [step]);
        return Figure.Draw(alt, DescribeBars(new Summary("Bars", title), places, step, yName), () =>
        {
            FigureBuilder builder = BeginBars(title, [step], xName, yName, panels, room: 0);
            return builder.Add(DrawBars(places, step, panels)).ToJson(digits: 4);
        });
    }

    /// <summary>Bars that change with a parameter: a slider shows one value of it at a time, on an axis that stays.</summary>
    /// <param name="places">Names of the places, shape [K].</param>
    /// <param name="steps">The bars at each value of the parameter; the same series at each.</param>
    /// <param name="parameter">The symbol of the parameter, such as "β".</param>
    /// <param name="yName">Name and symbol of the heights.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="panels">True draws each series in a panel of its own, one below the other.</param>
    /// <param name="xName">Name of the places.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure BarsSlider(
        IReadOnlyList<string> places, IReadOnlyList<BarsStep> steps, string parameter, string yName, string alt, int start = 0,
        bool panels = false, string xName = "", string title = "")
    {
        CheckBars(places, steps);
        FigureInput.Step(start, steps.Count);
        Summary summary = DescribeBars(new Summary("Bars with a slider", title), places, steps[start], yName)
            .Slider(parameter, steps.Select(step => step.Label), start);
        return Figure.Draw(alt, summary, () =>
        {
            // On a narrow page long names stand upright, and would reach into the slider.
            int upright = places.Max(place => place.Length) > 6 ? 40 : 0;
            FigureBuilder builder = BeginBars(title, steps, xName, yName, panels, room: 110 + upright);
            return builder.AddSteps(steps, step => step.Label, step => DrawBars(places, step, panels), start, parameter, room: upright).ToJson(digits: 3);
        });
    }

    private static void CheckBars(IReadOnlyList<string> places, IReadOnlyList<BarsStep> steps)
    {
        FigureInput.Some(places);
        FigureInput.Some(steps);
        foreach (BarsStep step in steps)
        {
            FigureInput.Length(step.Series, steps[0].Series.Count, "series");
            FigureInput.Some(step.Series, "series");
            foreach (BarSeries bars in step.Series)
            {
                FigureInput.Finite(bars.Values, "values");
                FigureInput.Length(bars.Values, places.Count, "values");
                FigureInput.Interval(bars.Values, bars.Low, bars.High);
            }
        }
    }

    private static Summary DescribeBars(Summary summary, IReadOnlyList<string> places, BarsStep step, string yName) =>
        summary.Range(yName, step.Series.SelectMany(bars => bars.Values)).Lines(step.Series, bars =>
        {
            int largest = Array.IndexOf(bars.Values, bars.Values.Max());
            return $"{bars.Name}: {places.Count} bars, largest {Summary.Format(bars.Values[largest])} at {places[largest]}";
        });

    private static FigureBuilder BeginBars(string title, IReadOnlyList<BarsStep> steps, string xName, string yName, bool panels, int room)
    {
        IReadOnlyList<BarSeries> series = steps[0].Series;
        IEnumerable<BarSeries> all = steps.SelectMany(step => step.Series);
        Extent heights = Extent.Of(all.SelectMany(bars => (double[])[0, .. bars.Values, .. bars.Low ?? [], .. bars.High ?? []]));
        Extent padded = heights.Padded(0.06);
        double[] range = [heights.Low < 0 ? padded.Low : 0, heights.High > 0 ? padded.High : 0];
        int count = panels ? series.Count : 1;
        FigureBuilder builder = new FigureBuilder(title, (panels ? 80 + 150 * count : 420) + room)
            .Set("legend", _legendAbove).Set("showlegend", count < series.Count);
        builder.Set("xaxis", new { title = new { text = xName }, type = "category", anchor = panels ? Place("y", count - 1) : "y" });
        for (int p = 0; p < count; p++)
        {
            double bottom = (count - 1.0 - p) / count;
            double[] domain = [bottom, bottom + (count == 1 ? 1 : 0.8 / count)];
            builder.Set(Place("yaxis", p), new { title = new { text = p == count / 2 ? yName : "" }, range, domain, nticks = 5 });
        }
        return panels
            ? builder.Set("annotations", series.Select((bars, p) => new
            {
                text = bars.Name, x = 0, xref = "paper", xanchor = "left", y = (count - p - 0.18) / count, yref = "paper", yanchor = "bottom", showarrow = false,
            }).ToArray())
            : builder;
    }

    private static IEnumerable<Trace> DrawBars(IReadOnlyList<string> places, BarsStep step, bool panels)
    {
        foreach ((int i, BarSeries bars) in step.Series.Index())
        {
            Trace trace = Traces.Bars(places, bars.Values, bars.Name)
                .With("marker", new { color = Theme.Colour(i), pattern = new { shape = Theme.Hatch(i), fgcolor = "#ffffff", fillmode = "overlay", solidity = 0.25 } })
                .Hover($"{bars.Name}, %{{x}}: %{{y}}");
            if (bars is { Low: { } low, High: { } high }) trace.Interval(bars.Values, low, high);
            yield return panels ? trace.With("yaxis", Place("y", i)) : trace;
        }
    }

    /// <summary>The name of an axis by its place: the first has no number.</summary>
    private static string Place(string axis, int index) => index == 0 ? axis : $"{axis}{index + 1}";
}
