namespace Hopfield.Plotting.Tests;

/// <summary>Five patterns on the unit circle and their log-sum-exp energy, written down in closed form.</summary>
internal static class Circle
{
    public static readonly (double X, double Y)[] Points = [.. new[] { 80.0, 90, 100, 200, 320 }.Select(degrees => (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180)))];

    public static double[] Axis(int count, double reach = 1.3) => [.. Enumerable.Range(0, count).Select(i => -reach + 2 * reach * i / (count - 1))];

    public static double Energy(double x, double y, double beta)
    {
        double[] z = [.. Points.Select(point => beta * (point.X * x + point.Y * y))];
        double most = z.Max();
        return -(most + Math.Log(z.Sum(value => Math.Exp(value - most)))) / beta + (x * x + y * y) / 2 + Math.Log(Points.Length) / beta + 0.5;
    }

    public static (double X, double Y) Update(double x, double y, double beta)
    {
        double[] z = [.. Points.Select(point => beta * (point.X * x + point.Y * y))];
        double[] e = [.. z.Select(value => Math.Exp(value - z.Max()))];
        return (e.Zip(Points, (weight, point) => weight * point.X).Sum() / e.Sum(), e.Zip(Points, (weight, point) => weight * point.Y).Sum() / e.Sum());
    }

    public static double[,] Grid(double[] x, double[] y, double beta)
    {
        var energy = new double[y.Length, x.Length];
        for (int row = 0; row < y.Length; row++)
            for (int column = 0; column < x.Length; column++) energy[row, column] = Energy(x[column], y[row], beta);
        return energy;
    }

    /// <summary>A query flowing along the update, with at most six points.</summary>
    public static LandscapePoint[] Flow(double angle, double beta)
    {
        List<(double X, double Y)> path = [(1.25 * Math.Cos(angle), 1.25 * Math.Sin(angle))];
        while (path.Count < 6) path.Add(Update(path[^1].X, path[^1].Y, beta));
        return [.. path.Select(p => new LandscapePoint(p.X, p.Y, Energy(p.X, p.Y, beta)))];
    }

    /// <summary>Limits of the update from a ring of starts, each named by how many patterns it mixes.</summary>
    public static LandscapePoint[] Minima(double beta)
    {
        var found = new List<LandscapePoint>();
        for (int start = 0; start < 36; start++)
        {
            (double x, double y) = (Math.Cos(start * Math.PI / 18), Math.Sin(start * Math.PI / 18));
            for (double moved = 1; moved > 1e-12;)
            {
                (double nextX, double nextY) = Update(x, y, beta);
                moved = Math.Abs(nextX - x) + Math.Abs(nextY - y);
                (x, y) = (nextX, nextY);
            }
            if (found.Any(other => Math.Abs(other.X - x) + Math.Abs(other.Y - y) < 1e-3)) continue;
            double[] e = [.. Points.Select(point => Math.Exp(beta * (point.X * x + point.Y * y - 1)))];
            double effective = Math.Exp(-e.Sum(value => value / e.Sum() * Math.Log(Math.Max(value / e.Sum(), 1e-300))));
            found.Add(new LandscapePoint(x, y, Energy(x, y, beta), PointKind.Minimum, effective > 4 ? "global average" : effective > 1.5 ? $"mixes {effective:0.0}" : "one pattern"));
        }
        return [.. found];
    }

    /// <summary>The minimum that each start of a grid flows to.</summary>
    public static int[,] Ends(double[] axis, double beta)
    {
        LandscapePoint[] minima = Minima(beta);
        var ends = new int[axis.Length, axis.Length];
        for (int row = 0; row < axis.Length; row++)
        {
            for (int column = 0; column < axis.Length; column++)
            {
                (double x, double y) = (axis[column], axis[row]);
                for (int step = 0; step < 60; step++) (x, y) = Update(x, y, beta);
                ends[row, column] = Array.IndexOf(minima, minima.MinBy(other => Math.Abs(other.X - x) + Math.Abs(other.Y - y)));
            }
        }

        return ends;
    }

    public static EnergyGrid Landscape(double[] x, double[] y, double beta, int flows)
    {
        EnergyGrid landscape = EnergyGrid.From(x, y, Grid(x, y, beta)).WithAxes("ξ₁", "ξ₂")
            .WithPoints(Points.Select(point => new LandscapePoint(point.X, point.Y, Energy(point.X, point.Y, beta), PointKind.Stored)))
            .WithPoints(Minima(beta));
        for (int i = 0; i < flows; i++) landscape = landscape.WithPath(Flow(2 * Math.PI * i / flows, beta));
        return landscape;
    }
}
