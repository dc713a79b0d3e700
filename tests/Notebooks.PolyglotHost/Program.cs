// Executes a notebook on Microsoft's C# kernel: Notebooks.PolyglotHost IN.ipynb OUT.ipynb. The cells run in the working directory;
// OUT holds what they showed, a failed cell as an error. Ends with 0 also where cells failed.
using System.Text.Json.Nodes;
using Notebooks.PolyglotHost;

JsonNode notebook = JsonNode.Parse(await File.ReadAllTextAsync(args[0]))!;
string target = Path.GetFullPath(args[1]);
using var kernel = HostKernel.Create();
int count = 0;
foreach (JsonNode? cell in notebook["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
{
    string code = cell!["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string)cell["source"]!;
    cell["outputs"] = await CellOutputs.OfAsync(kernel, code);
    cell["execution_count"] = ++count;
}

await File.WriteAllTextAsync(target, notebook.ToJsonString());
