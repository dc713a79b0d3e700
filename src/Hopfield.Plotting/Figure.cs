using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>
/// A finished figure: a Plotly.NET chart completed with sliders, frames, text alternatives and settings, as one JSON object
/// that every notebook front end can show. <see cref="Figures"/> makes them.
/// </summary>
/// <remarks>
/// The figure keeps the JSON and not the chart, so that it also exists where Plotly.NET cannot be loaded (the archived
/// .NET Interactive kernel holds an older F# core library): such a figure shows its text and one line that says why.
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

    /// <summary>The figure as a piece of a page that needs nothing else, neither network nor an earlier cell.</summary>
    public string ToHtml() => FigureHtml.Write(this, withLibrary: true);

    /// <summary>All forms of the figure by MIME type, richest first; a notebook front end takes the first that it knows.</summary>
    /// <remarks>plotly.js (3.6 MB) travels in the <c>text/html</c> of the first figure of a process; the later ones find it on the page.</remarks>
    /// <returns>
    /// <c>application/vnd.plotly.v1+json</c> as a <see cref="JsonObject"/>, <c>text/html</c> and <c>text/plain</c> as strings;
    /// without the first where Plotly.NET could not be loaded.
    /// </returns>
    public IReadOnlyDictionary<string, object> ToMimeBundle()
    {
        var bundle = new Dictionary<string, object>();
        if (ToJson() is { } copy) bundle["application/vnd.plotly.v1+json"] = copy;
        bundle["text/html"] = FigureHtml.Write(this, withLibrary: _json is not null && PlotlyScript.FirstInProcess());
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
