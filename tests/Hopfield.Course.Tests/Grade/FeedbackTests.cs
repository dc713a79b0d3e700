using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

/// <summary>The pages that students get: written with the scores, and again when a person has entered marks.</summary>
public sealed class FeedbackTests : IDisposable
{
    private readonly TrialCourse _course = new();
    private readonly TemporaryFolder _submitted = new();

    public FeedbackTests()
    {
        TrialExercises.Write(_course);
        _course.Write("01-sums.ipynb", "# Sums", "[setup]#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;", "Task 1", "[exercise:01.1]int sum = 0;",
            "text", "[check:01.1]0", "[exercise:01.2]**Exercise 1.2 (open).** Why is $x$ even?", "0", "## What we found\n\nNothing.", "0");
    }

    public void Dispose()
    {
        _course.Dispose();
        _submitted.Dispose();
    }

    [Fact]
    public async Task Marks_and_comments_that_a_person_entered_reach_the_page_without_a_run()
    {
        Submit();
        string scores = Path.Combine(_submitted.Path, "scores.csv");
        File.WriteAllText(scores, "student,chapter,01.1,01.2 Says <why> (2),adjust,points,of,comment,remarks\nada,01,0,1.5,-1,,,Well <read>,01.1 not yet: too small\n");

        Invocation done = await Invocation.OfAsync(_course, "feedback", _submitted.Path);
        Assert.True(done.ExitCode == 0, done.Errors);
        string page = File.ReadAllText(Path.Combine(_submitted.Path, "feedback", "ada", "01.html"));
        Assert.All(
            ["0.5 of 3 points", "Well &lt;read&gt;", "0 of 1: not yet: too small", "<pre>int sum = 5;</pre>", "Says &lt;why&gt;", "1.5 of 2", "A guess.", "<strong>Because</strong> it is", "<pre>6 % 2</pre>", "<pre>0</pre>", "data:image/png;base64,iVBORw0KGgo="],
            words => Assert.Contains(words, page));
        Assert.DoesNotContain("still to be read", page);
        Assert.Equal("ada,01,0,1.5,-1,0.5,3,Well <read>,01.1 not yet: too small", File.ReadAllLines(scores)[1]);
    }

    [Fact]
    public async Task What_a_student_wrote_runs_nowhere()
    {
        Submit();
        File.WriteAllText(Path.Combine(_submitted.Path, "scores.csv"), "student,chapter,01.1\nada,01,0\n");
        Assert.Equal(0, (await Invocation.OfAsync(_course, "feedback", _submitted.Path)).ExitCode);
        string page = File.ReadAllText(Path.Combine(_submitted.Path, "feedback", "ada", "01.html"));
        Assert.Contains("still to be read: 01.2", page);
        Assert.Contains("default-src 'none'; img-src data:", page);
        Assert.All(["<script", "<img src=x", "onerror", "<b>html"], words => Assert.DoesNotContain(words, page.Replace("&lt;img src=x onerror=alert(1)&gt;", "")));
        // Neither the words of the chapter nor its next section are the student's.
        Assert.DoesNotContain("What we found", page);
        Assert.Equal(1, page.Split("Why is ").Length - 1);
    }

    [Fact]
    public async Task Before_the_first_grading_there_is_nothing_to_say()
    {
        Submit();
        Assert.Contains("there is no such table. grade writes it", (await Invocation.OfAsync(_course, "feedback", _submitted.Path)).Errors);
        File.WriteAllText(Path.Combine(_submitted.Path, "scores.csv"), "student,chapter,01.1\nbert,01,1\n");
        Assert.Contains("ada, 01: not graded yet", (await Invocation.OfAsync(_course, "feedback", _submitted.Path)).Output);
    }

    // As a front end saves it that drops tags, with everything a student can do to a page.
    private void Submit()
    {
        static JsonObject Text(string source) => new() { ["cell_type"] = "markdown", ["id"] = 7, ["metadata"] = new JsonObject(), ["source"] = source };
        static JsonObject Code(string source, params JsonNode[] outputs) => new() { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(outputs), ["source"] = source };
        JsonObject Data(JsonNode data) => new() { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = data };
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray(
                Code("// Exercise 01.1 · One and two.\nint sum = 5;".Split('\n')[1]), Text("**Exercise 1.2 (open).** Why is $x$ even?"),
                Text("**Because** it is. <script>alert(1)</script> <img src=x onerror=alert(1)>"),
                Code("6 % 2", Data(new JsonObject { ["text/plain"] = "0", ["text/html"] = "<b>html</b><script>1</script>" }), Data(new JsonArray()),
                    Data(new JsonObject { ["image/png"] = "iVBORw0KGgo=" }), Data(new JsonObject { ["image/png"] = "\" onerror=\"alert(1)" })),
                Text("## What we found\n\nNothing.")),
            ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5,
        };
        ((JsonObject)notebook["cells"]![0]!)["metadata"] = new JsonObject { ["tags"] = new JsonArray("exercise:01.1") };
        string folder = Directory.CreateDirectory(Path.Combine(_submitted.Path, "ada")).FullName;
        File.WriteAllText(Path.Combine(folder, "01.ipynb"), notebook.ToJsonString());
    }
}
