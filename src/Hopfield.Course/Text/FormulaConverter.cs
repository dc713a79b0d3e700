using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>Turns TeX into MathML by the node package temml. Only publishing needs it, and only for formulas that are new.</summary>
/// <param name="package">The folder with the package's list of versions and the script.</param>
/// <param name="workshop">A folder into which the package is installed; it may be deleted at any time.</param>
public sealed class FormulaConverter(string package, string workshop)
{
    private const string Script = "convert.mjs";
    private const string Lock = "package-lock.json";
    private static readonly string[] _files = ["package.json", Lock, ".npmrc", Script];

    /// <summary>Converts formulas.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="cancellationToken">Ends node and all that it started.</param>
    /// <returns>MathML for every one of them.</returns>
    /// <exception cref="NotebookException">Node is missing or fails, or a formula is no TeX.</exception>
    public async Task<IReadOnlyDictionary<Formula, string>> ConvertAsync(IReadOnlyList<Formula> formulas, CancellationToken cancellationToken)
    {
        if (formulas.Count == 0) return new Dictionary<Formula, string>();
        try
        {
            await InstallAsync(cancellationToken);
            JsonArray question = [.. formulas.Select(formula => new JsonObject { ["tex"] = formula.Tex, ["display"] = formula.Display })];
            string answer = await RunAsync("node", [Script], question.ToJsonString(), cancellationToken);
            return formulas.Zip(JsonNode.Parse(answer)!.AsArray(), (formula, converted) => KeyValuePair.Create(formula, MathML(formula, converted!))).ToDictionary();
        }
        catch (Win32Exception error)
        {
            throw new NotebookException($"{formulas.Count} formulas are new, the first of them {formulas[0].Tex}, and node, which turns them into MathML, was not found: {error.Message}", error);
        }
        catch (JsonException error)
        {
            throw new NotebookException($"temml's answer cannot be read: {error.Message}", error);
        }
    }

    private static string MathML(Formula formula, JsonNode converted) =>
        (string?)converted["mathML"] ?? throw new NotebookException($"The formula {formula.Tex} is no TeX: {converted["error"]}");

    // The package is installed anew where its list of versions has changed.
    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        string installed = Path.Combine(workshop, "node_modules", "installed.json");
        string wanted = await File.ReadAllTextAsync(Path.Combine(package, Lock), cancellationToken);
        foreach (string file in _files) AtomicFile.Write(Path.Combine(workshop, file), await File.ReadAllBytesAsync(Path.Combine(package, file), cancellationToken));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, cancellationToken) == wanted) return;

        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        await RunAsync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "", cancellationToken);
        AtomicFile.Write(installed, wanted);
    }

    private async Task<string> RunAsync(string program, string[] arguments, string input, CancellationToken cancellationToken)
    {
        ProcessResult end = await ProcessRun.RunAsync(program, arguments, workshop, input, token: cancellationToken);
        if (end.ExitCode == 0) return end.Output;
        string reason = end.Error.Split('\n').FirstOrDefault(line => line.Trim().Length > 0) ?? "no reason given";
        throw new NotebookException($"{program} {arguments[0]} ended with code {end.ExitCode}: {reason.Trim()}");
    }
}
