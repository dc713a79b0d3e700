using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>
/// A finished figure: a Plotly.NET chart completed with sliders, frames, text alternatives and settings, as one JSON object
/// that every notebook front end can show. <see cref="Figures"/> makes them.
/// </summary>
/// <remarks>
/// The figure keeps the JSON and not the chart, so that it also exists where Plotly.NET cannot be loaded (a host may hold
/// a much older F# library): such a figure shows its text and one line that says why.
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class Figure
{
    private readonly string? _json;

    private Figure(string alt, string text, string? json, string? absence)
    {
        Alt = alt;
        Text = text;
        _json = json;
        Absence = absence;
    }

    /// <summary>What the figure shows, for those who do not see it.</summary>
    public string Alt { get; }

    /// <summary>The figure in plain text: title, range of each axis, extremes, and the text alternative.</summary>
    public string Text { get; }

    /// <summary>Why there is no picture; null where there is one.</summary>
    public string? Absence { get; }

    /// <summary>
    /// The figure as plotly.js reads it: an object with <c>data</c>, <c>layout</c>, <c>config</c> and, where it can be played,
    /// <c>frames</c>. The text alternative stands in <c>layout.meta.alt</c>. A copy of its own at each call; null where Plotly.NET could not be loaded.
    /// </summary>
    public JsonObject? ToJson() => _json is null ? null : (JsonObject?)JsonNode.Parse(_json);

    /// <summary>The figure as a piece of a page that needs no network.</summary>
    /// <param name="withLibrary">Whether it brings plotly.js (3.6 MB); one figure of a page has to.</param>
    public string ToHtml(bool withLibrary = true) => FigureHtml.Write(this, withLibrary);

    /// <summary>All forms of the figure by MIME type, richest first; a notebook front end takes the first that it knows.</summary>
    /// <remarks>
    /// There is no HTML among them: it would have to bring plotly.js (3.6 MB) into the saved notebook, and pages that run no script of a
    /// notebook, like GitHub's, would prefer it to the picture. What draws the first form is part of VS Code, and <c>kernel install</c> brings it to Jupyter.
    /// </remarks>
    /// <returns>
    /// <c>application/vnd.plotly.v1+json</c> as a <see cref="JsonObject"/>, its long lists in base64, <c>image/svg+xml</c> and <c>text/plain</c> as strings;
    /// only the last where Plotly.NET could not be loaded.
    /// </returns>
    public IReadOnlyDictionary<string, object> ToMimeBundle()
    {
        var bundle = new Dictionary<string, object>();
        if (ToJson() is { } copy)
        {
            string still = StillPicture.Draw(copy);
            PackedArrays.Pack(copy);
            bundle["application/vnd.plotly.v1+json"] = copy;
            bundle["image/svg+xml"] = still;
        }
        bundle["text/plain"] = ToString();
        return bundle;
    }

    /// <summary>The figure in plain text.</summary>
    public override string ToString() => Absence is null ? Text : $"{Text}\n({Absence})";

    /// <summary>The text of <see cref="ToJson"/>: every character that could end a script element is escaped.</summary>
    internal string? JsonText => _json;

    /// <summary>Draws a figure, or keeps its text where the drawing library cannot be loaded.</summary>
    /// <param name="alt">The text alternative, required.</param>
    /// <param name="summary">The figure in words.</param>
    /// <param name="draw">Makes the JSON. All use of Plotly.NET stays inside, so that nothing else needs it in order to load.</param>
    internal static Figure Draw(string alt, Summary summary, Func<JsonObject> draw)
    {
        FigureInput.Text(alt);
        string text = summary.ToString(alt);
        FSharpLibrary.UseTheHosts();
        try
        {
            JsonObject json = draw();
            // Pages read the text alternative from where plotly.js lets a figure keep data of its own.
            json["layout"]!["meta"] = new JsonObject { ["alt"] = alt };
            return new Figure(alt, text, json.ToJsonString(), null);
        }
        catch (Exception error) when (IsLoadFailure(error))
        {
            return new Figure(alt, text, null, "The picture is missing: this kernel cannot load Plotly.NET 6. " + error.GetBaseException().Message.Split('\n')[0].Trim());
        }
    }

    private static bool IsLoadFailure(Exception? error) => error switch
    {
        null => false,
        FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or MissingMemberException => true,
        _ => IsLoadFailure(error.InnerException),
    };
}

/// <summary>Writes a figure as a piece of HTML.</summary>
/// <remarks>
/// The piece has no id, so it may stand on a page any number of times. Its script draws every figure that is not drawn yet: a
/// figure that came before the library is drawn when the library arrives. The text stays visible until there is a picture, and where the
/// library is missing (the cell that brought it was cleared, the page opened again).
/// </remarks>
internal static class FigureHtml
{
    // Parameters named define, module and exports hide those of require.js, so that the library always becomes window.Plotly.
    private const string Load = "window.Plotly||(function(define,module,exports){";
    private const string Loaded = "\n}).call(window);";

    private const string Draw = """
        (()=>{
        const root=document.currentScript?.getRootNode()??document;
        const draw=()=>{for(const box of root.querySelectorAll('.hopfield-figure')){
          if(box.drawn)continue;box.drawn=true;
          const figure=JSON.parse(box.querySelector('script').textContent);
          const plot=document.createElement('div');box.append(plot);box.querySelector('pre').hidden=true;
          Plotly.newPlot(plot,figure.data,figure.layout,figure.config).then(()=>figure.frames&&Plotly.addFrames(plot,figure.frames));
        }};
        if(window.Plotly)draw();
        })();
        """;

    /// <param name="figure">The figure.</param>
    /// <param name="withLibrary">Whether plotly.js is written before it.</param>
    public static string Write(Figure figure, bool withLibrary)
    {
        string alt = WebUtility.HtmlEncode(figure.Alt);
        string text = WebUtility.HtmlEncode(figure.Text);
        if (figure.JsonText is not { } data)
            return $"<div role=\"img\" aria-label=\"{alt}\"><pre>{text}</pre></div><p><em>{WebUtility.HtmlEncode(figure.Absence)}</em></p>";

        string library = withLibrary ? $"<script>{Load}{PlotlyScript.Read()}{Loaded}</script>\n" : "";
        return $"""
            {library}<div class="hopfield-figure" role="img" aria-label="{alt}">
            <pre>{text}</pre>
            <script type="application/json">{data}</script>
            </div>
            <script>{Draw}</script>
            """;
    }
}

/// <summary>How .NET Interactive finds a formatter without a reference to it: an attribute of this name, with these two properties.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; init; } = [];
}

/// <summary>Found by name: lists the formatters of <see cref="Figure"/>.</summary>
/// <remarks>
/// The plotly MIME type is not offered here: .NET Interactive would send its JSON as a string, which front ends cannot draw. So HTML it is,
/// and plotly.js travels in that of the first figure of a process; the later ones find it on the page.
/// </remarks>
internal sealed class FigureFormatterSource
{
    [SuppressMessage("Performance", "CA1822", Justification = "The other side looks for an instance method.")]
    public IEnumerable<object> CreateTypeFormatters() => [new FigureFormatter("text/html"), new FigureFormatter("text/plain")];
}

/// <summary>Found by name: writes one form of a figure.</summary>
internal sealed class FigureFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Figure figure) return false;
        writer.Write(MimeType == "text/html" ? FigureHtml.Write(figure, withLibrary: figure.JsonText is not null && PlotlyScript.FirstInProcess()) : figure.ToString());
        return true;
    }
}
