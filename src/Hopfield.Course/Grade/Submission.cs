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
    /// <summary>The whole notebook; null where it cannot be read.</summary>
    public Notebook? Notebook { get; private init; }

    /// <summary>What it says of the assignment; null where it says nothing.</summary>
    public ReleaseStamp? Stamp { get; private init; }

    /// <summary>What a person should know besides the grades.</summary>
    /// <param name="exercises">The exercises of its chapter, as they are now.</param>
    public IEnumerable<string> Notes(IEnumerable<Exercise> exercises)
    {
        if (Stamp is not { } stamp) yield break;
        string[] changed = [.. exercises.Where(exercise => stamp.Exercises.GetValueOrDefault(exercise.Id, exercise.Version) != exercise.Version).Select(exercise => exercise.Id)];
        if (changed.Length > 0) yield return $"given with another version of {string.Join(", ", changed)}";
    }

    /// <summary>The submissions in a folder: <c>DIR/student/any-name.ipynb</c>, or <c>DIR/student_any-name.ipynb</c> as course systems name what they hand out.</summary>
    /// <param name="folder">The folder, searched to any depth.</param>
    /// <exception cref="NotebookException">There is no such folder, or no notebook in it.</exception>
    public static IReadOnlyList<Submission> In(string folder)
    {
        if (!Directory.Exists(folder)) throw new NotebookException($"{folder}: there is no such folder of submissions.");
        Submission[] all = [.. Directory.EnumerateFiles(folder, "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(file => Read(StudentOf(Path.GetRelativePath(folder, file)), file, () => Course.Notebook.Read(file)))];
        return all.Length > 0 ? all : throw new NotebookException($"{folder}: no notebook was found; DIR/student/chapter.ipynb was expected.");
    }

    /// <summary>Reads one.</summary>
    /// <param name="student">Whose it is.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="read">Gives the notebook, or throws what is wrong with it.</param>
    public static Submission Read(string student, string file, Func<Notebook> read)
    {
        try
        {
            Notebook notebook = read();
            var answers = new Dictionary<string, string>();
            foreach (NotebookCell cell in notebook.Cells)
            {
                // A cell whose metadata are no object is found here.
                if (!cell.IsCode && cell.Tags.Count >= 0) continue;
                // The tag, or the comment that each stub begins with: some front ends drop tags.
                string? id = cell.TagAfter(Tags.Exercise) ?? (FirstLine().Match(cell.Source) is { Success: true } match ? match.Groups[1].Value : null);
                if (id is not null) answers.TryAdd(id, cell.Source);
            }

            string? number = answers.Keys.CountBy(id => id.Split('.')[0]).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
            return new Submission(student, file, number, answers, number is null ? "no exercise of the course is in it" : null) { Notebook = notebook, Stamp = ReleaseStamp.Of(notebook) };
        }
        catch (Exception error) when (error is NotebookException or InvalidCastException or InvalidOperationException)
        {
            return new Submission(student, file, null, new Dictionary<string, string>(), error is NotebookException ? error.Message : "a cell of it is not as a notebook has them");
        }
    }

    private static string StudentOf(string path) =>
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) is [var student, _, ..] ? student : Path.GetFileNameWithoutExtension(path).Split('_')[0];

    [GeneratedRegex(@"^\s*// Exercise (\d\d\.\d+) ·")]
    private static partial Regex FirstLine();
}
