using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>Whose a delivered file is, by the names that learning platforms give to what students hand in.</summary>
/// <param name="Student">The student's name with the platform's number, where it gives one: two students may have one name.</param>
/// <param name="File">The file's own name.</param>
/// <param name="Attempt">Which try it is, as far as the name tells; later ones compare as larger.</param>
/// <param name="IsLate">Whether the platform marked it as late.</param>
internal sealed partial record DeliveredName(string Student, string File, string Attempt, bool IsLate)
{
    // Folders that programs make, which are nobody's.
    private static readonly string[] _noStudents = ["submitted", "submissions", "__MACOSX"];

    /// <summary>Reads a path; null where it tells no student.</summary>
    /// <remarks>The first part below the delivery decides, be it a folder, an archive or a file: what lies further down is named by the student.</remarks>
    /// <param name="path">The path below what was delivered, with slashes.</param>
    public static DeliveredName? Of(string path)
    {
        string[] parts = [.. path.Split('/').SkipWhile((part, i) => i == 0 && _noStudents.Contains(Stem(part)))];
        if (parts is not [var first, ..]) return null;
        bool isFile = parts.Length == 1;
        string Own(Group file) => isFile && file.Length > 0 ? file.Value : parts[^1];
        if (Moodle().Match(first) is { Success: true } moodle) return new(Clean($"{moodle.Groups["name"].Value}_{moodle.Groups["id"].Value}"), Own(moodle.Groups["file"]), "", IsLate: false);
        if (Blackboard().Match(first) is { Success: true } board) return new(Clean(board.Groups["name"].Value), Own(board.Groups["file"]), board.Groups["time"].Value, IsLate: false);
        if (Canvas().Match(first) is { Success: true } canvas)
            return new(Clean($"{canvas.Groups["name"].Value}_{canvas.Groups["id"].Value}"), Own(canvas.Groups["file"]), Try(canvas.Groups["file"].Value), canvas.Groups["late"].Success);
        if (!isFile && Stem(first) == first) return new(Clean(first), parts[^1], "", IsLate: false);
        // ada.zip, or ada_work.zip and ada_work.ipynb
        return Stem(first).Split('_', 2) is [{ Length: > 0 } student, .. var rest] && (rest is [{ Length: > 0 }] || !isFile) ? new(Clean(student), isFile ? first[(student.Length + 1)..] : parts[^1], "", IsLate: false) : null;
    }

    /// <summary>Whether an archive is what a platform delivers, laid into a folder: then what is in it names the students.</summary>
    /// <param name="path">The path of a file.</param>
    public static bool IsOfPlatform(string path) => path.Split('/') is [var archive, var second, ..] && Stem(archive) != archive && !_noStudents.Contains(Stem(archive))
        && !IsPlatforms(archive) && IsPlatforms(second);

    private static bool IsPlatforms(string name) => Moodle().IsMatch(name) || Blackboard().IsMatch(name) || Canvas().IsMatch(name);

    private static string Stem(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;

    // 13-continuous-retrieval-2.ipynb is the third try.
    private static string Try(string file) => Again().Match(file) is { Success: true } again ? again.Groups["number"].Value.PadLeft(6, '0') : "";

    /// <summary>A name that may be a file's or a folder's on any system, and never leaves its place.</summary>
    /// <param name="name">Any name.</param>
    internal static string Clean(string name)
    {
        string clean = Unfit().Replace(name.Normalize(), "_").Trim(' ', '.', '_');
        if (clean.Length > 100) clean = clean[..100].TrimEnd(' ', '.', '_');
        return clean.Length > 0 ? clean : "_";
    }

    [GeneratedRegex(@"^(?<name>.+?)_(?<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?<file>.*))?$")]
    private static partial Regex Moodle();

    [GeneratedRegex(@"^.+?_(?<name>[^_]+)_attempt_(?<time>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?<file>.+))?$")]
    private static partial Regex Blackboard();

    [GeneratedRegex(@"^(?<name>[^_]+)(?<late>_LATE)?_(?<id>\d+)_\d+_(?<file>.+)$")]
    private static partial Regex Canvas();

    [GeneratedRegex(@"-(?<number>\d{1,3})\.[A-Za-z]+$")]
    private static partial Regex Again();

    [GeneratedRegex("""[\\/:*?"<>|\p{Cc}\p{Cf}]""")]
    private static partial Regex Unfit();
}
