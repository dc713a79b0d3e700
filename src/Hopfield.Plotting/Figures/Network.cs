using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private const int MaxUnits = 30;

    /// <summary>A network as a graph of its units: each edge with its weight, each unit with its value.</summary>
    /// <param name="network">A network of at most 30 units with a weight that is not 0.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="names">Names of the units, shape [N]; left out: their numbers from 0.</param>
    /// <param name="state">ξ, shape [N], entries ±1; an edge is happy when w·ξ_i·ξ_j is positive.</param>
    /// <param name="positions">A place for each unit; on a circle when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Too many units, no edge, lengths differ, a unit is not ±1, or the text alternative is empty.</exception>
    public static Figure Network(
        HopfieldNetwork network, string alt, IReadOnlyList<string>? names = null, sbyte[]? state = null,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(network);
        FigureInput.Length(names, network.Dimension);
        names ??= [.. Enumerable.Range(0, network.Dimension).Select(unit => $"{unit}")];
        if (names.Count > MaxUnits) throw new ArgumentException($"Expected at most {MaxUnits} units, or none could be read; {names.Count} came.", nameof(network));
        return Network(names, [.. network.Edges()], alt, state, positions, title);
    }

    /// <summary>A graph of named units and the weights between them, before there is a network of them.</summary>
    /// <param name="names">Names of the units, shape [N], at most 30.</param>
    /// <param name="edges">The connections with their weights, as <see cref="HopfieldNetwork.FromEdges"/> takes them; each pair once.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="state">ξ, shape [N], entries ±1; an edge is happy when w·ξ_i·ξ_j is positive.</param>
    /// <param name="positions">A place for each unit; on a circle when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">An edge leads nowhere, lengths differ, a unit is not ±1, or the text alternative is empty.</exception>
    public static Figure Network(
        IReadOnlyList<string> names, IReadOnlyList<(int A, int B, double Weight)> edges, string alt, sbyte[]? state = null,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        FigureInput.Some(names);
        FigureInput.Some(edges);
        if (names.Count > MaxUnits) throw new ArgumentException($"Expected at most {MaxUnits} units, or none could be read; {names.Count} came.", nameof(names));
        foreach (var edge in edges)
        {
            if (edge.A < 0 || edge.A >= names.Count || edge.B < 0 || edge.B >= names.Count || !double.IsFinite(edge.Weight))
                throw new ArgumentException($"Expected edges between units 0 to {names.Count - 1} with finite weights; one is {edge}.", nameof(edges));
        }
        FigureInput.Length(state, names.Count);
        if (state is not null) FigureInput.Bipolar([state], nameof(state));
        FigureInput.Length(positions, names.Count);
        return Network(names, [.. edges.Select(edge => new Edge(edge.A, edge.B, edge.Weight))], alt, state, positions, title);
    }

    private static Figure Network(
        IReadOnlyList<string> names, Edge[] edges, string alt, sbyte[]? state, IReadOnlyList<(double X, double Y)>? positions, string title)
    {
        bool Happy(Edge edge) => edge.Weight * state![edge.From] * state[edge.To] > 0;
        string Mark(Edge edge) =>
            (edge.Weight > 0 ? "+" : "") + Summary.Format(edge.Weight).Replace('-', '−') + (state is null ? "" : Happy(edge) ? " ✓" : " ✗");
        string Total(IEnumerable<Edge> some) => Summary.Format(some.Sum(edge => Math.Abs(edge.Weight)));
        var summary = new Summary("Network", title).Line($"{names.Count} units, {edges.Length} edges");
        if (state is not null)
        {
            summary.Line("on: " + string.Join(", ", names.Where((_, i) => state[i] > 0)))
                .Line($"happy edges weigh {Total(edges.Where(Happy))}, unhappy ones {Total(edges.Where(edge => !Happy(edge)))}");
        }
        summary.Lines(edges, edge => $"{names[edge.From]}–{names[edge.To]} {Mark(edge)}", most: 12);

        return Figure.Draw(alt, summary, () =>
        {
            (double X, double Y)[] places = Places(positions, names.Count);
            FigureBuilder builder = BeginGraph(title, places, buttons: false);
            double strongest = Math.Max(edges.Max(edge => Math.Abs(edge.Weight)), 1e-12);
            foreach (Edge edge in edges)
            {
                bool positive = edge.Weight > 0;
                builder.Add(Traces.Line(
                    [places[edge.From].X, places[edge.To].X], [places[edge.From].Y, places[edge.To].Y],
                    positive ? Theme.PlusLine : Theme.Minus, 2 + 6 * Math.Abs(edge.Weight) / strongest, positive ? "solid" : "12px,6px").Quiet());
            }
            builder.Add(
                Traces.Points(edges.Select(edge => Middle(places, edge).X), edges.Select(edge => Middle(places, edge).Y),
                    new { size = state is null ? 34 : 54, symbol = "square", color = "#ffffff", line = new { color = Theme.Ink, width = 1 } }).Quiet(),
                Traces.Words(edges.Select(edge => Middle(places, edge).X), edges.Select(edge => Middle(places, edge).Y), edges.Select(Mark),
                    size: Theme.SmallFontSize, colour: Theme.Dark));
            return builder.Add(Units(names, state, places)).Set("showlegend", state is not null).ToJson();
        });
    }

    /// <summary>Units that are joined in pairs and in triangles: each pair a line, each triangle a filled area, in the colour of its weight's sign.</summary>
    /// <param name="names">Names of the units, shape [N], at most 30.</param>
    /// <param name="sets">Sets of two or three units with their weights, as <see cref="SimplicialNetwork.Weights"/> gives them.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="positions">A place for each unit; on a circle when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">A set is no pair or triangle of units, a weight is not finite, lengths differ, or the text alternative is empty.</exception>
    public static Figure Complex(
        IReadOnlyList<string> names, IEnumerable<(int[] Units, double Weight)> sets, string alt, sbyte[]? state = null,
        IReadOnlyList<(double X, double Y)>? positions = null, string title = "")
    {
        FigureInput.Some(names);
        ArgumentNullException.ThrowIfNull(sets);
        (int[] Units, double Weight)[] all = [.. sets.OrderByDescending(set => set.Units.Length)]; // lines lie on top of areas
        FigureInput.Some(all, nameof(sets));
        if (names.Count > MaxUnits) throw new ArgumentException($"Expected at most {MaxUnits} units, or none could be read; {names.Count} came.", nameof(names));
        foreach ((int[] units, double weight) in all)
        {
            if (units.Length is not (2 or 3) || units.Any(unit => unit < 0 || unit >= names.Count) || !double.IsFinite(weight))
                throw new ArgumentException($"Expected two or three units from 0 to {names.Count - 1} with a finite weight; one set is {{{string.Join(", ", units)}}}, {weight}.", nameof(sets));
        }
        FigureInput.Length(state, names.Count);
        if (state is not null) FigureInput.Bipolar([state], nameof(state));
        FigureInput.Length(positions, names.Count);
        var summary = new Summary("Complex", title).Line($"{names.Count} units, {all.Count(set => set.Units.Length == 2)} pairs, {all.Count(set => set.Units.Length == 3)} triangles")
            .Lines(all, set => $"{string.Join("–", set.Units.Select(unit => names[unit]))} {Summary.Format(set.Weight)}", most: 12);
        return Figure.Draw(alt, summary, () =>
        {
            (double X, double Y)[] places = Places(positions, names.Count);
            double strongest = Math.Max(all.Max(set => Math.Abs(set.Weight)), 1e-12);
            return BeginGraph(title, places, buttons: false).Add(all.Select(Draw)).Add(Units(names, state, places)).Set("showlegend", state is not null).ToJson(digits: 4);

            Trace Draw((int[] Units, double Weight) set)
            {
                string colour = set.Weight > 0 ? Theme.Plus : Theme.Minus;
                int[] round = [.. set.Units, set.Units[0]];
                double[] x = [.. round.Select(unit => places[unit].X)], y = [.. round.Select(unit => places[unit].Y)];
                return set.Units.Length == 3
                    ? Traces.Area(x, y, Theme.Soft(colour, 0.12 + 0.3 * Math.Abs(set.Weight) / strongest)).With("line", new { color = colour, width = 1, dash = set.Weight > 0 ? "solid" : "6px,4px" })
                    : Traces.Line(x, y, colour, 2 + 6 * Math.Abs(set.Weight) / strongest, set.Weight > 0 ? "solid" : "12px,6px").Quiet();
            }
        });
    }

    private static (double X, double Y)[] Places(IReadOnlyList<(double X, double Y)>? positions, int count) => positions is null
        ? [.. Enumerable.Range(0, count).Select(i => 2 * Math.PI * i / count).Select(angle => (2.2 * Math.Sin(angle), 2.2 * Math.Cos(angle)))]
        : [.. positions];

    private static (double X, double Y) Middle((double X, double Y)[] places, Edge edge) =>
        ((places[edge.From].X + places[edge.To].X) / 2, (places[edge.From].Y + places[edge.To].Y) / 2);

    private static IEnumerable<Trace> Units(IReadOnlyList<string> names, sbyte[]? state, (double X, double Y)[] places)
    {
        (string Name, string Fill, string Text, int[] Units)[] kinds = state is null
            ? [("unit", "#ffffff", Theme.Dark, [.. Enumerable.Range(0, names.Count)])]
            : [("−1", Theme.Minus, "#ffffff", Of(-1)), ("+1", Theme.Plus, Theme.Dark, Of(1))];
        foreach ((string name, string fill, string text, int[] units) in kinds)
        {
            double[] x = [.. units.Select(i => places[i].X)], y = [.. units.Select(i => places[i].Y)];
            yield return Traces.Points(x, y, new { size = 46, color = fill, line = new { color = Theme.Ink, width = 3 } }, name).Quiet();
            yield return Traces.Words(x, y, units.Select(i => names[i]), colour: text);
        }

        int[] Of(int value) => [.. Enumerable.Range(0, names.Count).Where(i => state![i] == value)];
    }
}

/// <summary>A connection of a graph, or a move from state to state.</summary>
/// <param name="From">Where it begins, a node number from 0.</param>
/// <param name="To">Where it ends, a node number from 0.</param>
/// <param name="Weight">Its weight w.</param>
internal readonly record struct Edge(int From, int To, double Weight = 1);
