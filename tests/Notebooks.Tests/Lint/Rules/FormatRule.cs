using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>nbformat 4.5 with the course's kernel; every cell has an id of its own.</summary>
internal sealed partial class FormatRule : IRule
{
    private static readonly (string Key, string Value)[] _expected = [("name", ".net-csharp"), ("display_name", ".NET (C#)"), ("language", "C#")];

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        if (chapter.Notebook.Json["nbformat_minor"]?.GetValue<int>() != 5)
            yield return chapter.Whole("nbformat_minor is not 5. Publish the chapter: publishing writes nbformat 4.5.");

        var kernel = chapter.Notebook.Metadata["kernelspec"] as JsonObject;
        foreach (var (key, value) in _expected)
        {
            if (kernel?[key]?.GetValue<string>() != value)
                yield return chapter.Whole($"kernelspec.{key} is not \"{value}\". Set it, so that any front end picks the C# kernel.");
        }

        foreach (var cell in chapter.Cells.Where(c => c.Notebook.Id is null || !CellId().IsMatch(c.Notebook.Id)))
            yield return chapter.At(cell, "has no valid id. Give it one of 1 to 64 letters, digits, - or _.");
        foreach (var twice in chapter.Cells.GroupBy(c => c.Notebook.Id).Where(g => g.Key is not null && g.Count() > 1))
            yield return chapter.At(twice.Last(), $"shares its id \"{twice.Key}\" with {twice.First()}. Give it another one.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex CellId();
}
