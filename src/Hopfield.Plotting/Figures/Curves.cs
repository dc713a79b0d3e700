using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>Curves over one quantity: theory as lines, measurements as markers with bands, runs as bundles of thin lines.</summary>
    /// <param name="series">What to draw; see <see cref="Series"/>.</param>
    /// <param name="xName">Name and symbol of the horizontal axis, such as "load α".</param>
    /// <param name="yName">Name and symbol of the vertical axis.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="logX">A logarithmic horizontal axis; needs positive positions.</param>
    /// <param name="logY">A logarithmic vertical axis; values of zero lie below it and are counted in the plain text.</param>
    /// <param name="guides">Vertical lines at values that matter.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Nothing to draw, a position that a logarithmic axis cannot show, or an empty text alternative.</exception>
    public static Figure Curves(
        IReadOnlyList<Series> series, string xName, string yName, string alt,
        bool logX = false, bool logY = false, IReadOnlyList<Guide>? guides = null, string title = "")
    {
        FigureInput.Some(series);
        CheckLog(series, logX, logY);
        return Figure.Draw(alt, Describe(new Summary("Curves", title), series, xName, yName, logY).Lines(guides ?? [], Told), () =>
        {
            FigureBuilder builder = new FigureBuilder(title, 460)
                .Axes(xName, yName, logX, logY, logY ? series.SelectMany(one => one.Y).Where(y => y > 0) : []).Set("legend", _legendBelow).Set("hovermode", "closest");
            DrawGuides(builder, guides, logX, above: true);
            return builder.Add(Draw(series, logY)).ToJson(digits: 4);
        });
    }

    /// <summary>Curves that change with a parameter: a slider shows one value of it at a time, on axes that stay.</summary>
    /// <param name="steps">The curves at each value of the parameter.</param>
    /// <param name="parameter">The symbol of the parameter, such as "α".</param>
    /// <param name="xName">Name and symbol of the horizontal axis.</param>
    /// <param name="yName">Name and symbol of the vertical axis.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="logX">A logarithmic horizontal axis; needs positive positions.</param>
    /// <param name="logY">A logarithmic vertical axis; values of zero lie below it and are counted in the plain text.</param>
    /// <param name="guides">Vertical lines at values that matter.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Nothing to draw, a position that a logarithmic axis cannot show, or an empty text alternative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure CurvesSlider(
        IReadOnlyList<CurvesStep> steps, string parameter, string xName, string yName, string alt, int start = 0,
        bool logX = false, bool logY = false, IReadOnlyList<Guide>? guides = null, string title = "")
    {
        FigureInput.Some(steps);
        FigureInput.Step(start, steps.Count);
        Series[] all = [.. steps.SelectMany(step => step.Series)];
        FigureInput.Some(all, nameof(steps));
        CheckLog(all, logX, logY);
        Summary summary = Describe(new Summary("Curves with a slider", title), steps[start].Series, xName, yName, logY)
            .Lines(guides ?? [], Told).Slider(parameter, steps.Select(step => step.Label), start);
        return Figure.Draw(alt, summary, () =>
        {
            Extent x = Extent.Of(all.SelectMany(one => one.X.Where(double.IsFinite))), y = Extent.Of(all.SelectMany(Shown).Where(value => !logY || value > 0));
            FigureBuilder builder = new FigureBuilder(title, 560)
                .Set("xaxis", Fixed(xName, x, logX)).Set("yaxis", Fixed(yName, y, logY))
                .Set("legend", _legendAbove).Set("hovermode", "closest");
            DrawGuides(builder, guides, logX);
            return builder.AddSteps(steps, step => step.Label, step => Draw(step.Series, logY), start, parameter).ToJson(digits: 3);
        });
    }

    /// <summary>The energies of one recall or many, step by step: they never rise along a legal update.</summary>
    /// <typeparam name="TState">The model's state.</typeparam>
    /// <param name="recalls">Recalls that recorded their paths, of a model with an energy.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A name for each recall; without names more than six recalls are drawn as one bundle.</param>
    /// <param name="xName">Name of the horizontal axis.</param>
    /// <param name="yName">Name and symbol of the vertical axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <param name="upTo">How many steps to show, on the axes of all of them: a figure that grows. Null for all.</param>
    /// <exception cref="ArgumentException">No recall, one without a path or without energies, fewer than one step, or the text alternative is empty.</exception>
    public static Figure EnergyTrace<TState>(
        IEnumerable<RecallResult<TState>> recalls, string alt, IReadOnlyList<string>? labels = null,
        string xName = "step", string yName = "energy E", string title = "", int? upTo = null)
    {
        ArgumentNullException.ThrowIfNull(recalls);
        return EnergyTrace([.. recalls.Select(recall => recall.RequirePath(nameof(recalls)).Energies.ToArray())], alt, labels, xName, yName, title, upTo);
    }

    /// <summary>The energy along one recall or many: it never rises along a legal update.</summary>
    /// <param name="energies">Energies after each step, shape [R][steps]; the lengths may differ.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A name for each recall, shape [R]; without names more than six recalls are drawn as one bundle.</param>
    /// <param name="xName">Name of the horizontal axis.</param>
    /// <param name="yName">Name and symbol of the vertical axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <param name="upTo">How many steps to show, on the axes of all of them: a figure that grows. Null for all.</param>
    /// <exception cref="ArgumentException">No recall, an energy that is not finite, fewer than one step, or an empty text alternative.</exception>
    public static Figure EnergyTrace(
        IReadOnlyList<double[]> energies, string alt, IReadOnlyList<string>? labels = null,
        string xName = "step", string yName = "energy E", string title = "", int? upTo = null)
    {
        FigureInput.Some(energies);
        foreach (double[] energy in energies) FigureInput.Finite(energy, nameof(energies));
        FigureInput.Length(labels, energies.Count);
        if (upTo < 1) throw new ArgumentOutOfRangeException(nameof(upTo), upTo, "Expected at least one step to show.");
        IReadOnlyList<double[]> whole = energies;
        energies = upTo is { } most ? [.. energies.Select(energy => energy.Take(most + 1).ToArray())] : energies;
        var summary = new Summary("Energy trace", title)
            .Range(xName, [0, energies.Max(energy => energy.Length) - 1]).Range(yName, energies.SelectMany(energy => energy))
            .Lines(energies, energy => $"from {Summary.Format(energy[0])} to {Summary.Format(energy[^1])} in {energy.Length - 1} steps");
        return Figure.Draw(alt, summary, () =>
        {
            FigureBuilder builder = new FigureBuilder(title, 420).Axes(xName, yName).Set("legend", _legendBelow);
            if (upTo is not null)
                builder.Set("xaxis", Fixed(xName, new Extent(0, whole.Max(energy => energy.Length) - 1), log: false)).Set("yaxis", Fixed(yName, Extent.Of(whole.SelectMany(energy => energy)), log: false));
            if (labels is null && energies.Count > 6)
            {
                (double[] x, double[] y) = Series.Broken(energies.Select(energy => (Steps(energy), energy)));
                return builder.Add(Traces.Line(x, y, Theme.Soft(Theme.Moving, 0.7), 1.4).Hover($"{xName} %{{x}}, {yName} %{{y}}")).ToJson(digits: 4);
            }
            return builder.Add(energies.Select((energy, i) =>
                Traces.Line(Steps(energy), energy, Theme.Colour(i), 2.5, Theme.Dash(i), labels?[i])
                    .With("mode", "lines+markers").With("marker", new { symbol = Theme.Symbol(i) + "-open", size = 9, line = new { width = 2 } })
                    .Hover($"{xName} %{{x}}, {yName} %{{y}}"))).ToJson(digits: 4);
        });
    }

    private static readonly object _legendBelow = new { orientation = "h", x = 0, y = -0.25, yanchor = "top" };

    private static readonly object _legendAbove = new { orientation = "h", x = 0, y = 1.02, yanchor = "bottom" };

    private static double[] Steps(double[] values) => [.. Enumerable.Range(0, values.Length).Select(i => (double)i)];

    /// <summary>All values that a series covers, its band included.</summary>
    private static IEnumerable<double> Shown(Series one) => one.Y.Concat(one.Low ?? []).Concat(one.High ?? []).Where(double.IsFinite);

    private static Summary Describe(Summary summary, IReadOnlyList<Series> series, string xName, string yName, bool logY)
    {
        summary.Range(xName, series.SelectMany(one => one.X).Where(double.IsFinite)).Range(yName, series.SelectMany(one => one.Y).Where(double.IsFinite))
            .Lines(series, one =>
            {
                Extent y = Extent.Of(one.Y.Where(double.IsFinite));
                return $"{one.Name}: {Summary.Format(y.Low)} to {Summary.Format(y.High)}";
            });
        int below = logY ? series.Sum(one => one.Y.Count(value => value <= 0)) : 0;
        return below > 0 ? summary.Line($"values of 0, below the logarithmic axis: {below}") : summary;
    }

    private static void CheckLog(IReadOnlyList<Series> series, bool logX, bool logY)
    {
        foreach (Series one in series)
        {
            if (logX && one.X.Any(value => value <= 0)) throw new ArgumentException($"Expected positive positions for a logarithmic axis; '{one.Name}' has others.", nameof(series));
            if (logY && one.Y.Any(value => value < 0)) throw new ArgumentException($"Expected values of at least 0 for a logarithmic axis; '{one.Name}' has negative ones.", nameof(series));
        }
    }

    private static object Fixed(string name, Extent extent, bool log)
    {
        Extent range = log ? new Extent(Math.Log10(extent.Low), Math.Log10(extent.High)).Padded(0.05) : extent.Padded(0.05);
        return log
            ? new { title = new { text = name }, range = new[] { range.Low, range.High }, type = "log", exponentformat = "power", dtick = 1 }
            : new { title = new { text = name }, range = new[] { range.Low, range.High } };
    }

    private static string Told(Guide guide) => $"{guide.Label} at {Summary.Format(guide.At)}";

    // Names above the frame are clear of the data, but a legend above the frame leaves no room for them.
    private static void DrawGuides(FigureBuilder builder, IReadOnlyList<Guide>? guides, bool logX, bool above = false)
    {
        if (guides is null) return;
        builder.Set("shapes", guides.Select(guide => new
        {
            type = "line", x0 = guide.At, x1 = guide.At, y0 = 0, y1 = 1, yref = "paper", line = new { color = Theme.Ink, width = 1.5, dash = "dot" },
        }).ToArray());
        builder.Set("annotations", guides.Select(guide => new
        {
            // On a logarithmic axis plotly.js wants the logarithm for a text, but the value for a line.
            text = guide.Label, x = logX ? Math.Log10(guide.At) : guide.At, y = 1, yref = "paper", showarrow = false,
            xanchor = above ? "center" : "left", yanchor = above ? "bottom" : "top", xshift = above ? 0 : 4,
        }).ToArray());
    }

    private static IEnumerable<Trace> Draw(IReadOnlyList<Series> series, bool logY)
    {
        string[] groups = [.. series.Select(one => one.Group).Distinct()];
        foreach (Series one in series)
        {
            if (one is { Low: { } low, High: { } high, X.Length: > 1 })
            {
                // A band that reaches zero has no lower end on a logarithmic axis: it is cut off below everything else.
                double floor = logY ? series.SelectMany(Shown).Where(value => value > 0).DefaultIfEmpty(1).Min() / 10 : double.NegativeInfinity;
                double[] bottom = [.. low.Select(value => Math.Max(value, floor))], top = [.. high.Select(value => Math.Max(value, floor))];
                yield return Traces.Area([.. one.X, .. one.X.Reverse()], [.. bottom, .. top.Reverse()], Theme.Soft(Theme.Colour(Array.IndexOf(groups, one.Group)), 0.25))
                    .With("legendgroup", one.Name);
            }
        }

        foreach ((int i, Series one) in series.Index())
        {
            int colour = Array.IndexOf(groups, one.Group);
            Trace trace = one.Kind switch
            {
                Series.Form.Line => Traces.Line(one.X, one.Y, Theme.Colour(colour), 3, Theme.Dash(colour), one.Name),
                Series.Form.Points => Traces.Points(one.X, one.Y, new { color = Theme.Colour(colour), size = 10, symbol = Theme.Symbol(colour) }, one.Name),
                _ => Traces.Line(one.X, one.Y, Theme.Soft(Theme.Colour(colour), 0.65), 1.4, "solid", one.Name),
            };
            // A single value has no band: its interval is an upright bar.
            if (one is { Low: { } bottom, High: { } top, X.Length: 1 }) trace.Interval(one.Y, bottom, top);
            yield return trace.With("legendgroup", one.Name).Hover($"{one.Name}: %{{x}}, %{{y}}");
        }
    }
}
