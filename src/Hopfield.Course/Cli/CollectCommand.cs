using System.CommandLine;
using System.Globalization;

namespace Hopfield.Course;

/// <summary><c>collect DIR</c>: what a learning platform delivers, sorted for <c>grade</c>.</summary>
internal static class CollectCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var place = new Argument<FileInfo>("DIR") { Description = "What the platform delivers, unpacked or as .zip: a folder for each student, or files with the student's name in front (Moodle, Canvas, Blackboard, nbgrader)." };
        var to = new Option<DirectoryInfo?>("--to") { Description = "The folder of submissions; submitted where it is not named.", HelpName = "FOLDER" };
        var due = new Option<string?>("--due") { Description = "When it was due, such as 2026-12-01T12:00, local time; what was written later is listed as late, and collected.", HelpName = "TIME" };
        due.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !IsTime(text, out _)) result.AddError($"--due is a day or a time like 2026-12-01T12:00; it is {text}.");
        });
        var command = new Command("collect", "Sort what a learning platform delivers into the folders that grade reads: the latest of each student counts, nothing is lost, late, double and unusable ones are listed.") { place, to, due };
        command.SetAction((parsed, _) => CourseCommand.GuardAsync(parsed, async () =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string folder = Path.GetFullPath(parsed.GetValue(to)?.FullName ?? "submitted");
            DateTime? end = parsed.GetValue(due) is { } text && IsTime(text, out DateTime time) ? time : null;
            IReadOnlyList<Collected> all = new Collection(folder, end).Take(Delivery.Read(parsed.GetValue(place)!.FullName));
            foreach (Collected one in all.Where(one => one.Note.Length > 0 || one.IsLate)) await output.WriteLineAsync($"{one.From}: {string.Join("; ", new[] { one.IsLate ? "late" : "", one.Note }.Where(words => words.Length > 0))}");
            await output.WriteLineAsync($"{all.Count(one => one.To.EndsWith(".ipynb", StringComparison.Ordinal))} submissions of {all.Select(one => one.Student).Where(student => student.Length > 0).Distinct().Count()} students, {all.Count(one => one.IsLate)} late; {all.Count(one => one.To.Length == 0)} files were not taken");
            await output.WriteLineAsync(Path.Combine(folder, Collection.List));
            return 0;
        }));
        return command;
    }

    // A day is over at its end.
    private static bool IsTime(string text, out DateTime time)
    {
        bool isTime = DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out time);
        if (isTime && text.Length == 10) time = time.AddDays(1);
        return isTime;
    }
}
