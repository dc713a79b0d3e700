using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>Committed outputs are the same on every machine and readable without a library: no scripts, paths or timings; a picture beside each figure.</summary>
internal sealed partial class OutputsRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.CodeCells)
        {
            foreach (var output in cell.Outputs)
            {
                if (output.Figure is not null && !output.Data.ContainsKey("image/png"))
                    yield return chapter.At(cell, "its figure has no static picture, so GitHub shows nothing. Publish the chapter with Chromium at hand.");
                if (output.Text("text/html").Contains("<script", StringComparison.OrdinalIgnoreCase))
                    yield return chapter.At(cell, "its output carries a script. Publish the chapter: a figure is committed as data and picture.");
                if (MachinePath().Match(output.AllText) is { Success: true } path)
                    yield return chapter.At(cell, $"its output names a place on one machine: {path.Value}. Print something that is the same everywhere.");
                if (Timing().Match(output.AllText) is { Success: true } time)
                    yield return chapter.At(cell, $"its output holds a timing: {time.Value}. Timings differ on every run; print a ratio in a cell tagged measured, or leave it out.");
            }
            if (MachinePath().Match(cell.Source) is { Success: true } written)
                yield return chapter.At(cell, $"names a place on one machine: {written.Value}. Use a relative path.");
        }
    }

    [GeneratedRegex(@"(?<![\w./:])/(?:home|root|tmp|Users|var|opt|mnt|workspaces)/[\w.-]+|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b\d[\d.,]* ?(?:ns|µs|us|ms|milliseconds|microseconds)\b")]
    private static partial Regex Timing();
}
