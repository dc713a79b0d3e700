namespace Hopfield.Exercises;

/// <summary>What the reader has solved. It stays on this machine: one small file an exercise, no network.</summary>
/// <remarks>The files lie under the user's data directory, or in the folder that the environment variable HOPFIELD_PROGRESS names.</remarks>
public static class Progress
{
    /// <summary>The folder that holds the records.</summary>
    public static string Folder => ProgressStore.Default.Folder;

    /// <summary>What has been solved and tried so far.</summary>
    public static ProgressReport Show() => new(ProgressStore.Default);

    /// <summary>Forgets everything and starts again.</summary>
    /// <exception cref="IOException">A record cannot be deleted.</exception>
    public static ProgressReport Reset()
    {
        ProgressStore.Default.Clear();
        return Show();
    }
}

/// <summary>The reader's progress, chapter by chapter.</summary>
[TypeFormatterSource(typeof(RichFormatters))]
public sealed class ProgressReport : RichResult
{
    private readonly IReadOnlyList<Record> _records;
    private readonly string[] _notes;

    internal ProgressReport(ProgressStore store)
    {
        _records = store.All();
        _notes = store.SetAsideCount is > 0 and var count ? [$"Damaged records, set aside in {store.Folder}: {count}."] : [];
    }

    /// <summary>How many exercises and quizzes are solved.</summary>
    public int Solved => _records.Count(record => record.Solved);

    /// <summary>How many have been tried, solved ones included.</summary>
    public int Begun => _records.Count;

    private string Headline => Begun == 0 ? "Nothing solved yet." : $"{Solved} solved of {Begun} begun.";

    private IEnumerable<IGrouping<string, Record>> Chapters => _records.GroupBy(record => record.Exercise[..2]);

    /// <inheritdoc/>
    public override string ToHtml() => Html.Panel(Solved > 0 ? Outcome.Solved : Outcome.Unsolved, [
        $"<strong>{Headline}</strong>",
        .. Chapters.Select(chapter => $"Chapter {chapter.Key}: " + string.Join(" · ", chapter.Select(record => $"{Html.Glyph(record.Outcome)} {Html.Text(Line(record))}"))),
        .. _notes.Select(Html.Text)]);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', [
        Headline,
        .. Chapters.Select(chapter => $"Chapter {chapter.Key}: " + string.Join(" · ", chapter.Select(record => $"{Html.Sign(record.Outcome)} {Line(record)}"))),
        .. _notes]);

    private static string Line(Record record) =>
        $"{record.Exercise} {(record.Solved ? "solved" : "open")}" + (record.Tries == 0 ? "" : $", {record.Tries} wrong {(record.Tries == 1 ? "try" : "tries")}");
}
