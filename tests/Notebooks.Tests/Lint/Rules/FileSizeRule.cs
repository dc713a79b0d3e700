using System.Text;

namespace Notebooks.Tests.Lint;

/// <summary>A committed chapter is small: 600 kB in all, 150 kB a figure, 80 kB a picture.</summary>
internal sealed class FileSizeRule : IRule
{
    private const int MaxFile = 600_000, MaxFigure = 150_000, MaxPicture = 80_000;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        long size = new FileInfo(chapter.Path).Length;
        if (size > MaxFile) yield return chapter.Whole($"takes {size / 1000} kB; at most {MaxFile / 1000} are committed. Draw fewer points or fewer figures.");

        foreach (var cell in chapter.CodeCells)
        {
            foreach (var output in cell.Outputs)
            {
                int figure = output.Figure is { } json ? Encoding.UTF8.GetByteCount(json.ToJsonString()) : 0;
                if (figure > MaxFigure) yield return chapter.At(cell, $"its figure takes {figure / 1000} kB; at most {MaxFigure / 1000}. Use a coarser grid or fewer steps.");
                // Three bytes are written as four characters.
                int picture = output.Text("image/png").Length * 3 / 4;
                if (picture > MaxPicture) yield return chapter.At(cell, $"its picture takes {picture / 1000} kB; at most {MaxPicture / 1000}. Draw a plainer figure.");
            }
        }
    }
}
