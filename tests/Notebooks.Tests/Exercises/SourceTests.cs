using System.Text.RegularExpressions;
using Hopfield.Course;
using Hopfield.Exercises;

namespace Notebooks.Tests.Exercises;

/// <summary>What holds for every exercise of every chapter.</summary>
public partial class SourceTests
{
    private static readonly CourseTree _tree = CourseFiles.Tree;

    public static TheoryData<string> Chapters => [.. Sources.Keys];

    public static TheoryData<string, string> Checked => Pairs(exercise => exercise.Kind != ExerciseKind.Open);

    private static Dictionary<string, ExerciseSource> Sources { get; } = Directory.GetFiles(_tree.Exercises, "*.csx").Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), ExerciseSource.Load);

    [Theory, MemberData(nameof(Checked))]
    public async Task The_answer_passes_its_check(string chapter, string id)
    {
        CheckResult result = await ExerciseTrial.Of(chapter, Sources[chapter]).Judge(id, Sources[chapter].Find(id).Answer);
        Assert.True(result.Outcome == Outcome.Solved, result.ToString());
    }

    [Theory, MemberData(nameof(Checked))]
    public async Task The_stub_is_not_solved_yet_and_fails_nothing(string chapter, string id)
    {
        CheckResult result = await ExerciseTrial.Of(chapter, Sources[chapter]).Judge(id, Sources[chapter].StubFor(id));
        Assert.StartsWith($"○ Exercise {id}: not solved yet.", result.ToString());
    }

    [Theory, MemberData(nameof(Checked))]
    public async Task Each_plausible_wrong_answer_is_told_what_differs(string chapter, string id)
    {
        Exercise exercise = Sources[chapter].Find(id);
        foreach (WrongAnswer wrong in exercise.Wrong)
        {
            CheckResult result = await ExerciseTrial.Of(chapter, Sources[chapter]).Judge(id, wrong.Code);
            Assert.True(result.Outcome == Outcome.Wrong, $"“{wrong.Mistake}” was not rejected: {result}");
            Assert.NotEmpty(result.Message);
            // A quiz answers each choice with words of its own; everything else helps on with a hint.
            Assert.True(exercise.Kind == ExerciseKind.Explain || result.Hints.Count > 0, $"“{wrong.Mistake}” got no hint: {result}");
        }
    }

    [Theory, MemberData(nameof(Chapters))]
    public void The_exercises_of_a_chapter_form_a_ladder(string chapter)
    {
        ExerciseSource source = Sources[chapter];
        Assert.True(source.Exercises.Count >= 4, $"{chapter} has {source.Exercises.Count} exercises; four rungs are needed.");
        Assert.Equal(Enum.GetValues<ExerciseKind>(), source.Exercises.Select(exercise => exercise.Kind).Distinct().Order());
        Assert.Equal(source.Exercises.Select((_, index) => $"{chapter}.{index + 1}"), source.Exercises.Select(exercise => exercise.Id));
    }

    [Theory, MemberData(nameof(Chapters))]
    public void What_a_person_judges_has_a_rubric_of_ten_points(string chapter)
    {
        foreach (Exercise exercise in Sources[chapter].Exercises.Where(exercise => exercise.Kind == ExerciseKind.Open || exercise.Rubric.Count > 0))
        {
            Assert.True(exercise.Rubric.Count is 3 or 4, $"{exercise.Id} has {exercise.Rubric.Count} criteria; three or four are needed.");
            Assert.True(exercise.Rubric.Sum(criterion => criterion.Points) == 10, $"The points of {exercise.Id} are {exercise.Rubric.Sum(criterion => criterion.Points)}; ten are needed.");
            Assert.Distinct(exercise.Rubric.Select(criterion => criterion.Name));
        }
    }

    // A check judges values and letters. Reasons that a reader writes in words only a person can judge.
    [Theory, MemberData(nameof(Chapters))]
    public void Reasons_in_words_are_chosen_by_a_letter_or_have_a_rubric(string chapter)
    {
        var notebook = Notebook.Read(Chapter.Select(_tree.Chapters, [chapter])[0].Path);
        foreach (Exercise exercise in Sources[chapter].Exercises.Where(exercise => exercise.Rubric.Count == 0))
        {
            if (exercise.Kind != ExerciseKind.Explain && !Reasons.IsMatch(ExerciseCells.TaskOf(notebook, exercise.Id))) continue;
            Assert.True(exercise.Check.StartsWith("Quiz.Ask(", StringComparison.Ordinal) && exercise.Check.Contains(".Answer(", StringComparison.Ordinal),
                $"{exercise.Id} asks for reasons, and its check offers no choices: offer some, or write a rubric.");
        }
    }

    [Fact]
    public void No_stub_and_no_check_of_a_chapter_differs_from_its_source()
    {
        foreach (Chapter chapter in _tree.Chapters.Where(chapter => Sources.ContainsKey(chapter.Number)))
            Assert.False(ExerciseCells.Write(Notebook.Read(chapter.Path), Sources[chapter.Number]), $"{chapter.Name}: a stub or check differs from {chapter.Number}.csx; publish writes it anew.");
    }

    private static TheoryData<string, string> Pairs(Func<Exercise, bool> chosen) =>
        [.. Sources.SelectMany(source => source.Value.Exercises.Where(chosen).Select(exercise => (source.Key, exercise.Id)))];

    [GeneratedRegex(@"\b(why|explain|reasons?|justify|discuss|argue)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reasons { get; }
}
