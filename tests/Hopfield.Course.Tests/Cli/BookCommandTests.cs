using Notebooks.Kernel;

namespace Hopfield.Course.Tests;

/// <summary><c>book</c> as it is typed, in a process of its own: what it finds of browsers is a matter of its environment.</summary>
public sealed class BookCommandTests
{
    private static async Task<ProcessResult> BookAsync(CourseTree tree, string browser, params string[] words) => await ProcessRun.RunAsync(
        "dotnet", [typeof(CourseCommand).Assembly.Location, "book", .. words, "--course", tree.Root],
        environment: new Dictionary<string, string?> { [Chromium.Variable] = browser }, timeout: TimeSpan.FromMinutes(5), token: TestContext.Current.CancellationToken);

    [Fact]
    public async Task Without_a_browser_the_epub_is_written_the_pdf_stays_and_a_line_says_what_is_missing()
    {
        using var trial = new TrialBook();
        Directory.CreateDirectory(trial.Tree.Book);
        string pdf = Path.Combine(trial.Tree.Book, "hopfield-notebooks.pdf"), epub = Path.ChangeExtension(pdf, ".epub");
        await File.WriteAllTextAsync(pdf, "the one before", TestContext.Current.CancellationToken);
        ProcessResult done = await BookAsync(trial.Tree, "/no/browser/here");
        Assert.Equal(1, done.ExitCode);
        Assert.Contains("it needs Chromium, Chrome or Edge", Assert.Single(done.Error.Trim().Split('\n')));
        Assert.Contains(Chromium.Variable, done.Error);
        Assert.Contains(epub, done.Output);
        Assert.Equal("the one before", await File.ReadAllTextAsync(pdf, TestContext.Current.CancellationToken));
        Assert.Equal(["hopfield-notebooks.epub", "hopfield-notebooks.pdf"], Directory.EnumerateFiles(trial.Tree.Book).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public async Task A_browser_that_does_not_start_leaves_the_pdf_that_was_there()
    {
        using var trial = new TrialBook();
        Directory.CreateDirectory(trial.Tree.Book);
        string pdf = Path.Combine(trial.Tree.Book, "hopfield-notebooks-09.pdf");
        await File.WriteAllTextAsync(pdf, "the one before", TestContext.Current.CancellationToken);
        ProcessResult done = await BookAsync(trial.Tree, typeof(BookCommandTests).Assembly.Location, "09");
        Assert.NotEqual(0, done.ExitCode);
        Assert.Equal("the one before", await File.ReadAllTextAsync(pdf, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_chapter_that_is_not_there_is_named()
    {
        using var trial = new TrialBook();
        ProcessResult done = await BookAsync(trial.Tree, "", "31");
        Assert.Equal(1, done.ExitCode);
        Assert.Contains("There is no chapter 31; there are 05, 09.", done.Error);
        Assert.False(Directory.Exists(trial.Tree.Book));
    }
}
