namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>
    /// A critical-difference diagram (Demšar 2006): methods on the axis of their mean ranks, best on the left; a thick bar joins
    /// those whose ranks differ by less than the critical difference, so that nothing may be said about their order.
    /// </summary>
    /// <param name="methods">Names of the methods, shape [K].</param>
    /// <param name="meanRanks">Mean rank of each over the data sets, 1 is best, shape [K].</param>
    /// <param name="criticalDifference">The difference above which two mean ranks are told apart.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a rank is outside 1 … K, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The critical difference is not positive.</exception>
    public static Figure CriticalDifference(IReadOnlyList<string> methods, double[] meanRanks, double criticalDifference, string alt, string title = "")
    {
        FigureInput.Some(methods);
        FigureInput.Finite(meanRanks);
        FigureInput.Length(meanRanks, methods.Count);
        if (meanRanks.Any(rank => rank < 1 || rank > methods.Count))
            throw new ArgumentException($"Expected mean ranks from 1 to {methods.Count}.", nameof(meanRanks));
        if (!(criticalDifference > 0) || !double.IsFinite(criticalDifference))
            throw new ArgumentOutOfRangeException(nameof(criticalDifference), criticalDifference, "Expected a positive number.");

        int[] order = [.. Enumerable.Range(0, methods.Count).OrderBy(i => meanRanks[i])];
        double[] ranks = [.. order.Select(i => meanRanks[i])];
        List<(int First, int Last)> groups = Together(ranks, criticalDifference);
        var summary = new Summary("Critical-difference diagram", title).Line($"critical difference {Summary.Format(criticalDifference)}")
            .Lines(order, i => $"{methods[i]}: mean rank {Summary.Format(meanRanks[i])}", most: 20)
            .Lines(groups, group => $"not told apart: {string.Join(", ", order[group.First..(group.Last + 1)].Select(i => methods[i]))}");
        return Figure.Draw(alt, summary, () =>
        {
            // One line per method, downwards; the groups hang below the axis at heights of their own.
            double[] lines = [.. Enumerable.Range(0, order.Length).Select(i => -1.0 - i - groups.Count * 0.5)];
            double[] rule = [ranks[0], ranks[0] + criticalDifference];
            double[] range = [ranks[0] - 0.4, Math.Max(ranks[^1], rule[1]) + 0.3];
            (double[] stemX, double[] stemY) = Series.Broken(ranks.Select((rank, i) => (new[] { rank, rank, range[0] }, new[] { 0, lines[i], lines[i] })));
            (double[] barX, double[] barY) = Series.Broken(groups.Select((group, g) =>
                (new[] { ranks[group.First] - 0.03, ranks[group.Last] + 0.03 }, new[] { -0.5 * (g + 1), -0.5 * (g + 1) })));
            return new FigureBuilder(title, 190 + 34 * order.Length + 18 * groups.Count)
                .Set("xaxis", new { title = new { text = "mean rank (1 is best)" }, side = "top", range, zeroline = false })
                // Names stand as ticks: then the room on their left is theirs at any width.
                .Set("yaxis", new
                {
                    range = new[] { lines[^1] - 0.6, 1.9 }, tickmode = "array", tickvals = lines, automargin = true, showgrid = false, zeroline = false,
                    ticktext = order.Select(i => $"{methods[i]}  {Summary.Format(meanRanks[i])}").ToArray(), showline = false, ticks = "",
                })
                .Set("margin", new { l = 30, r = 30, t = title.Length > 0 ? 110 : 70, b = 10 })
                .Add(
                    Traces.Line(stemX, stemY, Theme.Ink, 1.5).Quiet(),
                    Traces.Line(barX, barY, Theme.Colour(0), 8, name: null).Quiet(),
                    Traces.Points(ranks, lines, new { color = Theme.Plus, size = 13, line = new { color = "#000000", width = 1 } })
                        .Hover("%{y}"),
                    Traces.Line(rule, [0.7, 0.7], Theme.Moving, 4).With("mode", "lines+markers")
                        .With("marker", new { symbol = "line-ns", size = 12, line = new { width = 3, color = Theme.Moving } }).Quiet(),
                    Traces.Words([rule[0]], [0.75], [$"critical difference {Summary.Format(criticalDifference)}"], "top right").With("cliponaxis", false))
                .ToJson(digits: 4);
        });
    }

    /// <summary>The longest runs of ranks that lie within the critical difference of each other, none inside another.</summary>
    private static List<(int First, int Last)> Together(double[] ranks, double criticalDifference)
    {
        var groups = new List<(int First, int Last)>();
        for (int first = 0; first < ranks.Length; first++)
        {
            int last = first;
            while (last + 1 < ranks.Length && ranks[last + 1] - ranks[first] < criticalDifference) last++;
            if (last > first && (groups.Count == 0 || last > groups[^1].Last)) groups.Add((first, last));
        }
        return groups;
    }
}
