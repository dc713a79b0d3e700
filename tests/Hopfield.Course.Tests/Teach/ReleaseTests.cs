using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public sealed class ReleaseTests : IDisposable
{
    private readonly TrialCourse _course = new();
    private readonly TemporaryFolder _room = new();

    public ReleaseTests()
    {
        TrialExercises.Write(_course);
        _course.Write("01-a.ipynb", "# 01 · A\n\nSee [chapter 02](02-b.ipynb#end), [symbols](SYMBOLS.md), [there](#there) and [the web](https://example.org/).",
            "[setup]using Hopfield.Exercises;", "**Exercise 1.1.**", "[exercise:01.1]int sum = 0;", "Check.",
            "[check:01.1]int expected = 3;\nCheck.Exercise(\"01.1\", \"Count on from one.\").Value(sum, expected)", "[exercise:01.2]**Exercise 1.2 (open).** What else?", "0", "End", "0");
        _course.Write("02-b.ipynb", "# 02 · B", "[setup]1", "End", "0");
        File.WriteAllText(Path.Combine(_course.Tree.Exercises, "02.csx"), "using System;\n");
    }

    public void Dispose()
    {
        _course.Dispose();
        _room.Dispose();
    }

    [Fact]
    public async Task An_assignment_has_its_notebooks_what_to_do_and_what_was_given()
    {
        string folder = await Release("1", "2", "--repository", "https://github.com/owner/name");
        Assert.Equal(["01-a.ipynb", "02-b.ipynb", "README.md", "manifest.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("kernel install", File.ReadAllText(Path.Combine(folder, "README.md")));

        Notebook notebook = Notebook.Read(Path.Combine(folder, "01-a.ipynb"));
        Assert.Contains("See [chapter 02](02-b.ipynb#end), [symbols](https://github.com/owner/name/blob/", notebook.Cells[0].Source);
        Assert.Contains("/notebooks/SYMBOLS.md), [there](#there) and [the web](https://example.org/).", notebook.Cells[0].Source);
        Assert.Equal("answer:01.2", Assert.Single(notebook.Cells[7].Tags));

        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, Assignment.Manifest)))!;
        JsonNode given = manifest["notebooks"]![0]!;
        Exercise sum = ExerciseSource.Parse(TrialExercises.Text, "01.csx").Find("01.1");
        Assert.Equal(("01", sum.Version, 2), (given["chapter"]!.GetValue<string>(), given["exercises"]!["01.1"]!["version"]!.GetValue<string>(), given["exercises"]!["01.2"]!["points"]!.GetValue<int>()));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "01-a.ipynb")))), given["sha256"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_not_given_is_no_dead_link()
    {
        Notebook notebook = Notebook.Read(Path.Combine(await Release("1"), "01-a.ipynb"));
        Assert.Equal("See chapter 02, symbols, [there](#there) and [the web](https://example.org/).", notebook.Cells[0].Source.Split('\n')[^1]);
    }

    [Fact]
    public async Task What_comes_back_tells_the_version_that_was_given()
    {
        string file = Path.Combine(await Release("1"), "01-a.ipynb");
        Submission back = Submission.Read("ada", file, () => Notebook.Read(file));
        Assert.Equal(("01", "chapters-01"), (back.Number, back.Stamp?.Assignment));
        Assert.Empty(back.Notes(ExerciseSource.Parse(TrialExercises.Text, "01.csx").Exercises));
        Assert.Equal(["given with another version of 01.1"], back.Notes(ExerciseSource.Parse(TrialExercises.Text.Replace("Value(sum, expected)", "Value(sum, 3)"), "01.csx").Exercises));
    }

    [Fact]
    public async Task For_nbgrader_a_check_stops_the_notebook_unless_it_is_solved()
    {
        string folder = await Release("1", "--nbgrader", "--name", "week1");
        Assert.Equal(Path.Combine(_room.Path, "source", "week1"), folder);
        Notebook notebook = Notebook.Read(Path.Combine(folder, "01-a.ipynb"));
        Assert.Equal(
            "int expected = 3;\nvar judged = Check.Exercise(\"01.1\", \"Count on from one.\").Value(sum, expected);\nif (judged.Outcome != Outcome.Solved)\n    throw new InvalidOperationException(judged.ToString());\nConsole.WriteLine(judged);",
            notebook.Cells[5].Source);
        Assert.Equal("""{"cell_type":"markdown","grade":true,"grade_id":"answer-01-2","locked":false,"points":2,"schema_version":3,"solution":true,"task":false}""", notebook.Cells[7].Metadata[NbgraderCells.Key]!.ToJsonString());
        string settings = Path.Combine(_room.Path, "nbgrader_config.py");
        Assert.Contains("c.ClearSolutions.enabled = False", File.ReadAllText(settings));

        File.WriteAllText(settings, "c = get_config()\n");
        await Release("1", "--nbgrader", "--name", "week1");
        Assert.Equal("c = get_config()\n", File.ReadAllText(settings));
    }

    [Fact]
    public async Task An_exercise_with_a_check_has_room_for_words_where_it_has_a_rubric()
    {
        TrialExercises.Write(_course, TrialExercises.Text + "\n#region rubric 01.1\n// Reasons (1)\n// full: Some.\n// none: None.\n#endregion\n");
        Notebook notebook = Notebook.Read(Path.Combine(await Release("1", "--nbgrader"), "01-a.ipynb"));
        Assert.Equal(["check:01.1", "answer:01.1"], notebook.Cells.Skip(5).Take(2).Select(cell => cell.Tags[0]));
        Assert.Equal(["setup", "exercise-01-1", "check-01-1", "answer-01-1", "task-01-2", "answer-01-2"], notebook.Cells.Select(cell => cell.Metadata[NbgraderCells.Key]?["grade_id"]?.ToString()).Where(id => id is not null));
    }

    [Fact]
    public async Task A_name_that_is_no_folder_is_refused()
    {
        Invocation done = await Invocation.OfAsync(_course, "release", "1", "--name", "../week1");
        Assert.NotEqual(0, done.ExitCode);
        Assert.Contains("--name is the name of a folder", done.Errors);
    }

    private async Task<string> Release(params string[] words)
    {
        Invocation done = await Invocation.OfAsync(_course, ["release", .. words, "--to", _room.Path]);
        Assert.True(done.ExitCode == 0, done.Errors);
        return Path.GetDirectoryName(done.Output.Split('\n')[0].Trim())!;
    }
}
