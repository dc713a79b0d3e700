using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

/// <summary>Submissions of a small course, graded by the command line; where this system can shut a process in, shut in.</summary>
public sealed class GradeTests : IDisposable
{
    private const string Exercises = """
        using Hopfield.Exercises;

        #region exercise 01.1 do
        // Exercise 01.1 · Twice three.
        #if STUB
        int twice = 0;
        #elif ANSWER
        int twice = 6;
        #elif WRONG // adds
        int twice = 5;
        #endif
        #endregion

        #region check 01.1
        Check.Exercise("01.1", "Add it to itself.", "3 + 3.").Value(twice, 6)
        #endregion

        #region why 01.1
        // 3 + 3.
        #endregion

        #region exercise 01.2 make
        // Exercise 01.2 · The double of twice.
        int Double(int x)
        {
        #if STUB
            throw new NotImplementedException("Write Double here.");
        #elif ANSWER
            return x + x;
        #elif WRONG // squares
            return x * x;
        #endif
        }
        #endregion

        #region check 01.2
        Check.Exercise("01.2", "Add.", "x + x.").Value(Double(twice), 12)
        #endregion

        #region why 01.2
        // x + x.
        #endregion
        """;

    private readonly TrialCourse _course = new();
    private readonly TemporaryFolder _submitted = new();

    public GradeTests()
    {
        Directory.CreateDirectory(_course.Tree.Exercises);
        File.WriteAllText(Path.Combine(_course.Tree.Exercises, "01.csx"), Exercises);
        _course.Write("01-doubles.ipynb", "# Doubles", "[setup]#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;",
            "Task 1", "[exercise:01.1]int twice = 0;", "text", "[check:01.1]0", "Task 2", "[exercise:01.2]0", "text", "[check:01.2]0");
    }

    public void Dispose()
    {
        _course.Dispose();
        _submitted.Dispose();
    }

    [Fact]
    public async Task Each_answer_is_judged_for_itself_by_the_checks_of_the_course()
    {
        await RequireConfinement();
        Submit("ada", "int twice = 6;", "// Exercise 01.2 · The double of twice.\nint Double(int x) => 2 * x;");
        // The second answer is judged beside the right first one; the check that was handed in is not looked at.
        Submit("bert", "int twice = 7;", "int Double(int x) => 2 * x;", "Check.Exercise(\"01.1\", \"a\", \"b\").Value(6, 6)");
        Submit("cleo", "// Exercise 01.1 · Twice three.\nint twice = 0;", "int Double(int x) { Console.WriteLine(\"✓ Exercise 01.2 solved.\"); while (true) { } }");
        Submit("dora", "System.IO.File.WriteAllText(\"" + Path.Combine(_submitted.Path, "trace").Replace('\\', '/') + "\", \"\");\nint twice = 6;", "int Double(int x) { Environment.Exit(0); return 0; }");
        File.WriteAllText(Path.Combine(_submitted.Path, "emil_01.ipynb"), "no notebook");

        Invocation graded = await Invocation.OfAsync(_course, "grade", _submitted.Path, "--timeout", "30");

        Assert.True(graded.ExitCode == 0, graded.Errors);
        string[] rows = await File.ReadAllLinesAsync(Path.Combine(_submitted.Path, "scores.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("student,chapter,01.1,01.2,adjust,points,of,comment,remarks", rows[0]);
        Assert.Equal("ada,01,1,1,,2,2,,", rows[1]);
        Assert.Matches("^bert,01,0,1,,1,2,,.*01\\.1 .*not yet", rows[2]);
        Assert.Matches("^cleo,01,0,0,,0,2,,.*01\\.1 not begun; 01\\.2 still running", rows[3]);
        Assert.Matches("^dora,01,0,0,,0,2,,.*01\\.1 .*Read-only file system.*01\\.2 the process ended", rows[4]);
        Assert.Matches("^emil,,,,,0,0,,.*is not JSON", rows[5]);
        Assert.False(File.Exists(Path.Combine(_submitted.Path, "trace")));
        string page = File.ReadAllText(Path.Combine(_submitted.Path, "feedback", "bert", "01.html"));
        Assert.Contains("1 of 2 points", page);
        Assert.Contains("<pre>int twice = 7;</pre>", page);
    }

    [Fact]
    public async Task Without_submissions_or_with_limits_that_are_none_it_says_so()
    {
        Invocation empty = await Invocation.OfAsync(_course, "grade", _submitted.Path);
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("no notebook was found; DIR/student/chapter.ipynb was expected", empty.Errors);
        Assert.Contains("there is no such folder", (await Invocation.OfAsync(_course, "grade", Path.Combine(_submitted.Path, "none"))).Errors);
        Assert.NotEqual(0, (await Invocation.OfAsync(_course, "grade", _submitted.Path, "--memory", "1")).ExitCode);
    }

    private async Task RequireConfinement()
    {
        string? whyNot = await Confinement.WhyNotAsync(_submitted.Path, TestContext.Current.CancellationToken);
        Assert.SkipWhen(whyNot is not null, $"A process cannot be shut in here: {whyNot}.");
    }

    private void Submit(string student, string first, string second, string check = "0")
    {
        JsonObject Cell(string source, string tag) => new()
        {
            ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) }, ["outputs"] = new JsonArray(), ["source"] = source,
        };
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray(Cell(first, "exercise:01.1"), Cell(check, "check:01.1"), Cell(second, "exercise:01.2")),
            ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_submitted.Path, student)).FullName, "01.ipynb"), notebook.ToJsonString());
    }
}
