using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private const double NodeRadius = 0.36;

    /// <summary>
    /// All states of a small network as a graph. Each state is a pie of the probabilities of its ends; arrows are the moves that
    /// can happen; rows are energies, lowest at the bottom. Buttons switch between update rules.
    /// </summary>
    /// <param name="states">Names of the states, such as "11010", at most 64.</param>
    /// <param name="energies">The energy of each state.</param>
    /// <param name="ends">Names of the ends: fixed points or cycles, at most 8.</param>
    /// <param name="views">One update rule or several over the same states and ends.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="positions">A place for each state instead of the rows by energy.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">
    /// Shapes differ, too many states or ends, probabilities of a state don't sum to 1, a transition leads nowhere, or the text alternative is empty.
    /// </exception>
    public static Figure StateGraph(
        IReadOnlyList<string> states, double[] energies, IReadOnlyList<string> ends, IReadOnlyList<StateGraphView> views, string alt,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        CheckStateGraph(states, energies, ends, views);
        Guard.Length(positions, states.Count);
        var summary = new Summary("State graph", title).Line($"{states.Count} states, {ends.Count} ends: {string.Join(", ", ends)}")
            .Range("energy E", energies);
        foreach (StateGraphView view in views)
        {
            int mixed = Enumerable.Range(0, states.Count)
                .Count(s => Enumerable.Range(0, ends.Count).All(k => view.EndProbabilities[s, k] < 1 - 1e-9));
            summary.Line($"{view.Name}: {view.Transitions.Count} moves; {mixed} of {states.Count} states have more than one possible end");
        }
        return Figure.Draw(alt, summary, () =>
        {
            var levels = new LevelLayout(energies, views[0].Transitions);
            (double X, double Y)[] places = positions is null ? levels.Positions : [.. positions];
            Sheet sheet = GraphSheet(title, places, buttons: views.Count > 1);
            if (positions is null)
            {
                sheet.Set("yaxis", new
                {
                    title = new { text = "energy E (not to scale)" },
                    tickvals = levels.Rows.Select(row => row.Y), ticktext = levels.Rows.Select(row => Summary.Format(row.Energy)),
                    scaleanchor = "x", constrain = "domain", range = PlaneRange(places.Select(place => place.Y)), zeroline = false,
                });
            }
            return sheet.AddSteps(views, view => view.Name, view => DrawView(states, energies, ends, view, places), 0, parameter: null).ToJson(digits: 4);
        });
    }

    private static IEnumerable<Trace> DrawView(IReadOnlyList<string> states, double[] energies, IReadOnlyList<string> ends, StateGraphView view, (double X, double Y)[] places)
    {
        yield return Arrows(view.Transitions.Where(move => move.From != move.To), places, NodeRadius);
        foreach (Trace pie in Pies.Draw(places, view.EndProbabilities, ends, NodeRadius)) yield return pie;

        // A state that no move leaves is an end: it wears a ring.
        var left = view.Transitions.Where(move => move.From != move.To).Select(move => move.From).ToHashSet();
        int[] rests = [.. Enumerable.Range(0, states.Count).Where(state => !left.Contains(state))];
        (double[] x, double[] y) = Series.Broken(rests.Select(state => Circle(places[state], NodeRadius * 1.22)));
        yield return Traces.Line(x, y, Look.Ink, 3.5, "solid", "rests here").Quiet();
        yield return Traces.Words(places.Select(place => place.X), places.Select(place => place.Y - NodeRadius * 1.25), states, "bottom center", Look.SmallFontSize);
        yield return Traces.Points(places.Select(place => place.X), places.Select(place => place.Y), new { size = 30, opacity = 0 })
            .With("text", states.Select((state, s) => $"{state}, E = {Summary.Format(energies[s])}<br>" + string.Join("<br>", Ends(s))))
            .Hover("%{text}");

        IEnumerable<string> Ends(int s) => Enumerable.Range(0, ends.Count).Where(k => view.EndProbabilities[s, k] > 0)
            .Select(k => FormattableString.Invariant($"{ends[k]}: {100 * view.EndProbabilities[s, k]:0.#} %"));
    }

    /// <summary>Bent arrows, so that there and back are seen apart; the head sits where the line meets the node.</summary>
    private static Trace Arrows(IEnumerable<Edge> moves, (double X, double Y)[] places, double radius)
    {
        const int points = 6;
        List<double> x = [], y = [], heads = [];
        foreach (Edge move in moves)
        {
            (double X, double Y) a = places[move.From], b = places[move.To];
            (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
            double length = Math.Sqrt(dx * dx + dy * dy), cut = Math.Min(0.4, radius * 1.1 / length);
            for (int i = 0; i < points; i++)
            {
                double t = cut + (1 - 2 * cut) * i / (points - 1), bow = 0.28 * t * (1 - t);
                x.Add(a.X + dx * t - dy * bow);
                y.Add(a.Y + dy * t + dx * bow);
                heads.Add(i == points - 1 ? 9 : 0);
            }
            x.Add(double.NaN);
            y.Add(double.NaN);
            heads.Add(0);
        }
        return Traces.Line(x, y, Look.Thin, 1.4).With("mode", "lines+markers")
            .With("marker", new { symbol = "arrow", angleref = "previous", size = heads, color = Look.Ink, opacity = 1, line = new { width = 0 } }).Quiet();
    }

    private static (double[] X, double[] Y) Circle((double X, double Y) centre, double radius)
    {
        double[] angles = [.. Enumerable.Range(0, 21).Select(i => 2 * Math.PI * i / 20)];
        return ([.. angles.Select(a => centre.X + radius * Math.Sin(a))], [.. angles.Select(a => centre.Y + radius * Math.Cos(a))]);
    }

    private static Sheet GraphSheet(string title, (double X, double Y)[] places, bool buttons)
    {
        double[] x = PlaneRange(places.Select(place => place.X)), y = PlaneRange(places.Select(place => place.Y));
        int height = (int)Math.Clamp(620 * (y[1] - y[0]) / (x[1] - x[0]), 300, 800) + (title.Length > 0 ? 50 : 0);
        return new Sheet(title, height + (buttons ? 110 : 60)).Plane(new Extent(x[0], x[1]), new Extent(y[0], y[1]))
            .Set("margin", new { l = 70, r = 10, t = (buttons ? 60 : 10) + (title.Length > 0 ? 50 : 0), b = 60 })
            .Set("legend", new { orientation = "h", x = 0, y = -0.02, yanchor = "top" }).Set("hovermode", "closest");
    }

    private static double[] PlaneRange(IEnumerable<double> values)
    {
        Extent extent = Extent.Of(values);
        return [extent.Low - 0.8, extent.High + 0.6];
    }

    private static void CheckStateGraph(IReadOnlyList<string> states, double[] energies, IReadOnlyList<string> ends, IReadOnlyList<StateGraphView> views)
    {
        Guard.Some(states);
        Guard.Some(ends);
        Guard.Some(views);
        if (states.Count > 64) throw new ArgumentException($"Expected at most 64 states, or none could be read; {states.Count} came.", nameof(states));
        if (ends.Count > 8) throw new ArgumentException($"Expected at most 8 ends, one hatching each; {ends.Count} came.", nameof(ends));
        Guard.Finite(energies);
        Guard.Length(energies, states.Count);
        foreach (StateGraphView view in views)
        {
            Guard.Finite(view.EndProbabilities, nameof(views));
            if (view.EndProbabilities.GetLength(0) != states.Count || view.EndProbabilities.GetLength(1) != ends.Count)
            {
                throw new ArgumentException(
                    $"Expected end probabilities of shape [{states.Count}, {ends.Count}]; '{view.Name}' has "
                    + $"[{view.EndProbabilities.GetLength(0)}, {view.EndProbabilities.GetLength(1)}].", nameof(views));
            }
            for (int s = 0; s < states.Count; s++)
            {
                double sum = Enumerable.Range(0, ends.Count).Sum(k => view.EndProbabilities[s, k]);
                if (Math.Abs(sum - 1) > 1e-6) throw new ArgumentException($"Expected probabilities that sum to 1; those of state {s} in '{view.Name}' sum to {sum}.", nameof(views));
            }
            CheckEdges(view.Transitions, states.Count, nameof(views));
        }
    }

    private static void CheckEdges(IReadOnlyList<Edge> edges, int nodes, string name)
    {
        foreach (Edge edge in edges)
            if (edge.From < 0 || edge.From >= nodes || edge.To < 0 || edge.To >= nodes || !double.IsFinite(edge.Weight))
                throw new ArgumentException($"Expected edges between nodes 0 to {nodes - 1} with finite weights; one is {edge}.", name);
    }
}
