using System.Globalization;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>What one submission earned.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Exercises">The exercises of its chapter; none where it cannot be graded.</param>
/// <param name="Grades">A grade for each.</param>
internal sealed record GradedSubmission(Submission Submission, IReadOnlyList<Exercise> Exercises, IReadOnlyList<Grade> Grades);

/// <summary>
/// Scores as comma-separated values, a line for each submission: what the checks gave, columns for the marks of a person (one for each criterion
/// of a rubric, <c>adjust</c> to add or take away, <c>comment</c>), the sum, and what there is to say.
/// </summary>
/// <remarks>Whatever a person entered stays: in those columns, in columns of their own, in lines whose submission is gone.</remarks>
internal sealed partial class ScoreTable
{
    private const string Student = "student", Chapter = "chapter", Adjust = "adjust", Points = "points", Of = "of", Comment = "comment", Remarks = "remarks";

    private static readonly string[] _ours = [Student, Chapter, Points, Of, Remarks];

    private readonly string[] _columns;
    private readonly Dictionary<(string Student, string Chapter, int Nth), Dictionary<string, string>> _lines = [];

    private ScoreTable(IReadOnlyList<string[]> lines)
    {
        _columns = lines is [var head, ..] ? head : [];
        foreach (string[] fields in lines.Skip(1))
        {
            var line = new Dictionary<string, string>();
            foreach ((string column, string field) in _columns.Zip(fields)) line.TryAdd(column, field);
            string student = line.GetValueOrDefault(Student, ""), chapter = line.GetValueOrDefault(Chapter, "");
            // A spreadsheet takes 01 for a number.
            if (chapter.Length == 1) chapter = $"0{chapter}";
            _lines[(student, chapter, _lines.Keys.Count(key => key.Student == student && key.Chapter == chapter))] = line;
        }
    }

    /// <summary>A table without a line.</summary>
    public static ScoreTable Empty { get; } = new([]);

    /// <summary>Reads a table that was written before, and perhaps changed by a person since.</summary>
    /// <param name="text">The text.</param>
    public static ScoreTable Read(string text) => new(SeparatedValues.Read(text));

    /// <summary>The column of a criterion.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="criterion">The criterion.</param>
    public static string Column(Exercise exercise, Criterion criterion) => $"{exercise.Id} {criterion.Name} ({criterion.Points})";

    /// <summary>What a person gave, by the columns' names; empty texts where nothing was entered.</summary>
    /// <param name="rows">All submissions.</param>
    /// <param name="index">Which of them.</param>
    public IReadOnlyDictionary<string, string> Entered(IReadOnlyList<GradedSubmission> rows, int index) => _lines.GetValueOrDefault(Key(rows, index)) ?? [];

    /// <summary>A person's comment.</summary>
    /// <param name="entered">What a person gave.</param>
    public static string CommentOf(IReadOnlyDictionary<string, string> entered) => entered.GetValueOrDefault(Comment, "");

    /// <summary>The sum of all points, and of how many: of what has been judged by now.</summary>
    /// <param name="row">The submission.</param>
    /// <param name="entered">What a person gave.</param>
    public static (double Points, int Of) Sum(GradedSubmission row, IReadOnlyDictionary<string, string> entered)
    {
        double points = row.Grades.Sum(grade => grade.Points ?? 0) + (Mark(entered, Adjust) ?? 0);
        int of = row.Grades.Count(grade => grade.Points is not null);
        foreach (var (exercise, criterion) in Criteria(row.Exercises))
        {
            if (Mark(entered, Column(exercise, criterion)) is not { } mark) continue;
            points += mark;
            of += criterion.Points;
        }

        return (points, of);
    }

    /// <summary>The grades of a submission as this table has them, without a check being run.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="exercises">The exercises of its chapter.</param>
    /// <param name="nth">How many of this student and chapter stand before it.</param>
    /// <returns>The grades; null where the table has no line for it.</returns>
    public IReadOnlyList<Grade>? GradesOf(Submission submission, IReadOnlyList<Exercise> exercises, int nth)
    {
        if (!_lines.TryGetValue((submission.Student, submission.Number ?? "", nth), out Dictionary<string, string>? line)) return null;
        var remarks = Remark().Matches(line.GetValueOrDefault(Remarks, "")).GroupBy(match => match.Groups["id"].Value).ToDictionary(same => same.Key, same => same.First().Groups["words"].Value);
        return [.. exercises.Select(exercise => new Grade(
            SeparatedValues.Number(line.GetValueOrDefault(exercise.Id, "")) is { } points ? (int)points : null, remarks.GetValueOrDefault(exercise.Id, "")))];
    }

    /// <summary>What a person should look at: marks that are no marks of their criterion, and points of checks that are others than before.</summary>
    /// <param name="rows">The submissions.</param>
    public IEnumerable<(string Words, bool Lost)> Doubts(IReadOnlyList<GradedSubmission> rows)
    {
        foreach ((int i, GradedSubmission row) in rows.Index())
        {
            IReadOnlyDictionary<string, string> entered = Entered(rows, i);
            string who = $"{row.Submission.Student}, {row.Submission.Number}";
            foreach (var (exercise, criterion) in Criteria(row.Exercises))
            {
                string text = entered.GetValueOrDefault(Column(exercise, criterion), "");
                if (text.Length > 0 && !(SeparatedValues.Number(text) is { } mark && mark >= 0 && mark <= criterion.Points)) yield return ($"{who}: \"{text}\" is no mark of {Column(exercise, criterion)}", false);
            }

            foreach ((Exercise exercise, Grade grade) in row.Exercises.Zip(row.Grades).Where(pair => pair.Second.Points is not null))
            {
                string before = entered.GetValueOrDefault(exercise.Id, "");
                if (before.Length > 0 && SeparatedValues.Number(before) != grade.Points) yield return ($"{who}: {exercise.Id} is {grade.Points}, and {before} was in the table; a person's points belong into {Adjust}", true);
            }
        }
    }

    /// <summary>The table with new grades, and all that a person entered into this one.</summary>
    /// <param name="rows">The submissions.</param>
    public string With(IReadOnlyList<GradedSubmission> rows)
    {
        Exercise[] exercises = [.. rows.SelectMany(row => row.Exercises).DistinctBy(exercise => exercise.Id).OrderBy(exercise => exercise.Id, StringComparer.Ordinal)];
        string[] judged = [.. exercises.Where(exercise => exercise.Kind != ExerciseKind.Open).Select(exercise => exercise.Id)];
        string[] byHand = [.. Criteria(exercises).Select(pair => Column(pair.Exercise, pair.Criterion))];
        // Of gone exercises and a person's own. What a spreadsheet made of an exercise's number is neither.
        string[] kept = [.. _columns.Except([.. _ours, .. judged, .. byHand, Adjust, Comment]).Where(column => column.Length > 0 && !(ExerciseNumber().IsMatch(column) && !IsOfAKeptLine(column, rows)))];
        string[] columns = [Student, Chapter, .. judged, .. byHand, Adjust, Points, Of, Comment, .. kept, Remarks];
        var lines = new List<string> { SeparatedValues.Line(columns) };
        foreach ((int i, GradedSubmission row) in rows.Index())
        {
            IReadOnlyDictionary<string, string> entered = Entered(rows, i);
            var by = row.Exercises.Zip(row.Grades).ToDictionary(pair => pair.First.Id, pair => pair.Second);
            (double points, int of) = Sum(row, entered);
            string[] remarks = row.Submission.Trouble is { } trouble ? [trouble] : [.. by.Where(pair => pair.Value.Remark.Length > 0).Select(pair => $"{pair.Key} {pair.Value.Remark}"), .. row.Submission.Notes(row.Exercises)];
            lines.Add(SeparatedValues.Line(columns.Select(column => column switch
            {
                Student => row.Submission.Student,
                Chapter => row.Submission.Number ?? "",
                Points => points.ToString(CultureInfo.InvariantCulture),
                Of => of.ToString(CultureInfo.InvariantCulture),
                Remarks => string.Join("; ", remarks),
                _ when judged.Contains(column) => by.GetValueOrDefault(column)?.Points?.ToString(CultureInfo.InvariantCulture) ?? "",
                _ => entered.GetValueOrDefault(column, ""),
            })));
        }

        foreach (var (key, line) in Gone(rows)) lines.Add(SeparatedValues.Line(columns.Select(column => column == Chapter ? key.Chapter : line.GetValueOrDefault(column, ""))));
        return string.Join("\n", lines) + "\n";
    }

    private IEnumerable<KeyValuePair<(string Student, string Chapter, int Nth), Dictionary<string, string>>> Gone(IReadOnlyList<GradedSubmission> rows)
    {
        var here = rows.Select((_, i) => Key(rows, i)).ToHashSet();
        return _lines.Where(line => !here.Contains(line.Key));
    }

    private bool IsOfAKeptLine(string column, IReadOnlyList<GradedSubmission> rows) => Gone(rows).Any(line => line.Value.GetValueOrDefault(column, "").Length > 0);

    private static (string Student, string Chapter, int Nth) Key(IReadOnlyList<GradedSubmission> rows, int index)
    {
        Submission one = rows[index].Submission;
        return (one.Student, one.Number ?? "", rows.Take(index).Count(row => row.Submission.Student == one.Student && row.Submission.Number == one.Number));
    }

    private static IEnumerable<(Exercise Exercise, Criterion Criterion)> Criteria(IEnumerable<Exercise> exercises) =>
        exercises.SelectMany(exercise => exercise.Rubric.Select(criterion => (exercise, criterion)));

    private static double? Mark(IReadOnlyDictionary<string, string> entered, string column) => SeparatedValues.Number(entered.GetValueOrDefault(column, ""));

    // "13.2 not begun; 13.4 …": words run to the next exercise.
    [GeneratedRegex(@"(?:^|; )(?<id>\d\d\.\d+) (?<words>.*?)(?=; \d\d\.\d+ |; given with another version|$)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"^\d\d?\.\d+$")]
    private static partial Regex ExerciseNumber();
}
