namespace Hopfield.Plotting;

/// <summary>One curve of a figure: a prediction, a measurement with its uncertainty, or a bundle of runs.</summary>
/// <remarks>Series of one <see cref="Group"/> share a colour, so that a theory and its measurement are seen to belong together.</remarks>
public sealed record Series
{
    private Series(Form kind, string name, double[] x, double[] y, double[]? low, double[]? high, string? group)
    {
        FigureInput.Text(name);
        (Kind, Name, X, Y, Low, High, Group) = (kind, name, x, y, low, high, group ?? name);
    }

    /// <summary>The name in the legend.</summary>
    public string Name { get; }

    /// <summary>The series of one group share a colour; by default a series is its own group.</summary>
    public string Group { get; }

    /// <summary>How a series is drawn.</summary>
    internal enum Form
    {
        Line,
        Points,
        Bundle,
    }

    internal Form Kind { get; }

    internal double[] X { get; }

    internal double[] Y { get; }

    internal double[]? Low { get; }

    internal double[]? High { get; }

    /// <summary>A prediction, or any smooth curve: drawn as a line, with a band where an interval is given.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shape [K].</param>
    /// <param name="y">Values, shape [K].</param>
    /// <param name="low">Lower ends of the band, shape [K], or null.</param>
    /// <param name="high">Upper ends of the band, shape [K], or null.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or an interval has only one end.</exception>
    public static Series Theory(string name, double[] x, double[] y, double[]? low = null, double[]? high = null, string? group = null)
    {
        Check(x, y, low, high);
        return new Series(Form.Line, name, x, y, low, high, group);
    }

    /// <summary>A law over its axis: <c>Series.Theory("one step", loads, OneStepError.Gaussian)</c> draws its value at every load as a line.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shape [K].</param>
    /// <param name="law">The value at a position.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">A position or a value is not finite.</exception>
    public static Series Theory(string name, double[] x, Func<double, double> law, string? group = null) =>
        Theory(name, x, Values(x, law), group: group);

    /// <summary>How values are spread: for each position the share of them that lies strictly below it, drawn as a line from 0 to 1.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="values">The values, at least one, all finite, in any order.</param>
    /// <param name="x">Positions at which the share is taken, shape [K].</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">There is no value, or a number is not finite.</exception>
    public static Series ShareBelow(string name, IEnumerable<double> values, double[] x, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] all = [.. values];
        FigureInput.Finite(all, nameof(values));
        FigureInput.Finite(x);
        return Theory(name, x, [.. x.Select(position => (double)all.Count(value => value < position) / all.Length)], group: group);
    }

    /// <summary>Measured values: drawn as markers, with a band where an interval is given; a single value gets an upright bar.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shape [K].</param>
    /// <param name="y">Values, shape [K].</param>
    /// <param name="low">Lower ends of the confidence interval, shape [K], or null.</param>
    /// <param name="high">Upper ends of the confidence interval, shape [K], or null.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or an interval has only one end.</exception>
    public static Series Measured(string name, double[] x, double[] y, double[]? low = null, double[]? high = null, string? group = null)
    {
        Check(x, y, low, high);
        return new Series(Form.Points, name, x, y, low, high, group);
    }

    /// <summary>What a measurement gives at each position of its axis, without an interval: drawn as markers.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shape [K].</param>
    /// <param name="measure">Takes the measurement at a position; called once for each.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">A position or a value is not finite.</exception>
    public static Series Measured(string name, double[] x, Func<double, double> measure, string? group = null) =>
        Measured(name, x, Values(x, measure), group: group);

    /// <summary>Measured values with their uncertainty, as an experiment returns them: markers with a band of confidence.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shape [K].</param>
    /// <param name="estimates">Values with intervals, shape [K].</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is not finite; the estimate of a single sample has no interval.</exception>
    public static Series Measured(string name, double[] x, IReadOnlyList<Estimate> estimates, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        return Measured(name, x, [.. estimates.Select(e => e.Value)], [.. estimates.Select(e => e.Low)], [.. estimates.Select(e => e.High)], group);
    }

    /// <summary>A measured capacity curve over the load α, with its band of confidence.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">A point stands on a single network and has no interval.</exception>
    public static Series Measured(string name, CapacityCurve curve, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Measured(name, curve.Loads, curve, group);
    }

    /// <summary>A measured capacity curve over an axis of one's own, such as the number of patterns or of turned units.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions of the curve's points, shape [K].</param>
    /// <param name="curve">The curve, of K points.</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a point stands on a single network and has no interval.</exception>
    public static Series Measured(string name, double[] x, CapacityCurve curve, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Measured(name, x, curve.Values, curve.Low, curve.High, group);
    }

    /// <summary>The mean share of wrong units after 0, 1, 2, … steps of an avalanche, with its band of confidence.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="avalanche">What was measured.</param>
    /// <param name="group">Series of one group share a colour.</param>
    public static Series Measured(string name, Avalanche avalanche, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(avalanche);
        return Measured(name, Steps(avalanche), avalanche.WrongShare, avalanche.Low, avalanche.High, group);
    }

    /// <summary>The share of wrong units in every network of an avalanche, step by step.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="avalanche">What was measured.</param>
    /// <param name="group">Series of one group share a colour.</param>
    public static Series Runs(string name, Avalanche avalanche, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(avalanche);
        return Runs(name, Steps(avalanche), avalanche.Runs, group);
    }

    /// <summary>Many runs of one experiment: drawn as a bundle of thin lines under one name.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">Positions, shared by all runs, shape [K].</param>
    /// <param name="runs">Values of each run, shape [R][K].</param>
    /// <param name="group">Series of one group share a colour.</param>
    /// <exception cref="ArgumentException">Lengths differ or a number is not finite.</exception>
    public static Series Runs(string name, double[] x, IReadOnlyList<double[]> runs, string? group = null)
    {
        FigureInput.Finite(x);
        FigureInput.Some(runs);
        foreach (double[] run in runs)
        {
            FigureInput.Finite(run, nameof(runs));
            FigureInput.Length(run, x.Length, nameof(runs));
        }
        (double[] allX, double[] allY) = Broken(runs.Select(run => (x, run)));
        return new Series(Form.Bundle, name, allX, allY, null, null, group);
    }

    private static double[] Values(double[] x, Func<double, double> at)
    {
        FigureInput.Finite(x);
        ArgumentNullException.ThrowIfNull(at);
        return Array.ConvertAll(x, position => at(position));
    }

    private static double[] Steps(Avalanche avalanche) => [.. avalanche.WrongShare.Select((_, step) => (double)step)];

    private static void Check(double[] x, double[] y, double[]? low, double[]? high)
    {
        FigureInput.Finite(x);
        FigureInput.Finite(y);
        FigureInput.Length(y, x.Length);
        FigureInput.Interval(y, low, high);
    }

    /// <summary>Several lines as one, with a gap after each.</summary>
    internal static (double[] X, double[] Y) Broken(IEnumerable<(double[] X, double[] Y)> lines)
    {
        List<double> x = [], y = [];
        foreach ((double[] lineX, double[] lineY) in lines)
        {
            x.AddRange([.. lineX, double.NaN]);
            y.AddRange([.. lineY, double.NaN]);
        }
        return ([.. x], [.. y]);
    }
}

/// <summary>A vertical line at a value that matters, with its name.</summary>
/// <param name="At">The position on the horizontal axis.</param>
/// <param name="Label">A few words or a symbol, such as "α_c".</param>
public sealed record Guide(double At, string Label);

/// <summary>One position of a slider over curves.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="Series">The curves at this value.</param>
public sealed record CurvesStep(string Label, IReadOnlyList<Series> Series);
