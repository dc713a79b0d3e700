using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Formulas use the letters of SYMBOLS.md.</summary>
internal sealed class SymbolsRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.MarkdownCells)
        {
            var unknown = CourseMarkdown.Formulas(cell.Source).SelectMany(f => TexSymbols.In(f.Tex)).Where(s => !course.Symbols.Knows(s, chapter.Number)).Select(s => s.Whole).Distinct();
            foreach (string symbol in unknown)
                yield return chapter.At(cell, $"uses the symbol {symbol}, which SYMBOLS.md does not list for this chapter. Take the course's letter, set words as \\text{{…}}, or add the symbol to its table.");
        }
    }
}
