using Hopfield.Course;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>Every rule over every chapter that exists. The folder is listed, never a list kept; RuleTests shows that the rules bite.</summary>
public class ChapterLintTests
{
    private static readonly string[] _others = ["SYMBOLS.md", "REFERENCES.md", "formulas.json", "exercises", "solutions"];

    public static TheoryData<string> RuleNames => [.. RuleSet.All.Select(r => r.GetType().Name)];

    [Theory, MemberData(nameof(RuleNames))]
    public void Every_chapter_keeps(string rule)
    {
        var course = CourseFiles.Read();
        Assert.SkipWhen(course.Chapters.Count == 0, "notebooks/ holds no chapter yet; RuleTests shows that this rule bites.");
        var findings = course.Lint(RuleSet.All.Where(r => r.GetType().Name == rule));
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public void The_folder_holds_chapters_and_what_they_share_and_nothing_else()
    {
        var chapters = CourseFiles.Tree.Chapters;
        var strangers = Directory.EnumerateFileSystemEntries(CourseFiles.Tree.Notebooks).Select(Path.GetFileName)
            .Except(chapters.Select(c => c.Name + ".ipynb")).Except(_others);
        Assert.True(!strangers.Any(), $"notebooks/ holds {string.Join(", ", strangers)}: a chapter is called NN-kebab-title.ipynb, other files have other places.");
        Assert.Equal(chapters.Select(c => c.Number).Distinct(), chapters.Select(c => c.Number));
    }

    [Fact]
    public void Solutions_belong_to_chapters()
    {
        var orphans = Chapter.In(CourseFiles.Tree.Solutions).Select(s => s.Name).Except(CourseFiles.Tree.Chapters.Select(c => c.Name));
        Assert.True(!orphans.Any(), $"notebooks/solutions/ holds {string.Join(", ", orphans)} without a chapter of that name. Delete it.");
    }
}
