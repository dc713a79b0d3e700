using System.Numerics;
using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>Named points in a plane. Few points wear their names; of many, the pointer tells them.</summary>
    /// <param name="x">First coordinates, shape [K].</param>
    /// <param name="y">Second coordinates, shape [K].</param>
    /// <param name="labels">Names, shape [K].</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="groups">The kind of each point, shape [K]; kinds have colours and markers.</param>
    /// <param name="queries">Points to mark with a star and their name.</param>
    /// <param name="xName">Name of the first axis.</param>
    /// <param name="yName">Name of the second axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or the text alternative is empty.</exception>
    public static Figure Map(
        double[] x, double[] y, IReadOnlyList<string> labels, string alt, IReadOnlyList<string>? groups = null, IReadOnlyList<(double X, double Y, string Name)>? queries = null,
        string xName = "", string yName = "", string title = "")
    {
        CheckMap(x, y, labels);
        FigureInput.Length(groups, x.Length);
        string[] kinds = groups is null ? [] : [.. groups.Distinct()];
        Summary summary = DescribeMap(new Summary("Map", title), x, y, xName, yName)
            .Lines(kinds, kind => $"{kind}: {groups!.Count(other => other == kind)} points").Lines(queries ?? [], query => $"query: {query.Name}");
        return Figure.Draw(alt, summary, () =>
        {
            FigureBuilder builder = BeginMap(title, xName, yName);
            if (groups is null) builder.Add(Dots([.. Enumerable.Range(0, x.Length)], 0, null));
            foreach ((int k, string kind) in kinds.Index())
                builder.Add(Dots([.. Enumerable.Range(0, x.Length).Where(i => groups![i] == kind)], k, kind));
            return builder.Add(Stars(queries)).ToJson(digits: 3);
        });

        Trace Dots(int[] points, int kind, string? name)
        {
            var dot = new { color = Theme.Colour(kind), symbol = Theme.Symbol(kind), size = 9, opacity = 0.85 };
            Trace dots = Traces.Points(points.Select(i => x[i]), points.Select(i => y[i]), dot, name)
                .With("text", points.Select(i => labels[i])).Hover("%{text}");
            return x.Length <= 30 ? dots.With("mode", "markers+text").With("textposition", "top center") : dots;
        }
    }

    /// <summary>A map whose discs grow with their weights while a slider moves a parameter: retrieval by meaning, with β deciding how many answers mix.</summary>
    /// <param name="x">First coordinates, shape [K].</param>
    /// <param name="y">Second coordinates, shape [K].</param>
    /// <param name="labels">Names, shape [K].</param>
    /// <param name="steps">Weights at each value of the parameter; a point's disc has an area in proportion to its weight.</param>
    /// <param name="parameter">The symbol of the parameter, such as "β".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="queries">Points to mark with a star and their name.</param>
    /// <param name="xName">Name of the first axis.</param>
    /// <param name="yName">Name of the second axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is outside [0, 1], or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure MapSlider(
        double[] x, double[] y, IReadOnlyList<string> labels, IReadOnlyList<MapStep> steps, string parameter, string alt, int start = 0,
        IReadOnlyList<(double X, double Y, string Name)>? queries = null, string xName = "", string yName = "", string title = "")
    {
        CheckMap(x, y, labels);
        FigureInput.Some(steps);
        FigureInput.Step(start, steps.Count);
        foreach (MapStep step in steps)
        {
            FigureInput.Finite(step.Weights, nameof(steps));
            FigureInput.Length(step.Weights, x.Length, nameof(steps));
            if (step.Weights.Any(weight => weight is < 0 or > 1 + 1e-6))
                throw new ArgumentException($"Expected weights within [0, 1]; step '{step.Label}' has others.", nameof(steps));
        }
        Summary summary = DescribeMap(new Summary("Map with a slider", title), x, y, xName, yName)
            .Slider(parameter, steps.Select(step => step.Label), start)
            .Lines(steps, step =>
            {
                int best = Array.IndexOf(step.Weights, step.Weights.Max());
                return $"{parameter} = {step.Label}: largest weight {Summary.Format(step.Weights[best])} at {labels[best]}" + (step.Note.Length > 0 ? "; " + step.Note.Replace("\n", "; ", StringComparison.Ordinal) : "");
            }, most: 15);
        return Figure.Draw(alt, summary, () =>
        {
            int[][] sizes = [.. steps.Select(step => step.Weights.Select(weight => (int)Math.Round(4 + 56 * Math.Sqrt(weight))).ToArray())];
            object[][] notes = [.. steps.Select(step => new object[]
            {
                new { text = step.Note.Replace("\n", "<br>", StringComparison.Ordinal), x = 0, xref = "paper", xanchor = "left", y = 1.02, yref = "paper", yanchor = "bottom", align = "left", showarrow = false },
            })];
            object[] moves = [.. steps.Select((step, s) => new
            {
                label = step.Label,
                method = "update",
                args = new object[] { new Dictionary<string, object> { ["marker.size"] = new[] { sizes[s] } }, new { annotations = notes[s] }, 0 },
            })];
            var discs = new { color = Theme.Soft(Theme.Colour(0), 0.7), size = sizes[start], line = new { color = Theme.Colour(0), width = 1 } };
            return BeginMap(title, xName, yName).Set("height", 640).Set("annotations", notes[start]).Set("showlegend", false)
                .Set("margin", new { l = 70, r = 30, t = (title.Length > 0 ? 110 : 50) + (steps.Any(step => step.Note.Contains('\n')) ? 25 : 0), b = 60 })
                .Add(Traces.Points(x, y, discs).With("text", labels).Hover("%{text}"))
                .Add(Stars(queries)).Slider(moves, start, parameter).ToJson(digits: 3);
        });
    }

    /// <summary>Stored patterns on the plane in which they differ most, with discs that grow with the weights a memory gives them while a slider moves β.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N], N ≥ 2; one disc for each pattern.</param>
    /// <param name="labels">Names, shape [P].</param>
    /// <param name="steps">Weights at each value of the parameter; a pattern's disc has an area in proportion to its weight.</param>
    /// <param name="parameter">The symbol of the parameter, such as "β".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="queries">States of shape [N] to mark with a star and their name, where they lie on the plane.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is outside [0, 1], N is 1, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure MapSlider<T>(
        PatternSet<T> patterns, IReadOnlyList<string> labels, IReadOnlyList<MapStep> steps, string parameter, string alt, int start = 0,
        IReadOnlyList<(T[] State, string Name)>? queries = null, string title = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StatePlane plane = StatePlane.Of(patterns);
        (double X, double Y)[] places = [.. patterns.Select(PlaceOf)];
        return MapSlider(
            [.. places.Select(place => place.X)], [.. places.Select(place => place.Y)], labels, steps, parameter, alt, start,
            [.. (queries ?? []).Select(query => (PlaceOf(query.State).X, PlaceOf(query.State).Y, query.Name))], plane.XName, plane.YName, title);

        (double X, double Y) PlaceOf(T[] state) => plane.Coordinates(Array.ConvertAll(state, double.CreateTruncating));
    }

    private static void CheckMap(double[] x, double[] y, IReadOnlyList<string> labels)
    {
        FigureInput.Finite(x);
        FigureInput.Finite(y);
        FigureInput.Length(y, x.Length);
        FigureInput.Length(labels, x.Length);
    }

    private static Summary DescribeMap(Summary summary, double[] x, double[] y, string xName, string yName) =>
        summary.Line($"{x.Length} points").Range(xName.Length > 0 ? xName : "x", x).Range(yName.Length > 0 ? yName : "y", y);

    private static FigureBuilder BeginMap(string title, string xName, string yName) =>
        new FigureBuilder(title, 540).Axes(xName, yName).Set("legend", _legendAbove).Set("hovermode", "closest");

    private static IEnumerable<Trace> Stars(IReadOnlyList<(double X, double Y, string Name)>? queries)
    {
        if (queries is not { Count: > 0 }) yield break;
        var star = new { symbol = "star", size = 20, color = Theme.Moving, line = new { color = "#ffffff", width = 1.5 } };
        yield return Traces.Points(queries.Select(query => query.X), queries.Select(query => query.Y), star, "query")
            .With("mode", "markers+text").With("text", queries.Select(query => query.Name)).With("textposition", "top center").Hover("%{text}");
    }
}
