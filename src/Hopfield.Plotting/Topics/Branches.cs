namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>A bifurcation diagram: fixed points over a parameter, stable branches as full lines, unstable ones dashed.</summary>
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
        Guard.Some(branches);
        foreach (Branch branch in branches)
        {
            Guard.Finite(branch.X, nameof(branches));
            Guard.Finite(branch.Y, nameof(branches));
            Guard.Length(branch.Y, branch.X.Length, nameof(branches));
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
            Sheet sheet = new Sheet(title, 440).Axes(xName, yName, logX).Set("yaxis", Fixed(yName, range, log: false))
                .Set("legend", LegendAbove).Set("hovermode", "closest");
            DrawGuides(sheet, guides, logX);
            string Entry(Branch branch) => (branch.Name.Length > 0 ? branch.Name + ", " : "") + (branch.Stable ? "stable" : "unstable");
            string[] names = [.. branches.Select(branch => branch.Name).Distinct()];
            var seen = new HashSet<string>();
            foreach (Branch branch in branches)
            {
                string entry = Entry(branch);
                sheet.Add(Traces.Line(branch.X, branch.Y.Select(rest => rests.Coarse(rest, 2000)), Look.Colour(Array.IndexOf(names, branch.Name)), branch.Stable ? 4 : 2.5, branch.Stable ? "solid" : "dot", entry)
                    .With("showlegend", seen.Add(entry)).With("legendgroup", entry).Hover($"{entry}: %{{x}}, %{{y}}"));
            }
            return sheet.ToJson(digits: 4);
        });
    }
}
