using System.Globalization;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Below every figure stands a caption: "**Figure 2.1.** …", numbered through the chapter.</summary>
internal sealed class CaptionRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        int number = int.Parse(chapter.Number, CultureInfo.InvariantCulture), figure = 0;
        foreach (var cell in chapter.Cells)
        {
            bool shows = cell.Outputs.Any(o => o.IsPicture);
            var below = chapter.Cells.Skip(cell.Number).FirstOrDefault(c => !c.IsSpeakerNote);
            if (shows && below?.Has(Tags.Caption) != true)
                yield return chapter.At(cell, $"shows a figure, but the cell below is no caption. Add a Markdown cell tagged {Tags.Caption}.");
            if (!cell.Has(Tags.Caption)) continue;

            figure++;
            string begins = $"**Figure {number}.{figure}.** ";
            if (!cell.IsMarkdown || !cell.Source.StartsWith(begins, StringComparison.Ordinal))
                yield return chapter.At(cell, $"is caption number {figure} of the chapter and has to begin with \"{begins}\".");
            if (chapter.Cells.Take(cell.Number - 1).LastOrDefault(c => !c.IsSpeakerNote)?.Outputs.Any(o => o.IsPicture) != true)
                yield return chapter.At(cell, "is a caption without a figure above it. Move it below its figure, or drop it.");
        }
    }
}
