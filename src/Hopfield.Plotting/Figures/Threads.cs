using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private static readonly (double From, double Width)[] _threads = [(0.3, 10), (0.1, 5.5), (0.03, 2.8), (0.01, 1.2)];

    /// <summary>
    /// One query among stored patterns, with a thread to each pattern that it reads: the heavier the weight, the thicker the thread. A slider moves
    /// a parameter, and with it places and weights: learning, or β.
    /// </summary>
    /// <param name="kinds">The kind of each stored pattern, such as its class, shape [P]; kinds have colours and markers.</param>
    /// <param name="steps">Places and weights at each value of the parameter.</param>
    /// <param name="parameter">What the slider moves, such as "epoch".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="query">The name of the query.</param>
    /// <param name="xName">Name of the first axis.</param>
    /// <param name="yName">Name of the second axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is outside [0, 1], or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure ThreadsSlider(
        IReadOnlyList<string> kinds, IReadOnlyList<ThreadsStep> steps, string parameter, string alt, int start = 0,
        string query = "query", string xName = "", string yName = "", string title = "")
    {
        FigureInput.Some(kinds);
        FigureInput.Some(steps);
        FigureInput.Step(start, steps.Count);
        foreach (ThreadsStep step in steps)
        {
            FigureInput.Finite([step.Query.X, step.Query.Y], nameof(steps));
            foreach (double[] values in new[] { step.X, step.Y, step.Weights })
            {
                FigureInput.Finite(values, nameof(steps));
                FigureInput.Length(values, kinds.Count, nameof(steps));
            }
            if (step.Weights.Any(weight => weight is < 0 or > 1 + 1e-6))
                throw new ArgumentException($"Expected weights within [0, 1]; step '{step.Label}' has others.", nameof(steps));
        }
        string[] names = [.. kinds.Distinct().Order(StringComparer.Ordinal)];
        var summary = new Summary("Threads with a slider", title).Lines(names, name => $"{name}: {kinds.Count(kind => kind == name)} points")
            .Slider(parameter, steps.Select(step => step.Label), start)
            .Lines(steps, step => $"{parameter} = {step.Label}: {step.Weights.Count(weight => weight >= _threads[^1].From)} threads; "
                + string.Join(", ", names.Select(name => $"{name} {Summary.Format(step.Weights.Where((_, s) => kinds[s] == name).Sum())}")), most: 15);
        return Figure.Draw(alt, summary, () =>
            new FigureBuilder(title, 700).Axes(xName, yName).Set("legend", _legendAbove).Set("hovermode", "closest")
                .Set("xaxis", Across(steps[start], xName)).Set("yaxis", Upwards(steps[start], yName))
                .AddSteps(steps, step => step.Label, Draw, start, parameter, step => new() { ["xaxis.range"] = Span(step.X, step.Query.X), ["yaxis.range"] = Span(step.Y, step.Query.Y) })
                .ToJson(digits: 3));

        // Distances are what the picture is about: a unit is equally long in both directions.
        static object Across(ThreadsStep step, string name) => new { title = new { text = name }, range = Span(step.X, step.Query.X), zeroline = false };
        static object Upwards(ThreadsStep step, string name) =>
            new { title = new { text = name }, range = Span(step.Y, step.Query.Y), zeroline = false, scaleanchor = "x" };
        static double[] Span(double[] values, double query)
        {
            Extent extent = Extent.Of([.. values, query]).Padded(0.06);
            return [extent.Low, extent.High];
        }

        IEnumerable<Trace> Draw(ThreadsStep step)
        {
            foreach ((int k, string name) in names.Index())
            {
                int[] own = [.. Enumerable.Range(0, kinds.Count).Where(s => kinds[s] == name)];
                var dot = new { color = Theme.Colour(k), symbol = Theme.Symbol(k), size = 9, opacity = 0.75 };
                yield return Traces.Points(own.Select(s => step.X[s]), own.Select(s => step.Y[s]), dot, name).Hover(name);
            }
            double above = double.PositiveInfinity;
            foreach ((double from, double width) in _threads)
            {
                (double[] x, double[] y) = Series.Broken(Enumerable.Range(0, kinds.Count).Where(s => step.Weights[s] >= from && step.Weights[s] < above)
                    .Select(s => (new[] { step.Query.X, step.X[s] }, new[] { step.Query.Y, step.Y[s] })));
                above = from;
                if (x.Length > 0) yield return Traces.Line(x, y, Theme.Soft(Theme.Moving, 0.75), width).Quiet();
            }
            var star = new { symbol = "star", size = 22, color = Theme.Moving, line = new { color = "#ffffff", width = 1.5 } };
            yield return Traces.Points([step.Query.X], [step.Query.Y], star, query).Hover(query);
        }
    }
}
