using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>One cell: a view of its JSON, so that what this program does not know is kept.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject json;

    internal NotebookCell(JsonObject json, int number)
    {
        this.json = json;
        Number = number;
    }

    /// <summary>Place in the notebook, counted from 1 over all cells.</summary>
    public int Number { get; }

    /// <summary>Whether the cell holds code.</summary>
    public bool IsCode => Type == "code";

    /// <summary>Whether the cell holds Markdown.</summary>
    public bool IsMarkdown => Type == "markdown";

    /// <summary>nbformat's cell type: <c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Type => json["cell_type"]!.GetValue<string>();

    /// <summary>The cell's identifier (nbformat 4.5), or null.</summary>
    public string? Id
    {
        get => json["id"]?.GetValue<string>();
        set => json["id"] = value;
    }

    /// <summary>The text of the cell with line feeds.</summary>
    public string Source
    {
        get => MultilineText.Join(json["source"]);
        set => json["source"] = MultilineText.Split(value);
    }

    /// <summary>The cell's metadata.</summary>
    public JsonObject Metadata => (JsonObject)(json["metadata"] ??= new JsonObject());

    /// <summary>The tags in the cell's metadata (<c>setup</c>, <c>exact</c>, <c>tol:1e-4</c>, <c>exercise:02.1</c> …).</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.ToString())] : [];

    /// <summary>The part a cell plays in a slide show (<c>slide</c>, <c>notes</c>, <c>skip</c> …), or null.</summary>
    public string? SlideType => (Metadata["slideshow"] as JsonObject)?["slide_type"]?.ToString();

    /// <summary>The outputs of a code cell; empty for others.</summary>
    public JsonArray Outputs
    {
        get => json["outputs"] as JsonArray ?? [];
        set => json["outputs"] = value;
    }

    /// <summary>The count beside the cell, or null where it did not run.</summary>
    public int? ExecutionCount
    {
        get => json["execution_count"]?.GetValue<int>();
        set => json["execution_count"] = value;
    }

    /// <summary>The JSON below.</summary>
    public JsonObject Json => json;

    /// <summary>Whether the cell carries a tag.</summary>
    /// <param name="tag">The tag, exact.</param>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);
}
