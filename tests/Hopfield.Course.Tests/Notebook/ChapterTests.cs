namespace Hopfield.Course.Tests;

public sealed class ChapterTests
{
    private static readonly Chapter[] _all = [new("n/02-five-neurons.ipynb"), new("n/03-energy.ipynb"), new("n/12-features.ipynb")];

    [Theory]
    [InlineData("", "02 03 12")]
    [InlineData("02", "02")]
    [InlineData("2", "02")]
    [InlineData("12 02 2", "02 12")]
    [InlineData("03-energy", "03")]
    public void Chapters_are_chosen_by_number_or_name_in_reading_order(string wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Chapter.Select(_all, wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(chapter => chapter.Number)));

    [Fact]
    public void An_unknown_chapter_is_told_with_those_there_are()
    {
        var error = Assert.Throws<NotebookException>(() => Chapter.Select(_all, ["04"]));
        Assert.Equal("There is no chapter 04; there are 02, 03, 12.", error.Message);
        Assert.Throws<NotebookException>(() => Chapter.Select([], []));
    }

    [Fact]
    public void Only_numbered_notebooks_are_chapters()
    {
        using var course = new TrialCourse();
        foreach (string name in (string[])["10-b.ipynb", "02-a.ipynb", "draft.ipynb", "03_c.ipynb", "04-D.ipynb"]) course.Write(name, "# Title");
        Assert.Equal(["02-a", "10-b"], course.Tree.Chapters.Select(chapter => chapter.Name));
    }

    [Fact]
    public void The_course_is_found_from_any_folder_inside_it()
    {
        using var course = new TrialCourse();
        string deep = Path.Combine(course.Tree.Notebooks, "solutions", "deeper");
        Directory.CreateDirectory(deep);
        Assert.Equal(course.Tree.Root, CourseTree.Find(deep).Root);
        Assert.Throws<NotebookException>(() => CourseTree.Find(Path.GetTempPath()));
    }
}
