using System.Text.Json.Nodes;
using Hopfield.Plotting;

namespace Hopfield.Course;

/// <summary>Draws figures as PNG: plotly.js in a browser without a window, then a palette small enough for a notebook.</summary>
internal sealed class FigurePictures : IAsyncDisposable
{
    /// <summary>The size of a picture to aim at, in bytes.</summary>
    public const int Aim = 40_000;

    /// <summary>The largest picture that a notebook carries, in bytes: a graph of many small marks may need more than <see cref="Aim"/>.</summary>
    public const int Limit = 80_000;

    // Sharp and colourful first; what is too large is tried with less of both. Below the last rung half-transparent lines turn heavy,
    // so a picture that is too large even there may be larger rather than coarser.
    private static readonly (double Scale, int Colours)[] _ladder = [(2, 256), (2, 64), (1.5, 256), (1.5, 64), (1, 256), (1, 128), (1, 64)];

    private const string PlotlyFile = "plotly.min.js";

    private readonly Chromium _browser;
    private readonly TemporaryFolder _folder;
    private readonly string _session;

    private FigurePictures(Chromium browser, TemporaryFolder folder, string session)
    {
        _browser = browser;
        _folder = folder;
        _session = session;
    }

    /// <summary>Starts the browser.</summary>
    /// <param name="program">The browser's path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FigurePictures> StartAsync(string program, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        Chromium? browser = null;
        try
        {
            string page = Path.Combine(folder.Path, "figures.html");
            await File.WriteAllTextAsync(Path.Combine(folder.Path, PlotlyFile), PlotlyScript.Read(), cancellationToken);
            await File.WriteAllTextAsync(page, PageText, cancellationToken);
            browser = await Chromium.StartAsync(program, cancellationToken);
            string session = await browser.Tools.OpenAsync(new Uri(page), cancellationToken);
            return new FigurePictures(browser, folder, session);
        }
        catch
        {
            if (browser is not null) await browser.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Draws a figure.</summary>
    /// <param name="figure">Its plotly JSON.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The PNG, of at most <see cref="Limit"/> bytes.</returns>
    /// <exception cref="IOException">The figure could not be drawn, or no setting makes it small enough.</exception>
    public async Task<byte[]> DrawAsync(JsonObject figure, CancellationToken cancellationToken)
    {
        int width = PlotlyFigure.Width(figure), height = PlotlyFigure.Height(figure);
        byte[] pixels = [], png = [];
        double drawn = 0;
        foreach ((double scale, int colours) in _ladder)
        {
            if (scale != drawn) pixels = await PixelsAsync(figure, width, height, scale, cancellationToken);
            drawn = scale;
            png = PalettePng.Encode(pixels, (int)(width * scale), colours);
            if (png.Length <= Aim) return png;
        }

        if (png.Length <= Limit) return png;
        throw new IOException($"the figure's picture is larger than {Limit / 1000} kB even in {_ladder[^1].Colours} colours; draw less in it.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<byte[]> PixelsAsync(JsonObject figure, int width, int height, double scale, CancellationToken cancellationToken)
    {
        string call = FormattableString.Invariant($"pixels({figure.ToJsonString()}, {width}, {height}, {scale})");
        JsonNode? answer = await _browser.Tools.EvaluateAsync(_session, call, cancellationToken);
        return Convert.FromBase64String((string)answer!);
    }

    private const string PageText = $$"""
        <!DOCTYPE html><meta charset="utf-8"><body><script src="{{PlotlyFile}}"></script><script>
        async function pixels(figure, width, height, scale) {
          const plot = document.createElement("div");
          document.body.replaceChildren(plot);
          await Plotly.newPlot(plot, figure.data, { ...figure.layout, width, height }, { staticPlot: false, displayModeBar: false });
          const picture = new Image();
          picture.src = await Plotly.toImage(plot, { format: "png", width, height, scale });
          await picture.decode();
          Plotly.purge(plot);
          const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
          const brush = canvas.getContext("2d", { willReadFrequently: true });
          brush.drawImage(picture, 0, 0);
          const bytes = brush.getImageData(0, 0, canvas.width, canvas.height).data;
          let text = "";
          for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
          return btoa(text);
        }
        </script></body>
        """;
}
