using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Small pies in a plane, all wedges of one kind in one trace, so that the legend can name the kind.</summary>
internal static class Pies
{
    /// <summary>One trace for each kind that has a share anywhere; hatching tells the kinds apart besides their colour.</summary>
    /// <param name="centres">Middle of each pie.</param>
    /// <param name="shares">Share of each kind in each pie, shape [pies, kinds].</param>
    /// <param name="names">Names of the kinds.</param>
    /// <param name="radius">In units of the plane.</param>
    public static IEnumerable<Trace> Draw((double X, double Y)[] centres, double[,] shares, IReadOnlyList<string> names, double radius)
    {
        for (int kind = 0; kind < names.Count; kind++)
        {
            List<double> x = [], y = [];
            for (int pie = 0; pie < centres.Length; pie++)
            {
                double before = Enumerable.Range(0, kind).Sum(other => shares[pie, other]);
                Wedge(x, y, centres[pie], before, shares[pie, kind], radius);
            }
            yield return Traces.Area(x, y, Theme.Colour(kind), names[kind])
                .With("fillpattern", new { shape = Theme.Hatch(kind), fgcolor = "#ffffff", bgcolor = Theme.Colour(kind), fillmode = "replace", size = 6, solidity = 0.25 })
                .With("legendgroup", names[kind]);
        }
    }

    /// <summary>From twelve o'clock clockwise; shares too small to see are left out.</summary>
    private static void Wedge(List<double> x, List<double> y, (double X, double Y) centre, double before, double share, double radius)
    {
        if (share < 0.002) return;
        int segments = Math.Max(2, (int)Math.Ceiling(20 * share));
        bool whole = share > 0.998;
        if (!whole) Add(centre.X, centre.Y);
        for (int i = 0; i <= segments; i++)
        {
            double angle = 2 * Math.PI * (before + share * i / segments);
            Add(centre.X + radius * Math.Sin(angle), centre.Y + radius * Math.Cos(angle));
        }
        if (!whole) Add(centre.X, centre.Y);
        x.Add(double.NaN);
        y.Add(double.NaN);

        void Add(double px, double py)
        {
            x.Add(px);
            y.Add(py);
        }
    }
}
