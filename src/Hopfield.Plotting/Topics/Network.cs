using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>
    /// A small network drawn as a graph: positive weights as full lines in the colour of +1, negative ones dashed in the colour of −1,
    /// thicker where stronger. With a state, its units are filled accordingly and every edge says whether it is happy (✓) or not (✗).
    /// </summary>
    /// <param name="names">Names of the units, shape [N], at most 30.</param>
    /// <param name="edges">The connections with their weights; each pair once.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="state">ξ, shape [N], entries ±1; an edge is happy when w·ξ_i·ξ_j is positive.</param>
    /// <param name="positions">A place for each unit; on a circle when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">An edge leads nowhere, lengths differ, a unit is not ±1, or the text alternative is empty.</exception>
    public static Figure Network(
        IReadOnlyList<string> names, IReadOnlyList<Edge> edges, string alt, sbyte[]? state = null,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        Guard.Some(names);
        Guard.Some(edges);
        if (names.Count > 30) throw new ArgumentException($"Expected at most 30 units, or none could be read; {names.Count} came.", nameof(names));
        CheckEdges(edges, names.Count, nameof(edges));
        Guard.Length(state, names.Count);
        if (state is not null) Guard.Bipolar([state], nameof(state));
        Guard.Length(positions, names.Count);

        bool Happy(Edge edge) => edge.Weight * state![edge.From] * state[edge.To] > 0;
        string Mark(Edge edge) =>
            (edge.Weight > 0 ? "+" : "") + Summary.Format(edge.Weight).Replace('-', '−') + (state is null ? "" : Happy(edge) ? " ✓" : " ✗");
        string Total(IEnumerable<Edge> some) => Summary.Format(some.Sum(edge => Math.Abs(edge.Weight)));
        var summary = new Summary("Network", title).Line($"{names.Count} units, {edges.Count} edges");
        if (state is not null)
        {
            summary.Line("on: " + string.Join(", ", names.Where((_, i) => state[i] > 0)))
                .Line($"happy edges weigh {Total(edges.Where(Happy))}, unhappy ones {Total(edges.Where(edge => !Happy(edge)))}");
        }
        summary.Lines(edges, edge => $"{names[edge.From]}–{names[edge.To]} {Mark(edge)}", most: 12);

        return Figure.Draw(alt, summary, () =>
        {
            (double X, double Y)[] places = positions is null
                ? [.. Enumerable.Range(0, names.Count).Select(i => 2 * Math.PI * i / names.Count).Select(angle => (2.2 * Math.Sin(angle), 2.2 * Math.Cos(angle)))]
                : [.. positions];
            Sheet sheet = GraphSheet(title, places, buttons: false);
            double strongest = Math.Max(edges.Max(edge => Math.Abs(edge.Weight)), 1e-12);
            foreach (Edge edge in edges)
            {
                bool positive = edge.Weight > 0;
                sheet.Add(Traces.Line(
                    [places[edge.From].X, places[edge.To].X], [places[edge.From].Y, places[edge.To].Y],
                    positive ? Look.Plus : Look.Minus, 2 + 6 * Math.Abs(edge.Weight) / strongest, positive ? "solid" : "12px,6px").Quiet());
            }
            sheet.Add(
                Traces.Points(edges.Select(edge => Middle(places, edge).X), edges.Select(edge => Middle(places, edge).Y),
                    new { size = state is null ? 34 : 54, symbol = "square", color = "#ffffff", line = new { color = Look.Ink, width = 1 } }).Quiet(),
                Traces.Words(edges.Select(edge => Middle(places, edge).X), edges.Select(edge => Middle(places, edge).Y), edges.Select(Mark),
                    size: Look.SmallFontSize, colour: Look.Dark));
            return sheet.Add(Units(names, state, places)).Set("showlegend", state is not null).ToJson();
        });
    }

    private static (double X, double Y) Middle((double X, double Y)[] places, Edge edge) =>
        ((places[edge.From].X + places[edge.To].X) / 2, (places[edge.From].Y + places[edge.To].Y) / 2);

    private static IEnumerable<Trace> Units(IReadOnlyList<string> names, sbyte[]? state, (double X, double Y)[] places)
    {
        (string Name, string Fill, string Text, int[] Units)[] kinds = state is null
            ? [("unit", "#ffffff", Look.Dark, [.. Enumerable.Range(0, names.Count)])]
            : [("−1", Look.Minus, "#ffffff", Of(-1)), ("+1", Look.Plus, Look.Dark, Of(1))];
        foreach ((string name, string fill, string text, int[] units) in kinds)
        {
            double[] x = [.. units.Select(i => places[i].X)], y = [.. units.Select(i => places[i].Y)];
            yield return Traces.Points(x, y, new { size = 46, color = fill, line = new { color = Look.Ink, width = 3 } }, name).Quiet();
            yield return Traces.Words(x, y, units.Select(i => names[i]), colour: text);
        }

        int[] Of(int value) => [.. Enumerable.Range(0, names.Count).Where(i => state![i] == value)];
    }
}
