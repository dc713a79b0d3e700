using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A helper that two chapters need belongs into the engine; one that no cell uses is dropped. Exercises may define what they like.</summary>
internal sealed class HelpersRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var (cell, name) in Defined(chapter))
        {
            var elsewhere = course.Chapters.FirstOrDefault(other => other != chapter && Defined(other).Any(d => d.Name == name));
            if (elsewhere is not null)
                yield return chapter.At(cell, $"defines {name}, which {elsewhere.FileName} defines too. Move it into the engine and call it from both.");
            int uses = chapter.CodeCells.Sum(c => c.Syntax.DescendantTokens().Count(t => t.Text == name));
            if (uses < 2) yield return chapter.At(cell, $"defines {name}, which no cell uses. Use it or drop it.");
        }
    }

    // Functions and types at the top level of a cell: a script keeps functions as methods, or as local functions where statements surround them.
    private static IEnumerable<(LintedCell Cell, string Name)> Defined(LintedChapter chapter) =>
        from cell in chapter.CodeCells
        where !cell.IsExercise
        from member in cell.Syntax.Members
        let name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => function.Identifier.Text,
            _ => null,
        }
        where name is not null
        select (cell, name);
}
