using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Several pictures at one value of the parameter that a slider moves.</summary>
/// <typeparam name="T"><see cref="sbyte"/> for ±1 patterns, <see cref="double"/> for shades.</typeparam>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="Pictures">The pictures, shape [P][N]; as many at each step.</param>
/// <param name="Labels">A label above each picture, shape [P]; may be left out at all steps.</param>
public sealed record PicturesStep<T>(string Label, IReadOnlyList<T[]> Pictures, IReadOnlyList<string>? Labels = null);

public static partial class Figures
{
    /// <summary>±1 patterns side by side that change together while a slider moves.</summary>
    /// <remarks>A unit takes about 2.5 bytes at each step: ten steps of six pictures of 8 × 8 units make 10 kB.</remarks>
    /// <param name="steps">The patterns at each value of the parameter, entries ±1.</param>
    /// <param name="width">Units per row of a picture; N is a multiple of it.</param>
    /// <param name="parameter">What the slider moves, such as "dreams".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="columns">Pictures per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Steps have different numbers of pictures, lengths don't fit the width, an entry is not ±1, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure PatternsSlider(
        IReadOnlyList<PicturesStep<sbyte>> steps, int width, string parameter, string alt, int start = 0, int? columns = null, string title = "")
    {
        FigureInput.Some(steps);
        foreach (PicturesStep<sbyte> step in steps) FigureInput.Bipolar(step.Pictures, nameof(steps));
        PicturesStep<double>[] shades = [.. steps.Select(step => new PicturesStep<double>(step.Label, [.. step.Pictures.Select(Doubles)], step.Labels))];
        return PictureSlider("Patterns", shades, width, parameter, alt, start, columns, title, Theme.Bipolar, new Extent(-1, 1), "");
    }

    /// <summary>Pictures with shades side by side that change together while a slider moves, on one common scale: dark is low.</summary>
    /// <param name="steps">The pictures at each value of the parameter, finite.</param>
    /// <param name="width">Pixels per row of a picture; N is a multiple of it.</param>
    /// <param name="parameter">What the slider moves, such as "n".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="columns">Pictures per row; as many as fit when left out.</param>
    /// <param name="valueName">What the shades are.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Steps have different numbers of pictures, lengths don't fit the width, an entry is not finite, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure ImagesSlider(
        IReadOnlyList<PicturesStep<double>> steps, int width, string parameter, string alt, int start = 0, int? columns = null, string valueName = "value",
        string title = "")
    {
        FigureInput.Some(steps);
        foreach (double[] image in steps.SelectMany(step => step.Pictures)) FigureInput.Finite(image, nameof(steps));
        Extent range = Extent.Of(steps.SelectMany(step => step.Pictures).SelectMany(image => image));
        return PictureSlider("Images", steps, width, parameter, alt, start, columns, title, Theme.Shade, range, valueName);
    }

    private static Figure PictureSlider(
        string kind, IReadOnlyList<PicturesStep<double>> steps, int width, string parameter, string alt, int start, int? columns, string title,
        object scale, Extent range, string valueName)
    {
        FigureInput.Step(start, steps.Count);
        int count = steps[0].Pictures.Count;
        bool labelled = steps[0].Labels is not null;
        FigureInput.Pictures([.. steps.SelectMany(step => step.Pictures)], width, nameof(steps));
        foreach (PicturesStep<double> step in steps)
        {
            FigureInput.Length(step.Pictures, count, nameof(steps));
            FigureInput.Length(step.Labels, count, nameof(steps));
            if (step.Labels is not null != labelled) throw new ArgumentException("Expected labels at all steps or at none.", nameof(steps));
        }
        var mosaic = new Mosaic(count, steps[0].Pictures[0].Length / width, width, columns, labelled);
        var summary = new Summary(kind, title).Line($"{count} of {mosaic.Rows} × {width} at {steps.Count} steps").Slider(parameter, steps.Select(step => step.Label), start);
        return Figure.Draw(alt, summary, () =>
            mosaic.Begin(title, null, showKey: valueName.Length == 0, below: 110)
                .AddSteps(steps, step => step.Label, Draw, start, parameter)
                .ToJson(digits: 3));

        IEnumerable<Trace> Draw(PicturesStep<double> step)
        {
            Trace heat = mosaic.Heat(step.Pictures, scale, range.Low, range.High);
            yield return valueName.Length > 0 ? heat.With("colorbar", Theme.ColourBar(valueName)).Hover("%{z}") : heat.With("showscale", false).Hover("%{z:+d}");
            if (step.Labels is not null) yield return mosaic.Labels(step.Labels);
        }
    }
}
