using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hopfield.Course;

/// <summary>Another value for a variable of a chapter: <c>beta=8</c> runs it as if its cell said <c>double beta = 8;</c>.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">A C# expression.</param>
internal sealed record ChapterParameter(string Name, string Value)
{
    /// <summary>Reads <c>name=value</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <exception cref="NotebookException">It is not of that form, or the value is no expression.</exception>
    public static ChapterParameter Parse(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string name = sign < 0 ? "" : text[..sign].Trim(), value = sign < 0 ? "" : text[(sign + 1)..].Trim();
        if (!SyntaxFacts.IsValidIdentifier(name)) throw new NotebookException($"\"{text}\" is no parameter: expected name=value, such as beta=8.");
        if (value.Length == 0 || SyntaxFactory.ParseExpression(value, options: CellSyntax.Options) is var expression && (expression.ContainsDiagnostics || expression.Span.Length != value.Length))
            throw new NotebookException($"The value of {name}, \"{value}\", is no C# expression.");
        return new(name, value);
    }

    /// <summary>Puts values into the cells that set these variables.</summary>
    /// <param name="parameters">The values.</param>
    /// <param name="notebooks">Copies of the notebooks; changed. A variable may stand in one of them alone.</param>
    /// <exception cref="NotebookException">No cell, or more than one cell of a notebook, gives a variable of that name its first value.</exception>
    public static void Set(IReadOnlyList<ChapterParameter> parameters, IReadOnlyList<(Chapter Chapter, Notebook Notebook)> notebooks)
    {
        foreach (ChapterParameter parameter in parameters)
        {
            bool found = false;
            foreach (var (chapter, notebook) in notebooks) found |= parameter.Set(chapter, notebook);
            if (!found) throw new NotebookException($"No cell of {string.Join(", ", notebooks.Select(n => n.Chapter.Label))} sets a variable {parameter.Name} by \"{parameter.Name} = …\".");
        }
    }

    private bool Set(Chapter chapter, Notebook notebook)
    {
        var setting = notebook.CodeCells.Where(cell => !cell.IsExercise).SelectMany(cell => Initialisers(cell.Source).Select(value => (Cell: cell, Value: value))).ToList();
        if (setting.Count > 1)
        {
            string cells = string.Join(", ", setting.Select(s => s.Cell.Number));
            throw new NotebookException($"{chapter.Label} sets {Name} more than once, in the cells {cells}: which is meant cannot be told by its name.");
        }
        foreach (var (cell, value) in setting) cell.Source = SourceText.From(cell.Source).WithChanges(new TextChange(value, Value)).ToString();
        return setting.Count > 0;
    }

    // Variables of the chapter, not those of its functions and loops.
    private IEnumerable<TextSpan> Initialisers(string code) =>
        from member in CellSyntax.Of(code).Members.OfType<FieldDeclarationSyntax>()
        from variable in member.Declaration.Variables
        where variable.Identifier.Text == Name && variable.Initializer is not null
        select variable.Initializer!.Value.Span;
}
