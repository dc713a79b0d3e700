using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Teach;

/// <summary>Every chapter as an assignment: nothing is told beforehand, and nbgrader takes it by its own rules.</summary>
public partial class AssignmentTests
{
    private static readonly CourseTree _tree = CourseFiles.Tree;

    public static TheoryData<string> Chapters => [.. _tree.Chapters.Select(chapter => chapter.Number)];

    [Theory, MemberData(nameof(Chapters))]
    public void An_assignment_tells_no_answer_and_has_room_for_each(string number)
    {
        var (chapter, source, released) = Released(number);
        Assert.All(released.CodeCells, cell => Assert.Empty(cell.Outputs));
        string text = released.ToJson();
        foreach (Exercise exercise in source.Exercises)
        {
            Assert.Single(released.Cells, cell => cell.HasTag((exercise.Kind == ExerciseKind.Open ? Tags.Answer : Tags.Exercise) + exercise.Id) && !(exercise.Kind != ExerciseKind.Open && cell.Source != exercise.Stub));
            Assert.All(exercise.Rubric, criterion => Assert.DoesNotContain(criterion.Full, text));
        }

        // An untouched assignment is a submission of its chapter in which nothing was begun.
        Submission submission = Submission.Read("ada", "13.ipynb", () => released);
        Assert.Equal((number, null), (submission.Number, submission.Trouble));
        Assert.Empty(submission.Notes(source.Exercises));
        Assert.All(source.Exercises.Where(exercise => exercise.Rubric.Count > 0), exercise => Assert.Empty(WrittenAnswer.Of(released, Notebook.Read(chapter.Path), exercise)));
    }

    [Theory, MemberData(nameof(Chapters))]
    public void What_is_written_below_a_task_is_the_answer_and_nothing_else(string number)
    {
        var (chapter, source, released) = Released(number);
        var cells = (JsonArray)released.Json["cells"]!;
        foreach (Exercise exercise in source.Exercises.Where(exercise => exercise.Rubric.Count > 0))
        {
            NotebookCell own = released.Cells.Single(cell => cell.HasTag(Tags.Answer + exercise.Id));
            own.Source = "My words.";
            cells.Insert(cells.IndexOf(own.Json) + 1, new JsonObject { ["cell_type"] = "code", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = "1 + 1" });
            cells.Insert(cells.IndexOf(own.Json) + 2, new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = "## My heading" });
            Notebook back = Notebook.Parse(released.ToJson(), "back");
            Assert.Equal(["My words.", "1 + 1", "## My heading"], WrittenAnswer.Of(back, Notebook.Read(chapter.Path), exercise).Select(cell => cell.Source));
        }
    }

    // The rules of nbgrader's metadata schema, version 3, and those that its validator adds.
    [Theory, MemberData(nameof(Chapters))]
    public void The_cells_keep_the_rules_of_nbgrader(string number)
    {
        var (_, source, released) = Released(number);
        NbgraderCells.Mark(released, source);
        var ids = new List<string>();
        int points = 0;
        foreach (NotebookCell cell in released.Cells)
        {
            if (cell.Metadata["nbgrader"] is not JsonObject mark) continue;
            Assert.Empty(mark.Select(pair => pair.Key).Except(["schema_version", "grade", "locked", "solution", "task", "grade_id", "points", "cell_type"]));
            bool grade = mark["grade"]!.GetValue<bool>(), solution = mark["solution"]!.GetValue<bool>(), locked = mark["locked"]!.GetValue<bool>();
            string id = mark["grade_id"]!.GetValue<string>();
            Assert.Equal((3, cell.Type, false), (mark["schema_version"]!.GetValue<int>(), mark["cell_type"]!.GetValue<string>(), mark["task"]!.GetValue<bool>()));
            Assert.Matches(GradeId, id);
            Assert.Equal(grade, mark.ContainsKey("points"));
            Assert.True(!cell.IsMarkdown || grade == solution, $"{id}: a text that is graded is an answer, and an answer in words is graded.");
            Assert.NotEqual(locked, solution);
            if (grade && cell.IsCode) Assert.True(locked && mark["points"]!.GetValue<int>() == 1 && cell.Source.Contains("throw new", StringComparison.Ordinal), $"{id}: a check is locked, earns a point and stops where it fails.");
            ids.Add(id);
            points += (int?)mark["points"] ?? 0;
        }

        Assert.Distinct(ids);
        Assert.Equal(source.Exercises.Count(exercise => exercise.Kind != ExerciseKind.Open) + source.Exercises.Sum(exercise => exercise.Rubric.Sum(criterion => criterion.Points)), points);
        Assert.Equal(1 + (2 * source.Exercises.Count) + source.Exercises.Count(exercise => exercise.Kind != ExerciseKind.Open && exercise.Rubric.Count > 0), ids.Count);
    }

    private static (Chapter Chapter, ExerciseSource Source, Notebook Released) Released(string number)
    {
        Chapter chapter = Chapter.Select(_tree.Chapters, [number])[0];
        var source = ExerciseSource.Load(_tree.ExercisesOf(chapter));
        var stamp = new ReleaseStamp("week", number, "0.1.0", source.Exercises.Where(exercise => exercise.Kind != ExerciseKind.Open).ToDictionary(exercise => exercise.Id, exercise => exercise.Version));
        return (chapter, source, ReleasedNotebook.Of(Notebook.Read(chapter.Path), source, stamp, _ => null));
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex GradeId { get; }
}
