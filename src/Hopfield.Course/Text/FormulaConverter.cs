using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Turns TeX into MathML by the node package temml. Only publishing needs it, and only for formulas that are new.</summary>
/// <param name="package">The folder with the package's list of versions and the script.</param>
/// <param name="workshop">A folder into which the package is installed; it may be deleted at any time.</param>
public sealed class FormulaConverter(string package, string workshop)
{
    private const string Script = "convert.mjs";

    /// <summary>Converts formulas.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="cancellationToken">Ends node and all that it started.</param>
    /// <returns>MathML for every one of them.</returns>
    /// <exception cref="NotebookException">Node is missing or fails, or a formula is no TeX.</exception>
    public async Task<IReadOnlyDictionary<Formula, string>> ConvertAsync(IReadOnlyList<Formula> formulas, CancellationToken cancellationToken)
    {
        if (formulas.Count == 0) return new Dictionary<Formula, string>();
        var temml = new NodePackage(package, workshop, $"{formulas.Count} formulas are new, the first of them {formulas[0].Tex}, and node, which turns them into MathML, was not found");
        try
        {
            await temml.InstallAsync(cancellationToken);
            JsonArray question = [.. formulas.Select(formula => new JsonObject { ["tex"] = formula.Tex, ["display"] = formula.Display })];
            string answer = await temml.RunAsync("node", [Script], question.ToJsonString(), cancellationToken);
            return formulas.Zip(JsonNode.Parse(answer)!.AsArray(), (formula, converted) => KeyValuePair.Create(formula, MathML(formula, converted!))).ToDictionary();
        }
        catch (JsonException error)
        {
            throw new NotebookException($"temml's answer cannot be read: {error.Message}", error);
        }
    }

    private static string MathML(Formula formula, JsonNode converted) =>
        (string?)converted["mathML"] ?? throw new NotebookException($"The formula {formula.Tex} is no TeX: {converted["error"]}");
}
