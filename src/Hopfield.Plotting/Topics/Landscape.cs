namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>An energy landscape over a plane as a surface that can be turned, its contours projected on the floor.</summary>
    /// <param name="x">Grid positions on the first axis, rising, shape [X]; at most 61 keep the figure small.</param>
    /// <param name="y">Grid positions on the second axis, rising, shape [Y].</param>
    /// <param name="energy">Energies, finite, shape [Y, X].</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="spots">Marked points: stored patterns, states, minima.</param>
    /// <param name="tracks">Paths of recalls.</param>
    /// <param name="xName">Name and symbol of the first axis.</param>
    /// <param name="yName">Name and symbol of the second axis.</param>
    /// <param name="energyName">Name and symbol of the height.</param>
    /// <param name="ceiling">The highest energy drawn: what lies above is cut off, so that the valleys get the colours.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ, positions don't rise, a number is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ceiling is not above the lowest energy.</exception>
    public static Figure Landscape(
        double[] x, double[] y, double[,] energy, string alt, IReadOnlyList<Spot>? spots = null, IReadOnlyList<Track>? tracks = null,
        string xName = "x", string yName = "y", string energyName = "energy E", double? ceiling = null, string title = "")
    {
        var step = new LandscapeStep("", energy, spots, tracks);
        var terrain = new Terrain(x, y, [step], xName, yName, energyName, sharedScale: true, ceiling);
        return Figure.Draw(alt, terrain.Describe(new Summary("Energy landscape", title), step), () =>
            terrain.Sheet(title, 600, step).Add(terrain.Draw(step)).ToJson());
    }

    /// <summary>
    /// An energy landscape that changes with a parameter (β, the degree n, the load α): a slider shows one value at a time.
    /// It moves on a static page, after reopening, and on a projector, since all steps are in the figure.
    /// </summary>
    /// <param name="x">Grid positions on the first axis, rising, shape [X]; 31 positions and 15 steps make about 130 kB.</param>
    /// <param name="y">Grid positions on the second axis, rising, shape [Y].</param>
    /// <param name="steps">The landscape at each value of the parameter, at most 15.</param>
    /// <param name="parameter">The symbol of the parameter, such as "β".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="sharedScale">Whether height and colour mean the same at all steps; otherwise each step fills the range.</param>
    /// <param name="xName">Name and symbol of the first axis.</param>
    /// <param name="yName">Name and symbol of the second axis.</param>
    /// <param name="energyName">Name and symbol of the height.</param>
    /// <param name="ceiling">The highest energy drawn: what lies above is cut off, so that the valleys get the colours.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">More than 15 steps or none, shapes differ, positions don't rise, a number is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>, or the ceiling is not above the lowest energy.</exception>
    public static Figure LandscapeSlider(
        double[] x, double[] y, IReadOnlyList<LandscapeStep> steps, string parameter, string alt, int start = 0, bool sharedScale = true,
        string xName = "x", string yName = "y", string energyName = "energy E", double? ceiling = null, string title = "")
    {
        Guard.Some(steps);
        Guard.Step(start, steps.Count);
        if (steps.Count > 15) throw new ArgumentException($"Expected at most 15 steps, so that the figure stays small; {steps.Count} came.", nameof(steps));
        var terrain = new Terrain(x, y, steps, xName, yName, energyName, sharedScale, ceiling);
        Summary summary = terrain.Describe(new Summary("Energy landscape with a slider", title), steps[start])
            .Slider(parameter, steps.Select(step => step.Label), start);
        return Figure.Draw(alt, summary, () =>
            terrain.Sheet(title, 720, steps[start]).AddSteps(steps, step => step.Label, terrain.Draw, start, parameter, terrain.Relabel).ToJson());
    }
}
