using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A chapter as it is handed out: to be run by the learner. Nothing is filled in, nothing is told beforehand.</summary>
/// <remarks>It has no outputs, no speaker notes, no way to the solutions, and none of the answers that stand in metadata for the course's tools.</remarks>
internal static partial class Handout
{
    /// <summary>The handout of a chapter.</summary>
    /// <param name="chapter">The chapter; not touched.</param>
    public static Notebook Of(Notebook chapter)
    {
        Notebook handout = chapter.Clone();
        var cells = (JsonArray)handout.Json["cells"]!;
        foreach (NotebookCell cell in handout.Cells)
        {
            if (cell.SlideType == "notes")
            {
                cells.Remove(cell.Json);
                continue;
            }

            cell.Metadata.Remove(CourseEntries.Key);
            if (cell.IsMarkdown) cell.Source = SolutionsLink().Replace(cell.Source, "").TrimEnd();
            if (!cell.IsCode) continue;
            cell.Outputs = [];
            cell.ExecutionCount = null;
        }

        return Notebook.Parse(handout.ToJson(), "the handout");
    }

    // " Solutions: [solutions/03-….ipynb](solutions/03-….ipynb)." in the cell that heads the exercises.
    [GeneratedRegex(@"[^.\n]*\[[^\]]*\]\(solutions/[^)]*\)[^.\n]*\.?")]
    private static partial Regex SolutionsLink();
}
