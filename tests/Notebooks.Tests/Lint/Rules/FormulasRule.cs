using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Every formula has its MathML in formulas.json.</summary>
internal sealed class FormulasRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course) =>
        from cell in chapter.MarkdownCells
        from formula in CourseMarkdown.Formulas(cell.Source).Distinct()
        where course.Formulas.MathML(formula) is null
        select chapter.At(cell, $"formulas.json has no MathML for {formula.Tex}. Publish the chapter with node at hand.");
}
