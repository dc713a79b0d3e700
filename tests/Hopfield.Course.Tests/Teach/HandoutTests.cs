namespace Hopfield.Course.Tests;

public class HandoutTests
{
    [Fact]
    public async Task A_handout_tells_nothing_beforehand()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "{\"answer\":[\"forty-two\"]}\n# 01 · A\n\n**Predict.** What comes?", "6 * 7",
            "## Exercises\n\nWrite below. Solutions: [solutions/01-a.ipynb](solutions/01-a.ipynb). Then check.", "int sum = 0;", "End");
        Notebook executed = Notebook.Read(chapter.Path);
        executed.Cells[1].ExecutionCount = 1;
        executed.Cells[1].Outputs = [new System.Text.Json.Nodes.JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "42" }];
        executed.Cells[4].Metadata["slideshow"] = new System.Text.Json.Nodes.JsonObject { ["slide_type"] = "notes" };
        executed.Write(chapter.Path);

        Invocation done = await Invocation.OfAsync(course, "handout");
        Assert.True(done.ExitCode == 0, done.Errors);
        string file = Path.Combine(course.Tree.Handouts, "01-a.ipynb"), text = File.ReadAllText(file);
        Notebook handout = Notebook.Read(file);
        Assert.Equal(4, handout.Cells.Count);
        Assert.Contains("**Predict.** What comes?", handout.Cells[0].Source);
        Assert.Equal("## Exercises\n\nWrite below. Then check.", handout.Cells[2].Source);
        Assert.All(["forty-two", "solutions/", "\"42\"", "End"], told => Assert.DoesNotContain(told, text));
        Assert.Null(handout.Cells[1].ExecutionCount);
    }

    [Fact]
    public async Task The_key_has_every_answer_with_its_reasons()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# 01 · A", "1", "**Exercise 1.1.** Add one and two.", "[exercise:01.1]int sum = 0;", "Check.",
            "[check:01.1]Check.Exercise(\"01.1\", \"Count on from one.\").Value(sum, 3)", "[exercise:01.2]**Exercise 1.2.** What else?",
            "[quiz]Quiz.Ask(\"01.q1\", \"Which \" + \"one?\")\n  .Wrong(\"That.\", \"No.\")\n  .Right(\"This.\", \"Since it is.\")\n  .Answer(\"\")", "End", "using Hopfield.Exercises;", "End");
        TrialExercises.Write(course);

        Invocation done = await Invocation.OfAsync(course, "key");
        Assert.True(done.ExitCode == 0, done.Errors);
        string key = File.ReadAllText(Path.Combine(course.Tree.Artifacts, "key.md"));
        Assert.Contains("\n## 01 · A\n\n### Exercise 01.1 (do)\n\n**Exercise 1.1.** Add one and two.\n\n```csharp\nint sum = 3;\n```\n\nMistakes: multiplies them.\n\n**Why.** One and two make three.\n", key);
        Assert.Contains("### Exercise 01.2 (open)\n\n**Exercise 1.2.** What else?\n\n**A discussion.** There are many answers.\n\n| for 2 points | full | part | none |\n|---|---|---|---|\n| Says <why> (2) | A cause. | A guess. | Nothing. |\n", key);
        Assert.Contains("- **01.q1** Which one? **This.** Since it is.\n", key);
        Assert.DoesNotContain("That.", key);
    }
}
