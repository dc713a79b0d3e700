using System.Text.Json.Nodes;
using Hopfield.Course;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A question that asks for a guess is not answered above itself, nor in README. The cell's metadata list the words that would.</summary>
internal sealed class PredictRule : IRule
{
    private const string Mark = "**Predict.**", Entry = "answer";

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        string[] row = [.. course.Readme.Split('\n').Where(line => line.Contains($"notebooks/{chapter.FileName}", StringComparison.Ordinal))];
        foreach (var cell in chapter.Cells)
        {
            var words = Words(cell);
            bool asks = cell.IsMarkdown && cell.Source.Contains(Mark, StringComparison.Ordinal);
            if (asks && words.Length == 0) yield return chapter.At(cell, $"asks for a guess without its answer. List under course.{Entry} in the cell's metadata the words that would give it away.");
            if (!asks && words.Length > 0) yield return chapter.At(cell, $"lists an answer and asks nothing. Begin the question with {Mark}.");
            if (!asks) continue;

            foreach (string answer in words)
            {
                var telling = chapter.Cells.TakeWhile(c => c != cell).FirstOrDefault(c => Texts(c).Any(text => Prose.Says(text, answer)));
                if (telling is not null) yield return chapter.At(telling, $"says \"{answer}\", which answers what {cell} asks below. Say it after the question.");
                if (Prose.Says(cell.Source[..cell.Source.IndexOf(Mark, StringComparison.Ordinal)], answer))
                    yield return chapter.At(cell, $"says \"{answer}\" above its own question. Say it after the result.");
                if (Array.Exists(row, line => Prose.Says(line, answer)))
                    yield return chapter.Whole($"the row in README says \"{answer}\", which answers what {cell} asks.");
            }
        }
    }

    private static string[] Words(LintedCell cell) =>
        cell.Notebook.Metadata[CourseEntries.Key]?[Entry] is JsonArray list ? [.. list.Select(w => w!.GetValue<string>())] : [];

    // What a reader sees of a cell; a lecturer's note is seen by lecturers.
    private static IEnumerable<string> Texts(LintedCell cell) =>
        cell.IsSpeakerNote ? []
        : cell.IsMarkdown ? [cell.Source]
        : [.. cell.Syntax.DescendantNodes().OfType<ArgumentSyntax>().Where(a => a.NameColon?.Name.Identifier.Text == "alt").Select(a => LiteralText.Of(a.Expression)),
           Mentions.Text(cell), .. cell.Outputs.Select(o => o.AllText)];
}
