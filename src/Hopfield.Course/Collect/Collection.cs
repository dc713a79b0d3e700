using System.Globalization;
using System.Text;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>What became of a delivered file.</summary>
/// <param name="Student">Whose it is; empty where that cannot be told.</param>
/// <param name="Chapter">The chapter's two digits; empty where it is none of the course.</param>
/// <param name="From">Where it lay in the delivery.</param>
/// <param name="To">Where it lies now, below the folder of submissions; empty where it was not taken.</param>
/// <param name="Time">When it was written.</param>
/// <param name="IsLate">Whether it came too late.</param>
/// <param name="Note">What a person should know.</param>
internal sealed record Collected(string Student, string Chapter, string From, string To, DateTime Time, bool IsLate, string Note);

/// <summary>Sorts what was delivered into <c>student/NN.ipynb</c>, as <c>grade</c> reads it. The latest of a student's tries counts; the others are kept beside it.</summary>
/// <param name="folder">The folder of submissions.</param>
/// <param name="due">When it was due; null where nothing is late but what the platform marked.</param>
internal sealed class Collection(string folder, DateTime? due)
{
    /// <summary>The list of what became of each file.</summary>
    public const string List = "collected.csv";

    /// <summary>Takes a delivery.</summary>
    /// <param name="files">Its files.</param>
    /// <returns>What became of each.</returns>
    public IReadOnlyList<Collected> Take(IEnumerable<DeliveredFile> files)
    {
        var all = new List<Collected>();
        var taken = new List<Try>();
        foreach (DeliveredFile file in files)
        {
            DeliveredName? name = DeliveredName.Of(file.Path);
            string? trouble = file.Trouble ?? (DeliveredName.IsOfPlatform(file.Path) ? "in an archive of the platform: collect that by itself" : name is null ? "whose it is cannot be told from its name" : null);
            if (trouble is not null) all.Add(new(name?.Student ?? "", "", file.Path, "", file.Time, false, trouble));
            else taken.Add(Read(file, name!));
        }

        foreach (var tries in taken.GroupBy(one => one.Place, StringComparer.OrdinalIgnoreCase))
        {
            Try[] ordered = [.. tries.OrderBy(one => one.Name.Attempt, StringComparer.Ordinal).ThenBy(one => one.File.Time).ThenBy(one => one.File.Path, StringComparer.Ordinal)];
            foreach (Try one in ordered[..^1])
            {
                bool isDouble = one.File.Bytes.AsSpan().SequenceEqual(ordered[^1].File.Bytes);
                all.Add(isDouble ? Told(one, one.Place, "the same as a later one") : Store(one, "a later one counts", counts: false));
            }

            all.Add(Store(ordered[^1], ordered.Length > 1 ? $"the latest of {ordered.Length}" : "", counts: true));
        }

        all.Sort((a, b) => string.CompareOrdinal(a.From, b.From));
        AtomicFile.Write(Path.Combine(folder, List), string.Join('\n', [
            "student,chapter,file,delivered as,time,late,note",
            .. all.Select(one => SeparatedValues.Line([one.Student, one.Chapter, one.To, one.From, one.Time == default ? "" : one.Time.ToString("u", CultureInfo.InvariantCulture), one.IsLate ? "late" : "", one.Note])), ""]));
        return all;
    }

    private static Try Read(DeliveredFile file, DeliveredName name)
    {
        Submission submission = Submission.Read(name.Student, file.Path, () => Notebook.Parse(Encoding.UTF8.GetString(file.Bytes!).TrimStart('\uFEFF'), name.File));
        string own = DeliveredName.Clean(name.File);
        return new(file, name, submission, Path.Combine(name.Student, submission.Number is { } number ? $"{number}.ipynb" : $"other-{own}"));
    }

    private Collected Store(Try one, string note, bool counts)
    {
        string path = Path.Combine(folder, one.Place), to = one.Place;
        byte[] bytes = one.File.Bytes!;
        List<string> notes = [.. new[] { note, one.Submission.Trouble ?? "" }.Where(words => words.Length > 0)];
        byte[]? before = File.Exists(path) ? File.ReadAllBytes(path) : null;
        bool isSame = before is not null && before.AsSpan().SequenceEqual(bytes);
        if (isSame)
        {
            notes.Add("collected before");
        }
        else if (!counts || (before is not null && File.GetLastWriteTimeUtc(path) > one.File.Time))
        {
            if (counts) notes.Add("older than the one that was collected, which stays");
            to = Path.GetRelativePath(folder, EarlierFile.Keep(path, bytes));
        }
        else
        {
            if (before is not null) notes.Add($"the one before is kept as {Path.GetFileName(EarlierFile.Keep(path, before))}");
            AtomicFile.Write(path, bytes);
            // Its age is that of the submission: the next collection compares.
            if (one.File.Time != default) File.SetLastWriteTimeUtc(path, one.File.Time);
        }

        return Told(one, to, string.Join("; ", notes));
    }

    private Collected Told(Try one, string to, string note) =>
        new(one.Name.Student, one.Submission.Number ?? "", one.File.Path, to.Replace('\\', '/'), one.File.Time, one.Name.IsLate || one.File.Time > due, note);

    private sealed record Try(DeliveredFile File, DeliveredName Name, Submission Submission, string Place);
}
