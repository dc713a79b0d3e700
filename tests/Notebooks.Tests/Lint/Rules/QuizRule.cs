using Hopfield.Course;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A quiz of three questions, whose code is folded away: it tells the answers.</summary>
internal sealed class QuizRule : IRule
{
    private const int Questions = 3;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        int asked = 0;
        foreach (var cell in chapter.CodeCells)
        {
            if ((cell.Has(Tags.Quiz) || cell.TagAfter(Tags.Check) is not null) && (bool?)cell.Notebook.Metadata["jupyter"]?["source_hidden"] != true)
                yield return chapter.At(cell, "shows its code, which tells the answer. Publish the chapter: that hides it.");

            int here = cell.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => call.Expression.ToString() == "Quiz.Ask");
            bool tagged = cell.Has(Tags.Quiz);
            if (tagged) asked += here;
            if (tagged && here == 0) yield return chapter.At(cell, $"carries the tag {Tags.Quiz} but asks nothing. Call Quiz.Ask or drop the tag.");
            if (!tagged && here > 0 && !cell.IsExercise) yield return chapter.At(cell, $"asks a question without the tag {Tags.Quiz}. Add it.");
        }
        if (asked != Questions) yield return chapter.Whole($"asks {asked} quiz questions; a chapter asks {Questions}.");
    }
}
