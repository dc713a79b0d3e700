using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>
/// The course's formulas as MathML (<c>notebooks/formulas.json</c>): generated when a chapter is published, so that
/// pages need neither network nor node. Each entry keeps its TeX beside the MathML, so the file can be read and checked.
/// </summary>
public sealed class FormulaBook
{
    private readonly Dictionary<Formula, string> _formulas;

    private FormulaBook(Dictionary<Formula, string> formulas) => _formulas = formulas;

    /// <summary>An empty book.</summary>
    public static FormulaBook Empty => new([]);

    /// <summary>All formulas with their MathML.</summary>
    public IReadOnlyDictionary<Formula, string> All => _formulas;

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
    public string? MathML(Formula formula) => _formulas.GetValueOrDefault(formula);

    /// <summary>A book with more formulas; the MathML given wins over what was there.</summary>
    /// <param name="more">Formulas and their MathML.</param>
    public FormulaBook With(IEnumerable<KeyValuePair<Formula, string>> more)
    {
        var all = new Dictionary<Formula, string>(_formulas);
        foreach ((Formula formula, string mathML) in more) all[formula] = mathML;
        return new FormulaBook(all);
    }

    /// <summary>A book with these formulas only.</summary>
    /// <param name="kept">Formulas that some text still uses.</param>
    public FormulaBook Only(IReadOnlySet<Formula> kept) =>
        new(_formulas.Where(entry => kept.Contains(entry.Key)).ToDictionary());

    /// <summary>Writes the book, in the order of the keys.</summary>
    /// <param name="path">The .json file.</param>
    public void Write(string path)
    {
        var json = new JsonObject();
        foreach (IGrouping<string, KeyValuePair<Formula, string>> same in _formulas.GroupBy(entry => entry.Key.Key))
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

/// <summary>One formula of a text.</summary>
/// <param name="Tex">The TeX between the dollar signs.</param>
/// <param name="Display">Whether it stands on lines of its own (<c>$$ … $$</c>) rather than in a sentence.</param>
public sealed record Formula(string Tex, bool Display)
{
    /// <summary>The key under which the converted formula is kept: SHA-256 of the TeX, in hexadecimal.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tex)));
}

/// <summary>Which formulas the texts of the course use.</summary>
public static class FormulaUse
{
    /// <summary>The formulas of a notebook's text cells.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IEnumerable<Formula> In(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => CourseMarkdown.Formulas(cell.Source));
    }

    /// <summary>The formulas of everything that has a page: chapters, solutions, and the texts beside them.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="instead">Notebooks to read in place of the files they will replace.</param>
    public static IReadOnlySet<Formula> In(CourseTree tree, IReadOnlyDictionary<string, Notebook> instead)
    {
        ArgumentNullException.ThrowIfNull(tree);
        IEnumerable<string> files = tree.Chapters.Concat(Chapter.In(tree.Solutions)).Select(chapter => Path.GetFullPath(chapter.Path)).Union(instead.Keys);
        return files.SelectMany(file => In(instead.GetValueOrDefault(file) ?? Notebook.Read(file)))
            .Concat(tree.Texts.SelectMany(file => CourseMarkdown.Formulas(File.ReadAllText(file))))
            .ToHashSet();
    }
}
