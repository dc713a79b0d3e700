namespace Hopfield.Course.Tests;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_ends_with_the_index_says_what_failed_and_touches_no_notebook()
    {
        using var course = new TrialCourse();
        course.Write("01-well.ipynb", "# Well", "6 * 7");
        course.Write("02-ill.ipynb", "# Ill", "throw new InvalidOperationException(\"on purpose\");");
        SortedDictionary<string, string> before = TrialCourse.Files(course.Tree.Notebooks);
        Invocation run = await Invocation.OfAsync(course, "run");

        Assert.Equal(1, run.ExitCode);
        string[] lines = run.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Contains("02-ill, cell 2, line 1: InvalidOperationException: on purpose", lines);
        Assert.Contains("42", File.ReadAllText(Path.Combine(Path.GetDirectoryName(lines[^1])!, "01-well.html")));
        Assert.Contains("on purpose", File.ReadAllText(Path.Combine(Path.GetDirectoryName(lines[^1])!, "02-ill.html")));
        Assert.Equal(before, TrialCourse.Files(course.Tree.Notebooks));
    }

    [Theory]
    [InlineData("# T", "99", "There is no chapter 99; there are 01.")]
    [InlineData("no notebook", "", "is not JSON")]
    [InlineData("""{"worksheets":[],"nbformat":3,"metadata":{}}""", "01", "has nbformat 3; 4 is needed.")]
    [InlineData("""{"cells":[],"nbformat":4}""", "run", "There is no chapter run")]
    public async Task What_cannot_run_is_told_in_one_line(string text, string chapter, string message)
    {
        using var course = new TrialCourse();
        Chapter written = course.Write("01-a.ipynb", "# T");
        if (text != "# T") File.WriteAllText(written.Path, text);
        foreach (string verb in (string[])["run", "publish", "verify"])
        {
            Invocation run = await Invocation.OfAsync(course, chapter.Length == 0 ? [verb] : [verb, chapter]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(message, run.Errors);
            Assert.Single(run.Errors.Trim().Split('\n'));
        }
    }

    [Fact]
    public async Task A_time_limit_below_zero_is_refused()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# T");
        Assert.Contains("--timeout must be a number of seconds above 0.", (await Invocation.OfAsync(course, "run", "--timeout", "-1")).Errors);
    }

    [Fact]
    public async Task An_interrupted_run_says_so()
    {
        using var course = new TrialCourse();
        course.Write("01-endless.ipynb", "# T", "while (true) { }");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Invocation run = await Invocation.OfAsync(course, stop.Token, "run");
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Interrupted", run.Errors);
    }
}
