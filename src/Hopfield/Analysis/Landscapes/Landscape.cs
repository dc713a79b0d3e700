namespace Hopfield;

/// <summary>An energy over two axes, with the points and paths that are marked in it: what a figure of a landscape draws.</summary>
/// <remarks>
/// <para>Its kinds differ in what a place stands for: <see cref="EnergySurface"/> cuts through real-valued states, <see cref="LandscapeSlice"/>
/// and <see cref="StateMap"/> show true states of ±1 units, <see cref="TwoPatternMap"/> groups them by two overlaps,
/// <see cref="ThreePatternMap"/> by two differences of overlaps, and <see cref="EnergyGrid"/> holds heights that come from elsewhere.</para>
/// <para>Immutable: the methods that mark or rescale return a landscape of their own.</para>
/// </remarks>
public abstract class Landscape
{
    private protected Landscape(double[] x, double[] y, double[,] energy, string xName, string yName)
    {
        foreach (double height in energy) RequireFinite(height);
        (X, Y, Energy, XName, YName) = (x, y, energy, xName, yName);
    }

    /// <summary>Grid positions on the first axis, rising.</summary>
    public double[] X { get; }

    /// <summary>Grid positions on the second axis, rising.</summary>
    public double[] Y { get; }

    /// <summary>The height at each grid point: E, or what <see cref="Landscape{TSelf}.Scaled"/> and its like have made of it. Shape [rows Y, columns X].</summary>
    public double[,] Energy { get; private protected set; }

    /// <summary>The marked points, in the order in which they were marked.</summary>
    public IReadOnlyList<LandscapePoint> Points { get; private protected set; } = [];

    /// <summary>The paths, each from its first state to its last.</summary>
    public IReadOnlyList<IReadOnlyList<LandscapePoint>> Paths { get; private protected set; } = [];

    /// <summary>Name and symbol of the first axis.</summary>
    public string XName { get; private protected set; }

    /// <summary>Name and symbol of the second axis.</summary>
    public string YName { get; private protected set; }

    /// <summary>Name and symbol of the height.</summary>
    public string EnergyName { get; private protected set; } = "energy E";

    /// <summary>Returns an energy, or throws where a function of the caller's own made of it what cannot be drawn.</summary>
    private protected static double RequireFinite(double energy) => double.IsFinite(energy)
        ? energy
        : throw new InvalidOperationException($"Expected finite energies to draw, got {energy}.");
}

/// <summary>What every kind of landscape can be asked for; each call returns a landscape of the same kind.</summary>
/// <typeparam name="TSelf">The kind.</typeparam>
public abstract class Landscape<TSelf> : Landscape
    where TSelf : Landscape<TSelf>
{
    // What became of an energy on its way to a height, so that states that are placed later arrive at the same height.
    private Func<double, double> _toHeight = energy => energy;

    private protected Landscape(double[] x, double[] y, double[,] energy, string xName, string yName)
        : base(x, y, energy, xName, yName) { }

    /// <summary>Marks points at places of your own.</summary>
    /// <param name="points">Positions and heights, finite.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public TSelf WithPoints(params IEnumerable<LandscapePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        LandscapePoint[] added = [.. points];
        RequireFinite(added, nameof(points));
        return Changed(copy => copy.Points = [.. Points, .. added]);
    }

    /// <summary>Draws a path of your own.</summary>
    /// <param name="path">Positions and heights from first to last, finite.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public TSelf WithPath(IReadOnlyList<LandscapePoint> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RequireFinite(path, nameof(path));
        return Changed(copy => copy.Paths = [.. Paths, path]);
    }

    /// <summary>Names the marked points, in the order in which they were marked.</summary>
    /// <param name="labels">One for each point; may be empty texts.</param>
    /// <exception cref="ArgumentException">There are more or fewer labels than points.</exception>
    public TSelf WithLabels(params IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != Points.Count) throw new ArgumentException($"Expected {Points.Count} labels, one for each marked point, got {labels.Count}.", nameof(labels));
        return Changed(copy => copy.Points = [.. Points.Zip(labels, (point, label) => point with { Label = label })]);
    }

    /// <summary>Names the axes.</summary>
    /// <param name="x">Name and symbol of the first axis; left out: as it is.</param>
    /// <param name="y">Name and symbol of the second axis; left out: as it is.</param>
    /// <param name="energy">Name and symbol of the height; left out: as it is.</param>
    public TSelf WithAxes(string? x = null, string? y = null, string? energy = null) =>
        Changed(copy => (copy.XName, copy.YName, copy.EnergyName) = (x ?? XName, y ?? YName, energy ?? EnergyName));

    /// <summary>Multiplies all heights, as where energies of different sizes are compared in units of their own.</summary>
    /// <param name="factor">Positive and finite: valleys stay valleys.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public TSelf Scaled(double factor)
    {
        Require.PositiveFinite(factor);
        return Raised(height => height * factor);
    }

    /// <summary>Adds a number to all heights.</summary>
    /// <param name="by">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public TSelf Shifted(double by)
    {
        if (!double.IsFinite(by)) throw new ArgumentOutOfRangeException(nameof(by), by, $"Expected a finite number, got {by}.");
        return Raised(height => height + by);
    }

    /// <summary>Counts heights from the lowest of all grid points and marked points, which becomes 0.</summary>
    public TSelf AboveLowest()
    {
        double lowest = Points.Aggregate(double.PositiveInfinity, (low, point) => Math.Min(low, point.Energy));
        foreach (double height in Energy) lowest = Math.Min(lowest, height);
        return Shifted(-lowest);
    }

    /// <summary>The height at which a state of this energy lies.</summary>
    private protected double Height(double energy) => _toHeight(RequireFinite(energy));

    /// <summary>True where a place lies within the drawn rectangle.</summary>
    private protected bool Shows(LandscapePoint place) => place.X >= X[0] && place.X <= X[^1] && place.Y >= Y[0] && place.Y <= Y[^1];

    private protected TSelf Changed(Action<TSelf> change)
    {
        var copy = (TSelf)MemberwiseClone();
        change(copy);
        return copy;
    }

    private TSelf Raised(Func<double, double> change)
    {
        var energy = new double[Y.Length, X.Length];
        for (int row = 0; row < Y.Length; row++)
            for (int column = 0; column < X.Length; column++) energy[row, column] = change(Energy[row, column]);
        LandscapePoint[] Moved(IReadOnlyList<LandscapePoint> points) => [.. points.Select(point => point with { Energy = change(point.Energy) })];
        Func<double, double> before = _toHeight;
        return Changed(copy =>
        {
            (copy.Energy, copy.Points, copy.Paths) = (energy, Moved(Points), [.. Paths.Select(Moved)]);
            copy._toHeight = value => change(before(value));
        });
    }

    private static void RequireFinite(IReadOnlyList<LandscapePoint> points, string name)
    {
        foreach (LandscapePoint point in points)
        {
            if (!double.IsFinite(point.X + point.Y + point.Energy))
                throw new ArgumentException($"Expected finite numbers, got the point ({point.X}, {point.Y}) at {point.Energy}.", name);
        }
    }
}
