using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A notebook that a student handed in: whose it is, of which chapter, and the answers in it.</summary>
/// <param name="Student">The folder it lies in, or what its file's name begins with.</param>
/// <param name="File">Its path.</param>
/// <param name="Number">The chapter's two digits; null where no exercise of the course was found.</param>
/// <param name="Answers">The student's cells by the exercise's number.</param>
/// <param name="Trouble">Why it cannot be graded; null where it can.</param>
internal sealed partial record Submission(string Student, string File, string? Number, IReadOnlyDictionary<string, string> Answers, string? Trouble)
{
    /// <summary>The submissions in a folder: <c>DIR/student/any-name.ipynb</c>, or <c>DIR/student_any-name.ipynb</c> as course systems name what they hand out.</summary>
    /// <param name="folder">The folder, searched to any depth.</param>
    /// <exception cref="NotebookException">There is no such folder, or no notebook in it.</exception>
    public static IReadOnlyList<Submission> In(string folder)
    {
        if (!Directory.Exists(folder)) throw new NotebookException($"{folder}: there is no such folder of submissions.");
        Submission[] all = [.. Directory.EnumerateFiles(folder, "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(file => Read(file, StudentOf(Path.GetRelativePath(folder, file))))];
        return all.Length > 0 ? all : throw new NotebookException($"{folder}: no notebook was found; DIR/student/chapter.ipynb was expected.");
    }

    private static Submission Read(string file, string student)
    {
        try
        {
            var answers = new Dictionary<string, string>();
            foreach (NotebookCell cell in Notebook.Read(file).CodeCells)
            {
                // The tag, or the comment that each stub begins with: some front ends drop tags.
                string? id = cell.TagAfter(Tags.Exercise) ?? (FirstLine().Match(cell.Source) is { Success: true } match ? match.Groups[1].Value : null);
                if (id is not null) answers.TryAdd(id, cell.Source);
            }

            string? number = answers.Keys.CountBy(id => id.Split('.')[0]).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
            return new Submission(student, file, number, answers, number is null ? "no exercise of the course is in it" : null);
        }
        catch (NotebookException error)
        {
            return new Submission(student, file, null, new Dictionary<string, string>(), error.Message);
        }
    }

    private static string StudentOf(string path) =>
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) is [var student, _, ..] ? student : Path.GetFileNameWithoutExtension(path).Split('_')[0];

    [GeneratedRegex(@"^\s*// Exercise (\d\d\.\d+) ·")]
    private static partial Regex FirstLine();
}
