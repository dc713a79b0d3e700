using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>A recall of ±1 units over time: a slider moves through its states, and where the model has an energy a marker runs down its curve beside it.</summary>
    /// <param name="recall">A recall that recorded its path.</param>
    /// <param name="width">Units per row of the picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">What the slider shows at each state, shape [T]; the number of the step when left out.</param>
    /// <param name="parameter">What the slider moves.</param>
    /// <param name="frames">States drawn at most: a longer recall is shown by evenly spaced ones, first and last among them.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The recall has no path, lengths don't fit the width, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 or more than 60 frames are asked for.</exception>
    public static Figure Recall(
        RecallResult<sbyte[]> recall, int width, string alt, IReadOnlyList<string>? labels = null, string parameter = "step", int frames = 15,
        string title = "")
    {
        ArgumentNullException.ThrowIfNull(recall);
        Trajectory<sbyte[]> path = recall.RequirePath(nameof(recall));
        return Recall(path.States, width, alt, path.Energies.Count == 0 ? null : [.. path.Energies], labels, parameter, frames, title);
    }

    /// <summary>States of ±1 units over time: a slider moves through its states; with energies, a marker runs down their curve beside it.</summary>
    /// <param name="states">States ξ(0), ξ(1), …, shape [T][N], entries ±1.</param>
    /// <param name="width">Units per row of the picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="energies">The energy of each state, shape [T].</param>
    /// <param name="labels">What the slider shows at each state, shape [T]; the number of the step when left out.</param>
    /// <param name="parameter">What the slider moves.</param>
    /// <param name="frames">
    /// States drawn at most: a longer recall is shown by evenly spaced ones, first and last among them. A unit takes about 2.5 bytes
    /// in each, so pictures of 64 × 64 units ask for fewer frames.
    /// </param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ or don't fit the width, a unit is not ±1, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 or more than 60 frames are asked for.</exception>
    public static Figure Recall(
        IReadOnlyList<sbyte[]> states, int width, string alt, double[]? energies = null, IReadOnlyList<string>? labels = null,
        string parameter = "step", int frames = 15, string title = "")
    {
        FigureInput.Pictures(states, width);
        FigureInput.Bipolar(states);
        var summary = new Summary("Recall", title)
            .Line($"{states.Count} states of {states[0].Length} units; between first and last {states[0].Zip(states[^1]).Count(pair => pair.First != pair.Second)} units differ");
        if (energies is { Length: > 0 }) summary.Line($"energy from {Summary.Format(energies[0])} to {Summary.Format(energies[^1])}");
        return Film([.. states.Select(Doubles)], width, alt, energies, labels, parameter, frames, title, summary, Theme.Bipolar, new Extent(-1, 1), "");
    }

    /// <summary>Pictures with shades that change with a parameter or over time: a slider shows one at a time, dark is low.</summary>
    /// <param name="images">Pictures, shape [T][N], finite.</param>
    /// <param name="width">Pixels per row of the picture; N is a multiple of it.</param>
    /// <param name="parameter">What the slider moves, such as "β".</param>
    /// <param name="labels">What the slider shows at each picture, shape [T].</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="energies">The energy of each picture, shape [T].</param>
    /// <param name="frames">Pictures drawn at most, evenly spaced.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ or don't fit the width, a number is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 or more than 60 frames are asked for.</exception>
    public static Figure ImagesSlider(
        IReadOnlyList<double[]> images, int width, string parameter, IReadOnlyList<string> labels, string alt, double[]? energies = null,
        int frames = 15, string title = "")
    {
        FigureInput.Pictures(images, width);
        foreach (double[] image in images) FigureInput.Finite(image, nameof(images));
        Extent range = Extent.Of(images.SelectMany(image => image));
        var summary = new Summary("Images", title).Line($"{images.Count} of {images[0].Length / width} × {width} pixels").Range("value", [range.Low, range.High])
            .Slider(parameter, labels, 0);
        return Film(images, width, alt, energies, labels, parameter, frames, title, summary, Theme.Shade, range, "value");
    }

    private static readonly double[] _right = [0.62, 1];

    private static Figure Film(
        IReadOnlyList<double[]> pictures, int width, string alt, double[]? energies, IReadOnlyList<string>? labels, string parameter,
        int frames, string title, Summary summary, object scale, Extent range, string valueName)
    {
        if (frames is < 2 or > 60) throw new ArgumentOutOfRangeException(nameof(frames), frames, "Expected 2 to 60 frames.");
        FigureInput.Length(labels, pictures.Count);
        FigureInput.Length(energies, pictures.Count);
        if (energies is not null) FigureInput.Finite(energies);
        int[] shown = pictures.Count <= frames
            ? [.. Enumerable.Range(0, pictures.Count)]
            : [.. Enumerable.Range(0, frames).Select(i => (int)Math.Round(i * (pictures.Count - 1.0) / (frames - 1)))];
        return Figure.Draw(alt, summary, () =>
        {
            var mosaic = new Mosaic(1, pictures[0].Length / width, width, 1, labelled: false);
            FigureBuilder builder = mosaic.Begin(title, null, showKey: valueName.Length == 0).Set("height", 560)
                .Set("margin", new { l = 10, r = 30, t = title.Length > 0 ? 110 : 60, b = 10 });
            if (energies is not null)
            {
                builder.Add(Beside(Traces.Line(Steps(energies), energies, Theme.Moving)).Hover("step %{x}, energy E %{y}"))
                    .Set("xaxis2", new { title = new { text = "step" }, domain = _right, anchor = "y2" })
                    .Set("yaxis2", new { title = new { text = "energy E" }, anchor = "x2" })
                    .Narrow(0.46);
            }
            var groups = new List<(string, int[])>();
            foreach (int t in shown)
            {
                int first = builder.Count;
                Trace picture = mosaic.Heat([pictures[t]], scale, range.Low, range.High).Hover("%{z}");
                builder.Add(valueName.Length > 0 && energies is null ? picture.With("colorbar", Theme.ColourBar(valueName)) : picture.With("showscale", false));
                if (energies is not null)
                    builder.Add(Beside(Traces.Points([t], [energies[t]], new { symbol = "circle-open", size = 16, color = Theme.Moving, line = new { width = 4 } })).Quiet());
                groups.Add((labels?[t] ?? $"{t}", [.. Enumerable.Range(first, builder.Count - first)]));
            }
            return builder.Steps(groups, 0, parameter).Playable(groups).ToJson(digits: 3);
        });

        static Trace Beside(Trace trace) => trace.With("xaxis", "x2").With("yaxis", "y2");
    }
}
