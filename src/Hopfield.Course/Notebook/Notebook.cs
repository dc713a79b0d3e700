using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// A Jupyter notebook (nbformat 4): its cells and metadata over the JSON they came from. Reading refuses what is no such
/// notebook with one line; writing is atomic and always gives the same text for the same notebook.
/// </summary>
public sealed class Notebook
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

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
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject
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
