using System.Text.Json.Nodes;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>One committed output of a code cell.</summary>
internal sealed class LintedOutput(JsonObject json)
{
    public string Type => json["output_type"]?.GetValue<string>() ?? "";

    /// <summary>"stdout" or "stderr" of a stream, otherwise null.</summary>
    public string? StreamName => json["name"]?.GetValue<string>();

    public JsonObject Data => json["data"] as JsonObject ?? [];

    public JsonObject? Figure => Data[PlotlyFigure.MimeType] as JsonObject;

    public bool IsPicture => Figure is not null || Data.Any(part => part.Key.StartsWith("image/", StringComparison.Ordinal));

    /// <summary>A text part, joined where the file keeps it in lines; empty where there is none.</summary>
    public string Text(string mime) => MultilineText.Join(Data[mime]);

    /// <summary>Everything in words that a reader of the output sees.</summary>
    public string AllText => string.Join('\n', [MultilineText.Join(json["text"]), Text("text/plain"), Text("text/html"), Text("text/markdown")]);
}
