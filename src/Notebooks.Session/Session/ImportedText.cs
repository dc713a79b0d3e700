using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>The text of a file that a cell imports: a script, a file of .NET Interactive, or the code of another notebook.</summary>
internal static class ImportedText
{
    /// <summary>The text, as that of a cell.</summary>
    /// <exception cref="InvalidOperationException">The file is of another kind, or is not what its name says.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(string path, CancellationToken cancel)
    {
        string kind = Path.GetExtension(path).ToLowerInvariant();
        if (kind is not (".cs" or ".csx" or ".dib" or ".ipynb"))
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} cannot be imported: a script ends in .cs, .csx or .dib, a notebook in .ipynb.");
        }
        string text = await File.ReadAllTextAsync(path, cancel);
        return kind == ".ipynb" ? CodeOf(path, text) : text;
    }

    private static string CodeOf(string path, string notebook)
    {
        try
        {
            var code = new StringBuilder();
            foreach (var cell in JsonNode.Parse(notebook)!["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
            {
                string source = cell!["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"] ?? "";
                // A section of its own, in which a last line without a semicolon is a value.
                code.Append("#!").Append(LanguageOf(cell)).Append('\n').Append(source).Append('\n');
            }
            return code.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} is not a notebook: {e.Message}", e);
        }
    }

    // Editors for several languages keep a cell's beside its text.
    private static string LanguageOf(JsonNode cell) =>
        (string?)cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? (string?)cell["metadata"]?["dotnet_interactive"]?["language"] ?? "csharp";
}
