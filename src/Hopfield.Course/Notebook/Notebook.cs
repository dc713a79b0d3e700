using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>
/// A Jupyter notebook (nbformat 4): its cells and metadata over the JSON they came from. Reading refuses what is no such
/// notebook with one line; writing is atomic and always gives the same text for the same notebook.
/// </summary>
public sealed class Notebook
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private Notebook(JsonObject json, IReadOnlyList<NotebookCell> cells)
    {
        Json = json;
        Cells = cells;
    }

    /// <summary>The whole notebook as JSON.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The code cells in order.</summary>
    public IEnumerable<NotebookCell> CodeCells => Cells.Where(cell => cell.IsCode);

    /// <summary>The notebook's metadata.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>Reads a notebook from a file.</summary>
    /// <param name="path">The .ipynb file.</param>
    /// <exception cref="NotebookException">The file is missing, unreadable or no notebook of nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        if (!File.Exists(path)) throw new NotebookException($"{path}: there is no such file.");
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">What messages call it, usually the path.</param>
    /// <exception cref="NotebookException">The text is no notebook of nbformat 4.</exception>
    public static Notebook Parse(string text, string name)
    {
        JsonObject json = ParseObject(text, name);
        RequireFormat(json, name);
        if (json["metadata"] is not JsonObject)
            throw new NotebookException($"{name} has no metadata: a notebook of nbformat 4 names its kernel there.");
        if (json["cells"] is not JsonArray cells)
            throw new NotebookException($"{name} has no list of cells.");
        return new Notebook(json, [.. cells.Select((cell, index) => ReadCell(cell, index + 1, name))]);
    }

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public Notebook Clone() => Of((JsonObject)Json.DeepClone());

    /// <summary>The notebook as Jupyter would write it.</summary>
    public string ToJson() => JupyterJson.Write(Json);

    /// <summary>Writes the notebook, whole or not at all.</summary>
    /// <param name="path">The .ipynb file.</param>
    public void Write(string path) => AtomicFile.Write(path, ToJson());

    private static Notebook Of(JsonObject json) =>
        new(json, [.. ((JsonArray)json["cells"]!).Select((cell, index) => new NotebookCell((JsonObject)cell!, index + 1))]);

    private static JsonObject ParseObject(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: _strict) as JsonObject
                ?? throw new NotebookException($"{name} is JSON but no notebook: an object was expected.");
        }
        catch (JsonException error)
        {
            throw new NotebookException(
                $"{name} is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.", error);
        }
    }

    private static void RequireFormat(JsonObject json, string name)
    {
        if (json["nbformat"] is not JsonValue value || !value.TryGetValue(out int format))
            throw new NotebookException($"{name} is JSON but no notebook: it has no nbformat.");
        if (format != 4)
            throw new NotebookException($"{name} has nbformat {format}; 4 is needed. Open it in Jupyter and save it once.");
    }

    private static NotebookCell ReadCell(JsonNode? node, int number, string name)
    {
        if (node is not JsonObject cell
            || cell["cell_type"] is not JsonValue type || !type.TryGetValue(out string? kind)
            || kind is not ("code" or "markdown" or "raw"))
        {
            throw new NotebookException($"{name}: cell {number} has no cell_type of code, markdown or raw.");
        }

        if (!MultilineText.Is(cell["source"]))
            throw new NotebookException($"{name}: cell {number} has no source (a text or a list of lines).");
        if (kind == "code" && cell["outputs"] is not JsonArray)
            throw new NotebookException($"{name}: code cell {number} has no list of outputs.");
        return new NotebookCell(cell, number);
    }
}

/// <summary>One cell: a view of its JSON, so that what this program does not know is kept.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject _json;

    internal NotebookCell(JsonObject json, int number)
    {
        _json = json;
        Number = number;
    }

    /// <summary>Place in the notebook, counted from 1 over all cells.</summary>
    public int Number { get; }

    /// <summary>Whether the cell holds code.</summary>
    public bool IsCode => Type == "code";

    /// <summary>Whether the cell holds Markdown.</summary>
    public bool IsMarkdown => Type == "markdown";

    /// <summary>nbformat's cell type: <c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Type => _json["cell_type"]!.GetValue<string>();

    /// <summary>The cell's identifier (nbformat 4.5), or null.</summary>
    public string? Id
    {
        get => _json["id"]?.GetValue<string>();
        set => _json["id"] = value;
    }

    /// <summary>The text of the cell with line feeds.</summary>
    public string Source
    {
        get => MultilineText.Join(_json["source"]);
        set => _json["source"] = MultilineText.Split(value);
    }

    /// <summary>The cell's metadata.</summary>
    public JsonObject Metadata => (JsonObject)(_json["metadata"] ??= new JsonObject());

    /// <summary>The tags in the cell's metadata (<c>setup</c>, <c>exact</c>, <c>tol:1e-4</c>, <c>exercise:02.1</c> …).</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.ToString())] : [];

    /// <summary>Where the cell stands, in words: its number and, where it has one, its name.</summary>
    public string Place => Id is { } id ? $"cell {Number} ({id})" : $"cell {Number}";

    /// <summary>The part a cell plays in a slide show (<c>slide</c>, <c>notes</c>, <c>skip</c> …), or null.</summary>
    public string? SlideType => (Metadata["slideshow"] as JsonObject)?["slide_type"]?.ToString();

    /// <summary>The outputs of a code cell; empty for others.</summary>
    public JsonArray Outputs
    {
        get => _json["outputs"] as JsonArray ?? [];
        set => _json["outputs"] = value;
    }

    /// <summary>The count beside the cell, or null where it did not run.</summary>
    public int? ExecutionCount
    {
        get => _json["execution_count"]?.GetValue<int>();
        set => _json["execution_count"] = value;
    }

    /// <summary>The JSON below.</summary>
    public JsonObject Json => _json;

    /// <summary>Whether the cell carries a tag.</summary>
    /// <param name="tag">The tag, exact.</param>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>What stands behind the prefix of a tag, or null where no tag has that prefix.</summary>
    /// <param name="prefix">Such as <c>exercise:</c>.</param>
    public string? TagAfter(string prefix) =>
        Tags.FirstOrDefault(tag => tag.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    /// <summary>Whether this is a cell of an exercise: its stub, its check, or the task of an open one.</summary>
    public bool IsExercise => TagAfter(Course.Tags.Exercise) is not null || TagAfter(Course.Tags.Check) is not null;
}

/// <summary>A notebook or a chapter that cannot be used; the message is one line and names the file and what to do.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public NotebookException()
    {
    }

    /// <summary>An exception with the line that the reader of the command line sees.</summary>
    /// <param name="message">One line: the file, what was expected, what came.</param>
    public NotebookException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">One line: the file, what was expected, what came.</param>
    /// <param name="innerException">What was thrown below.</param>
    public NotebookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
