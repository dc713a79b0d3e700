using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private const double NodeRadius = 0.36;

    /// <summary>
    /// All states of a small network as a graph. Each state is a pie of the probabilities of its ends; arrows are the moves that
    /// can happen; rows are energies, lowest at the bottom. Buttons switch between update rules.
    /// </summary>
    /// <param name="space">All states of a model with an energy, N ≤ 6.</param>
    /// <param name="rules">Update rules with the name that a button shows, each with its graph; see <see cref="StateSpace.Graph"/>.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="name">Names a state; left out: 1 for +1 and 0 for −1, unit after unit.</param>
    /// <param name="positions">A place for each state instead of the rows by energy.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">
    /// More than 64 states or 8 ends, a model without an energy, a graph of other states, or the text alternative is empty.
    /// </exception>
    public static Figure StateGraph(
        StateSpace space, IReadOnlyList<(string Name, TransitionGraph Graph)> rules, string alt, Func<sbyte[], string>? name = null,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        FigureInput.Some(rules);
        if (space.Count > 64) throw new ArgumentException($"Expected at most 64 states, or none could be read; {space.Count} came.", nameof(space));
        if (space.Energies.Count == 0) throw new ArgumentException("Expected a model with an energy; this one has none.", nameof(space));
        FigureInput.Length(positions, space.Count);
        foreach ((string rule, TransitionGraph graph) in rules)
        {
            if (!graph.Absorption.Ends.SequenceEqual(space.FixedPoints))
                throw new ArgumentException($"Expected graphs of these states; '{rule}' has other ends.", nameof(rules));
        }
        name ??= Bits;
        string[] states = [.. Enumerable.Range(0, space.Count).Select(s => name(space.State(s)))];
        bool cycles = rules.Any(rule => states.Index().Any(state => rule.Graph.Absorption.NeverRests(state.Index) > 0));
        string[] ends = [.. space.FixedPoints.Select(s => states[s]), .. cycles ? ["never rests"] : Array.Empty<string>()];
        if (ends.Length > 8) throw new ArgumentException($"Expected at most 8 ends, one hatching each; {ends.Length} came.", nameof(space));
        (string Name, double[,] Shares, Edge[] Moves)[] views = [.. rules.Select(rule => (rule.Name, Shares(rule.Graph.Absorption, states.Length, ends.Length), MovesOf(rule.Graph)))];

        var summary = new Summary("State graph", title).Line($"{states.Length} states, {ends.Length} ends: {string.Join(", ", ends)}")
            .Range("energy E", space.Energies);
        foreach (var view in views)
        {
            int mixed = Enumerable.Range(0, states.Length)
                .Count(s => Enumerable.Range(0, ends.Length).All(k => view.Shares[s, k] < 1 - 1e-9));
            summary.Line($"{view.Name}: {view.Moves.Length} moves; {mixed} of {states.Length} states have more than one possible end");
        }
        return Figure.Draw(alt, summary, () =>
        {
            var levels = new LevelLayout(space.Energies, views[0].Moves);
            (double X, double Y)[] places = positions is null ? levels.Positions : [.. positions];
            FigureBuilder builder = BeginGraph(title, places, buttons: views.Length > 1);
            if (positions is null)
            {
                builder.Set("yaxis", new
                {
                    title = new { text = "energy E (not to scale)" },
                    tickvals = levels.Rows.Select(row => row.Y), ticktext = levels.Rows.Select(row => Summary.Format(row.Energy)),
                    scaleanchor = "x", constrain = "domain", range = PlaneRange(places.Select(place => place.Y)), zeroline = false,
                });
            }
            return builder.AddSteps(views, view => view.Name, view => DrawView(states, space.Energies, ends, view.Shares, view.Moves, places), 0, parameter: null).ToJson(digits: 4);
        });
    }

    private static string Bits(sbyte[] state) => string.Concat(state.Select(unit => unit > 0 ? '1' : '0'));

    private static double[,] Shares(Absorption absorption, int states, int ends)
    {
        var shares = new double[states, ends];
        for (int s = 0; s < states; s++)
        {
            foreach ((int k, double share) in absorption.Of(s).Index()) shares[s, k] = share;
            if (ends > absorption.Ends.Count) shares[s, ends - 1] = absorption.NeverRests(s);
        }
        return shares;
    }

    private static Edge[] MovesOf(TransitionGraph graph) => [.. graph.Moves.Select(move => new Edge(move.From, move.To))];

    private static IEnumerable<Trace> DrawView(
        string[] states, IReadOnlyList<double> energies, string[] ends, double[,] shares, Edge[] moves, (double X, double Y)[] places)
    {
        yield return Arrows(moves, places, NodeRadius);
        foreach (Trace pie in Pies.Draw(places, shares, ends, NodeRadius)) yield return pie;

        // A state that no move leaves is an end: it wears a ring.
        var left = moves.Select(move => move.From).ToHashSet();
        int[] rests = [.. Enumerable.Range(0, states.Length).Where(state => !left.Contains(state))];
        (double[] x, double[] y) = Series.Broken(rests.Select(state => Circle(places[state], NodeRadius * 1.22)));
        yield return Traces.Line(x, y, Theme.Ink, 3.5, "solid", "rests here").Quiet();
        yield return Traces.Words(places.Select(place => place.X), places.Select(place => place.Y - NodeRadius * 1.25), states, "bottom center")
            .With("textfont", new { size = Theme.SmallFontSize });    // in the page's own ink: arrows pass beneath
        yield return Traces.Points(places.Select(place => place.X), places.Select(place => place.Y), new { size = 30, opacity = 0 })
            .With("text", states.Select((state, s) => $"{state}, E = {Summary.Format(energies[s])}<br>" + string.Join("<br>", Ends(s))))
            .Hover("%{text}");

        IEnumerable<string> Ends(int s) => Enumerable.Range(0, ends.Length).Where(k => shares[s, k] > 0)
            .Select(k => FormattableString.Invariant($"{ends[k]}: {100 * shares[s, k]:0.#} %"));
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
        return Traces.Line(x, y, Theme.Thin, 1.4).With("mode", "lines+markers")
            .With("marker", new { symbol = "arrow", angleref = "previous", size = heads, color = Theme.Ink, opacity = 1, line = new { width = 0 } }).Quiet();
    }

    private static (double[] X, double[] Y) Circle((double X, double Y) centre, double radius)
    {
        double[] angles = [.. Enumerable.Range(0, 21).Select(i => 2 * Math.PI * i / 20)];
        return ([.. angles.Select(a => centre.X + radius * Math.Sin(a))], [.. angles.Select(a => centre.Y + radius * Math.Cos(a))]);
    }

    private static FigureBuilder BeginGraph(string title, (double X, double Y)[] places, bool buttons)
    {
        double[] x = PlaneRange(places.Select(place => place.X)), y = PlaneRange(places.Select(place => place.Y));
        int height = (int)Math.Clamp(620 * (y[1] - y[0]) / (x[1] - x[0]), 300, 800) + (title.Length > 0 ? 50 : 0);
        return new FigureBuilder(title, height + (buttons ? 110 : 60)).Plane(new Extent(x[0], x[1]), new Extent(y[0], y[1]))
            .Set("margin", new { l = 70, r = 10, t = (buttons ? 60 : 10) + (title.Length > 0 ? 50 : 0), b = 60 })
            .Set("legend", new { orientation = "h", x = 0, y = -0.02, yanchor = "top" }).Set("hovermode", "closest");
    }

    private static double[] PlaneRange(IEnumerable<double> values)
    {
        Extent extent = Extent.Of(values);
        return [extent.Low - 0.8, extent.High + 0.6];
    }
}
