using System.Globalization;

namespace Hopfield.Course;

/// <summary>Scores as comma-separated values, a line for each submission: student, chapter, points of each exercise, their sum, what there is to say.</summary>
internal static class ScoreTable
{
    /// <summary>The table.</summary>
    /// <param name="rows">Each submission with its exercises and its grades; none where it could not be graded.</param>
    public static string Write(IReadOnlyList<(Submission Submission, IReadOnlyList<Exercise> Exercises, IReadOnlyList<Grade> Grades)> rows)
    {
        string[] columns = [.. rows.SelectMany(row => row.Exercises).Select(exercise => exercise.Id).Distinct().Order(StringComparer.Ordinal)];
        var lines = new List<string> { Line(["student", "chapter", .. columns, "points", "of", "remarks"]) };
        foreach (var (submission, exercises, grades) in rows)
        {
            var by = exercises.Zip(grades).ToDictionary(pair => pair.First.Id, pair => pair.Second);
            string[] remarks = submission.Trouble is { } trouble ? [trouble] : [.. by.Where(pair => pair.Value.Remark.Length > 0).Select(pair => $"{pair.Key} {pair.Value.Remark}")];
            lines.Add(Line([
                submission.Student, submission.Number ?? "", .. columns.Select(id => by.TryGetValue(id, out Grade? grade) ? Text(grade.Points) : ""),
                Text(by.Values.Sum(grade => grade.Points ?? 0)), Text(by.Values.Count(grade => grade.Points is not null)), string.Join("; ", remarks)]));
        }

        return string.Join("\n", lines) + "\n";
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    // A field that a spreadsheet would read as a formula is shown as text.
    private static string Field(string text)
    {
        string plain = text.Replace('\r', ' ').Replace('\n', ' ');
        if (plain is ['=' or '+' or '-' or '@', ..]) plain = $"'{plain}";
        return plain.AsSpan().IndexOfAny(',', '"') < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
