using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Each section that computes suggests a change to try, and a machine can try it.</summary>
internal sealed class KnobsRule : IRule
{
    private const string Mark = "**Turn the knob.**";

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var section in chapter.Sections())
        {
            if (section.Any(Computes) && !section.Any(Suggests))
                yield return chapter.At(section[0], $"begins a section that computes and suggests no change to try. Add a paragraph {Mark} with the change and what comes of it.");
        }
        foreach (var cell in chapter.Cells)
        {
            var knobs = Knob.Of(cell.Notebook);
            if (Suggests(cell) && knobs.Count == 0)
                yield return chapter.At(cell, "suggests a change that no machine can try. Add course.knobs to its metadata: cell, replace, with, outcome.");
            if (!Suggests(cell) && knobs.Count > 0)
                yield return chapter.At(cell, $"has knobs in its metadata and suggests nothing. Begin the suggestion with {Mark}");
            foreach (var knob in knobs)
            {
                var turned = chapter.CodeCells.FirstOrDefault(c => c.Notebook.Id == knob.Cell);
                if (turned is null) yield return chapter.At(cell, $"turns a knob in the cell {knob.Cell}, which does not exist.");
                else if (turned.Source.Split(knob.Replace).Length != 2)
                    yield return chapter.At(cell, $"replaces \"{knob.Replace}\", which has to stand once in the cell {knob.Cell} and stands {turned.Source.Split(knob.Replace).Length - 1} times.");
            }
        }
    }

    private static bool Suggests(LintedCell cell) => cell.IsMarkdown && cell.Source.Contains(Mark, StringComparison.Ordinal);

    private static bool Computes(LintedCell cell) => cell.IsCode && !cell.IsExercise && !cell.Has(Tags.Quiz) && !cell.Has(Tags.Setup);
}
