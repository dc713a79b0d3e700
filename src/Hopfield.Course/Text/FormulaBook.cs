using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// The course's formulas as MathML (<c>notebooks/formulas.json</c>): generated when a chapter is published, so that
/// pages need neither network nor node. Each entry keeps its TeX beside the MathML, so the file can be read and checked.
/// </summary>
public sealed class FormulaBook
{
    private readonly Dictionary<Formula, string> formulas;

    private FormulaBook(Dictionary<Formula, string> formulas) => this.formulas = formulas;

    /// <summary>An empty book.</summary>
    public static FormulaBook Empty => new([]);

    /// <summary>All formulas with their MathML.</summary>
    public IReadOnlyDictionary<Formula, string> All => formulas;

    /// <summary>Reads a book; a file that does not exist is an empty one.</summary>
    /// <param name="path">The .json file.</param>
    /// <exception cref="NotebookException">The file is no book of formulas.</exception>
    public static FormulaBook Read(string path)
    {
        if (!File.Exists(path)) return Empty;
        try
        {
            return new FormulaBook(Entries(JsonNode.Parse(File.ReadAllText(path))!.AsObject()).ToDictionary());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new NotebookException($"{path} is not a list of formulas; delete it and publish again.", error);
        }
    }

    /// <summary>The MathML of a formula, or null where the book does not have it.</summary>
    /// <param name="formula">The formula.</param>
    public string? MathML(Formula formula) => formulas.GetValueOrDefault(formula);

    /// <summary>A book with more formulas; the MathML given wins over what was there.</summary>
    /// <param name="more">Formulas and their MathML.</param>
    public FormulaBook With(IEnumerable<KeyValuePair<Formula, string>> more)
    {
        var all = new Dictionary<Formula, string>(formulas);
        foreach ((Formula formula, string mathML) in more) all[formula] = mathML;
        return new FormulaBook(all);
    }

    /// <summary>A book with these formulas only.</summary>
    /// <param name="kept">Formulas that some text still uses.</param>
    public FormulaBook Only(IReadOnlySet<Formula> kept) =>
        new(formulas.Where(entry => kept.Contains(entry.Key)).ToDictionary());

    /// <summary>Writes the book, in the order of the keys.</summary>
    /// <param name="path">The .json file.</param>
    public void Write(string path)
    {
        var json = new JsonObject();
        foreach (IGrouping<string, KeyValuePair<Formula, string>> same in formulas.GroupBy(entry => entry.Key.Key))
        {
            var item = new JsonObject { ["tex"] = same.First().Key.Tex };
            foreach ((Formula formula, string mathML) in same) item[Kind(formula.Display)] = mathML;
            json[same.Key] = item;
        }

        AtomicFile.Write(path, JupyterJson.Write(json));
    }

    private static IEnumerable<KeyValuePair<Formula, string>> Entries(JsonObject json)
    {
        foreach (JsonNode? item in json.Select(entry => entry.Value))
        {
            string tex = item!["tex"]!.GetValue<string>();
            if (item[Kind(false)] is { } inline) yield return new(new Formula(tex, false), inline.GetValue<string>());
            if (item[Kind(true)] is { } display) yield return new(new Formula(tex, true), display.GetValue<string>());
        }
    }

    private static string Kind(bool display) => display ? "display" : "inline";
}
