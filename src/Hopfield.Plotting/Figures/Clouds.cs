using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>A cloud of points at one value of the parameter that a slider moves.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="X">First coordinates, shape [K].</param>
/// <param name="Y">Second coordinates, shape [K].</param>
/// <param name="Weights">The weight of each point, within [0, 1]; the area of its disc.</param>
/// <param name="Query">Where the query stands, or null.</param>
/// <param name="Note">A line above the cloud; may be empty.</param>
public sealed record CloudStep(string Label, double[] X, double[] Y, double[] Weights, (double X, double Y)? Query = null, string Note = "");

public static partial class Figures
{
    /// <summary>Many points that move while a slider does, with discs that grow with their weights; a few of them glow.</summary>
    /// <param name="steps">The cloud at each value of the parameter; the same points at each.</param>
    /// <param name="parameter">What the slider moves, such as "epoch".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="glowing">The numbers of the points that glow, in a colour and a marker of their own.</param>
    /// <param name="glowName">What these are, for the legend.</param>
    /// <param name="otherName">What the others are.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="xName">Name of the first axis.</param>
    /// <param name="yName">Name of the second axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Steps differ in length, a number is not finite, a weight is outside [0, 1], or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step, or no such point.</exception>
    public static Figure CloudSlider(
        IReadOnlyList<CloudStep> steps, string parameter, string alt, IReadOnlyList<int>? glowing = null, string glowName = "marked", string otherName = "others",
        int start = 0, string xName = "", string yName = "", string title = "")
    {
        FigureInput.Some(steps);
        FigureInput.Step(start, steps.Count);
        int count = steps[0].X.Length;
        foreach (CloudStep step in steps) CheckCloud(step, count);
        foreach (int i in glowing ?? []) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)count, nameof(glowing));
        int[] bright = [.. glowing ?? []], dim = [.. Enumerable.Range(0, count).Except(bright)];
        Summary summary = DescribeMap(new Summary("Cloud with a slider", title), steps[start].X, steps[start].Y, xName, yName)
            .Slider(parameter, steps.Select(step => step.Label), start)
            .Lines(steps, step => $"{parameter} = {step.Label}: weight of {glowName} {Summary.Format(bright.Sum(i => step.Weights[i]))}, "
                + $"largest other {Summary.Format(dim.Select(i => step.Weights[i]).DefaultIfEmpty().Max())}" + (step.Note.Length > 0 ? "; " + step.Note : ""), most: 15);
        return Figure.Draw(alt, summary, () =>
        {
            Extent x = Of(step => step.X, query => query.X), y = Of(step => step.Y, query => query.Y);
            return new FigureBuilder(title, 640).Set("xaxis", Fixed(xName, x, log: false)).Set("yaxis", Fixed(yName, y, log: false))
                .Set("legend", _legendAbove).Set("hovermode", "closest")
                .AddSteps(steps, step => step.Label, Draw, start, parameter, step => new() { ["annotations"] = Note(step) })
                .Set("annotations", Note(steps[start])).ToJson(digits: 3);
        });

        Extent Of(Func<CloudStep, double[]> points, Func<(double X, double Y), double> query) => Extent.Of(
            steps.SelectMany(points).Concat(steps.Where(step => step.Query is not null).Select(step => query(step.Query!.Value))));

        IEnumerable<Trace> Draw(CloudStep step)
        {
            yield return Dots(step, dim, new { color = Theme.Soft(Theme.Colour(0), 0.55), size = Sizes(step, dim, 4), line = new { width = 0 } }, otherName);
            if (bright.Length > 0)
            {
                // Halos behind the point itself: what glows is found at a glance, whatever its weight.
                foreach ((int more, double opacity) in new[] { (30, 0.12), (18, 0.2), (8, 0.35) })
                    yield return Dots(step, bright, new { color = Theme.Soft(Theme.Plus, opacity), size = Sizes(step, bright, 10 + more), line = new { width = 0 } }, null).Quiet();
                yield return Dots(step, bright, new { color = Theme.Moving, symbol = "diamond", size = Sizes(step, bright, 10), line = new { color = "#ffffff", width = 1 } }, glowName);
            }
            if (step.Query is { } query)
                yield return Traces.Points([query.X], [query.Y], new { symbol = "star", size = 20, color = Theme.Found, line = new { color = "#ffffff", width = 1.5 } }, "query").Hover("query");
        }

        Trace Dots(CloudStep step, int[] points, object marker, string? name)
        {
            // A large disc at the rim stays whole.
            Trace dots = Traces.Points(points.Select(i => step.X[i]), points.Select(i => step.Y[i]), marker, name).With("cliponaxis", false);
            return name is null ? dots.With("showlegend", false) : dots.Hover(name);
        }

        static int[] Sizes(CloudStep step, int[] points, int least) => [.. points.Select(i => (int)Math.Round(least + (40 * Math.Sqrt(step.Weights[i]))))];

        static object[] Note(CloudStep step) => step.Note.Length == 0 ? [] :
        [
            new { text = step.Note, x = 1, xref = "paper", xanchor = "right", y = 0.99, yref = "paper", yanchor = "top", showarrow = false },
        ];
    }

    private static void CheckCloud(CloudStep step, int count)
    {
        foreach (double[] values in new[] { step.X, step.Y, step.Weights })
        {
            FigureInput.Finite(values, "steps");
            FigureInput.Length(values, count, "steps");
        }
        if (step.Weights.Any(weight => weight is < 0 or > 1 + 1e-6))
            throw new ArgumentException($"Expected weights within [0, 1]; step '{step.Label}' has others.", nameof(step));
    }
}
