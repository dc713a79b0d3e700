namespace Hopfield.Course.Tests;

/// <summary>One execution for run, verify and publish.</summary>
public sealed class ExecutedTests
{
    // A cell that leaves a trace of each execution beside the chapters' folder.
    private const string Counted = "System.IO.File.AppendAllText(\"../traces\", \"x\");\n6 * 7";

    [Fact]
    public async Task What_a_run_has_kept_is_verified_and_published_without_executing_again()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "# 01 · A", Counted, "End");
        await Well(course, "publish");
        await Well(course, "run");
        Assert.Equal(2, Traces(course));
        SortedDictionary<string, string> published = TrialCourse.Files(course.Tree.Notebooks);

        Assert.Contains("1 notebooks, 0 failed, 0 differences", (await Well(course, "verify", "--executed")).Output);
        await Well(course, "publish", "--executed");
        Assert.Equal(2, Traces(course));
        Assert.Equal(published, TrialCourse.Files(course.Tree.Notebooks));

        File.WriteAllText(chapter.Path, published["01-a.ipynb"].Replace("\"42\"", "\"41\""));
        Invocation changed = await Invocation.OfAsync(course, "verify", "--executed");
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("01-a.ipynb, cell 2, text/plain: 41 is committed, 42 came", changed.Output);
    }

    [Fact]
    public async Task What_no_run_has_kept_as_it_is_now_is_named_and_nothing_is_executed()
    {
        using var course = new TrialCourse();
        Chapter first = course.Write("01-a.ipynb", "# A", Counted, "End"), second = course.Write("02-b.ipynb", "# B", "1", "End");
        Directory.CreateDirectory(course.Tree.Solutions);
        File.Copy(second.Path, Path.Combine(course.Tree.Solutions, "02-b.ipynb"));
        await Well(course, "run");
        File.WriteAllText(first.Path, File.ReadAllText(first.Path).Replace("6 * 7", "6 * 8"));

        Invocation verified = await Invocation.OfAsync(course, "verify", "--executed");
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("01-a was run with other code; solutions/02-b was not run, or failed.", verified.Errors);
        Assert.Contains("run --solutions", Assert.Single(verified.Errors.Trim().Split('\n')));
        Assert.Equal(1, Traces(course));

        await Well(course, "run", "--solutions", "02");
        Assert.DoesNotContain("was not run", (await Invocation.OfAsync(course, "verify", "--executed", "02")).Errors);
    }

    [Fact]
    public async Task A_first_run_that_fails_says_where_and_still_writes_its_pages()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# A", "throw new Exception(\"no\");", "End");
        Invocation done = await Invocation.OfAsync(course, "run");
        Assert.Equal((1, ""), (done.ExitCode, done.Errors));
        Assert.Contains("01-a, cell 2, line 1: Exception: no", done.Output);
        Assert.True(File.Exists(Path.Combine(course.Tree.Site, "index.html")));
    }

    [Fact]
    public async Task Other_data_and_a_failed_run_make_a_record_useless()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "# A", "1", "End");
        await Well(course, "run");
        string data = Path.Combine(course.Tree.Root, "data");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "x.csv"), "1");
        Assert.Contains("01-a was run with other files in data/", (await Invocation.OfAsync(course, "verify", "--executed")).Errors);

        string well = File.ReadAllText(chapter.Path);
        await Well(course, "run");
        course.Write("01-a.ipynb", "# A", "throw new Exception();", "End");
        Assert.Equal(1, (await Invocation.OfAsync(course, "run")).ExitCode);
        File.WriteAllText(chapter.Path, well);
        Assert.Contains("01-a was not run, or failed", (await Invocation.OfAsync(course, "publish", "--executed")).Errors);
        Assert.Equal(well, File.ReadAllText(chapter.Path));
    }

    [Fact]
    public void A_record_of_another_program_is_refused_and_texts_do_not_matter()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "# A", "1", "End");
        Notebook notebook = Notebook.Read(chapter.Path), other = notebook.Clone();
        new ExecutionRecords(course.Tree).Keep(new ExecutedChapter(chapter, notebook, null, TimeSpan.FromSeconds(2)));
        other.Cells[0].Source = "# B";
        ExecutedChapter found = Assert.Single(new ExecutionRecords(course.Tree).Find([(chapter, other)]));
        Assert.Equal((TimeSpan.FromSeconds(2), "# B"), (found.Duration, found.Notebook.Cells[0].Source));

        string record = Path.Combine(course.Tree.Executed, "01-a.ipynb");
        Notebook kept = Notebook.Read(record);
        kept.Metadata["executed"]!["program"] = "another";
        kept.Write(record);
        var error = Assert.Throws<NotebookException>(() => new ExecutionRecords(course.Tree).Find([(chapter, notebook)]));
        Assert.Contains("01-a was run by another build", error.Message);
    }

    private static async Task<Invocation> Well(TrialCourse course, params string[] args)
    {
        Invocation done = await Invocation.OfAsync(course, args);
        Assert.True(done.ExitCode == 0, done.Output + done.Errors);
        return done;
    }

    private static int Traces(TrialCourse course) => File.ReadAllText(Path.Combine(course.Tree.Root, "traces")).Length;
}
