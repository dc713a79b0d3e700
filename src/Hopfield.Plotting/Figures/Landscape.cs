using System.Globalization;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>An energy landscape over a plane as a surface that can be turned, its contours projected on the floor.</summary>
    /// <param name="landscape">The landscape with its marked points, paths and names of axes; at most 61 × 61 positions keep the figure small.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="ceiling">The highest energy drawn: what lies above is cut off, so that the valleys get the colours.</param>
    /// <param name="fromAbove">Looks down more steeply: for a rough landscape, whose ridges would hide its valleys.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">A height is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ceiling is not above the lowest energy.</exception>
    public static Figure Landscape(Landscape landscape, string alt, double? ceiling = null, bool fromAbove = false, string title = "")
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var terrain = new Terrain([landscape], sharedScale: true, ceiling);
        return Figure.Draw(alt, terrain.Describe(new Summary("Energy landscape", title), landscape), () =>
            terrain.Begin(title, 600, landscape, fromAbove).Add(terrain.Draw(landscape)).ToJson());
    }

    /// <summary>
    /// An energy landscape that changes with a parameter (β, the degree n, the load α): a slider shows one value at a time.
    /// It moves on a static page, after reopening, and on a projector, since all steps are in the figure.
    /// </summary>
    /// <typeparam name="TValue">The type of the parameter, a number.</typeparam>
    /// <param name="parameter">The symbol of the parameter, such as "β".</param>
    /// <param name="values">The values of the parameter, at most 15.</param>
    /// <param name="landscape">Makes the landscape at a value. All are over the same positions; 31 × 31 of them and 15 values make about 130 kB.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The number of the value shown first, from 0.</param>
    /// <param name="sharedScale">Whether height and colour mean the same at all values; otherwise each fills the range.</param>
    /// <param name="ceiling">The highest energy drawn: what lies above is cut off, so that the valleys get the colours.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">More than 15 values or none, positions differ, a height is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no value of number <paramref name="start"/>, or the ceiling is not above the lowest energy.</exception>
    public static Figure LandscapeSlider<TValue>(
        string parameter, IReadOnlyList<TValue> values, Func<TValue, Landscape> landscape, string alt, int start = 0, bool sharedScale = true,
        double? ceiling = null, string title = "")
        where TValue : IFormattable
    {
        FigureInput.Some(values);
        FigureInput.Step(start, values.Count);
        ArgumentNullException.ThrowIfNull(landscape);
        if (values.Count > 15) throw new ArgumentException($"Expected at most 15 values, so that the figure stays small; {values.Count} came.", nameof(values));
        (string Label, Landscape Landscape)[] steps = [.. values.Select(value => (value.ToString(null, CultureInfo.InvariantCulture), landscape(value)))];
        var terrain = new Terrain([.. steps.Select(step => step.Landscape)], sharedScale, ceiling);
        Summary summary = terrain.Describe(new Summary("Energy landscape with a slider", title), steps[start].Landscape)
            .Slider(parameter, steps.Select(step => step.Label), start);
        return Figure.Draw(alt, summary, () =>
            terrain.Begin(title, 720, steps[start].Landscape)
                .AddSteps(steps, step => step.Label, step => terrain.Draw(step.Landscape), start, parameter, step => terrain.Relabel(step.Landscape)).ToJson());
    }
}
