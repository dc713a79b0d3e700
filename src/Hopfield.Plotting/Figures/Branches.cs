using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>A bifurcation diagram of followed fixed points: one of their units over β, minima as full lines, saddles dotted.</summary>
    /// <param name="branches">Curves of fixed points with a name for the legend each; curves of one name share an entry. See <see cref="Continuation.Follow"/>.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="unit">The unit that is drawn, from 0.</param>
    /// <param name="xName">Name and symbol of the parameter.</param>
    /// <param name="yName">Name and symbol of the unit's value at rest; left out: ξ with the unit's number from 1.</param>
    /// <param name="guides">Vertical lines at the thresholds.</param>
    /// <param name="logX">A logarithmic axis for the parameter.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">No branch, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit lies outside its range.</exception>
    public static Figure Bifurcation(
        IReadOnlyList<(string Name, FixedPointBranch Branch)> branches, string alt, int unit = 0,
        string xName = "inverse temperature β", string? yName = null, IReadOnlyList<Guide>? guides = null, bool logX = false, string title = "")
    {
        FigureInput.Some(branches);
        FigureInput.Step(unit, branches[0].Branch.Points[0].State.Length);
        return Bifurcation(
            [.. branches.SelectMany(one => one.Branch.Parts().Select(part => new Branch(part.Betas, part.Coordinate(unit), part.Stable[^1], one.Name)))],
            xName, yName ?? $"ξ{Subscript(unit + 1)} at rest", alt, guides, logX, title);
    }

    /// <summary>A bifurcation diagram: fixed points over a parameter, stable branches as full lines, unstable ones dotted.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="xName">Name and symbol of the parameter.</param>
    /// <param name="yName">Name and symbol of the fixed point's coordinate.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="guides">Vertical lines at the thresholds.</param>
    /// <param name="logX">A logarithmic axis for the parameter; needs positive values.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, a logarithmic axis gets a value it cannot show, or the text alternative is empty.</exception>
    public static Figure Bifurcation(
        IReadOnlyList<Branch> branches, string xName, string yName, string alt, IReadOnlyList<Guide>? guides = null, bool logX = false, string title = "")
    {
        FigureInput.Some(branches);
        foreach (Branch branch in branches)
        {
            FigureInput.Finite(branch.X, nameof(branches));
            FigureInput.Finite(branch.Y, nameof(branches));
            FigureInput.Length(branch.Y, branch.X.Length, nameof(branches));
            if (logX && branch.X.Any(value => value <= 0)) throw new ArgumentException("Expected positive values for a logarithmic axis.", nameof(branches));
        }
        var summary = new Summary("Bifurcation diagram", title).Range(xName, branches.SelectMany(branch => branch.X)).Range(yName, branches.SelectMany(branch => branch.Y))
            .Line($"{branches.Count(branch => branch.Stable)} stable and {branches.Count(branch => !branch.Stable)} unstable branches")
            .Lines(guides ?? [], Told);
        return Figure.Draw(alt, summary, () =>
        {
            // Room above the branches for the names of the guides.
            Extent rests = Extent.Of(branches.SelectMany(branch => branch.Y));
            var range = new Extent(rests.Low, rests.High + (guides is { Count: > 0 } ? 0.12 * rests.Span : 0));
            FigureBuilder builder = new FigureBuilder(title, 440).Axes(xName, yName, logX).Set("yaxis", Fixed(yName, range, log: false))
                .Set("legend", _legendAbove).Set("hovermode", "closest");
            DrawGuides(builder, guides, logX);
            // A name has one entry, its stable branch where there is one; a symbol tells it where colours do not.
            string[] names = [.. branches.Select(branch => branch.Name).Distinct()];
            string Kind(Branch branch) => branch.Stable ? "stable" : "unstable";
            string Entry(Branch branch) => branch.Name.Length > 0 ? branch.Name : Kind(branch);
            Branch[] shown = [.. branches.GroupBy(Entry).Select(entry => entry.FirstOrDefault(branch => branch.Stable) ?? entry.First())];
            foreach (Branch branch in branches)
            {
                int name = Array.IndexOf(names, branch.Name);
                Trace line = Traces.Line(branch.X, branch.Y.Select(rest => rests.Coarse(rest, 2000)), Theme.Colour(name), branch.Stable ? 4 : 2.5, branch.Stable ? "solid" : "dot", Entry(branch))
                    .With("showlegend", shown.Contains(branch)).With("legendgroup", Entry(branch))
                    .Hover($"{(branch.Name.Length > 0 ? branch.Name + ", " : "")}{Kind(branch)}: %{{x}}, %{{y}}");
                if (names.Length > 1 && branch.Stable)
                    line.With("mode", "lines+markers").With("marker", new { symbol = Theme.Symbol(name), size = 11, maxdisplayed = 6 });
                builder.Add(line);
            }
            return builder.ToJson(digits: 4);
        });
    }

    private static string Subscript(int number) => string.Concat($"{number}".Select(digit => (char)(digit - '0' + '₀')));
}
