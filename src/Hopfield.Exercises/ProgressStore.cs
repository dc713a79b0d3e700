using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hopfield.Exercises;

/// <summary>What is kept about one exercise.</summary>
/// <param name="Exercise">The exercise or quiz, "02.1".</param>
/// <param name="Solved">True once it was solved.</param>
/// <param name="Tries">Wrong tries; the same wrong answer in a row counts once.</param>
/// <param name="Last">Fingerprint of the last wrong answer.</param>
internal sealed record Record(string Exercise, bool Solved = false, int Tries = 0, string Last = "")
{
    /// <summary>Why the record could not be kept; null when it was.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Trouble { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public Outcome Outcome => Solved ? Outcome.Solved : Outcome.Wrong;
}

/// <summary>Keeps progress as one small file an exercise, so that two notebooks that run side by side never write the same file.</summary>
internal sealed class ProgressStore(string folder)
{
    private const string Variable = "HOPFIELD_PROGRESS";

    public string Folder { get; } = folder;

    public static ProgressStore Default => new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : UserFolder);

    // The system's answer is empty where a user has no home, as in some containers: then progress lasts as long as the temporary folder.
    private static string UserFolder
    {
        get
        {
            string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "Hopfield.Notebooks", "progress");
        }
    }

    public int SetAsideCount => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.damaged-*").Length : 0;

    /// <summary>Brings the record of an exercise up to date. A disk that refuses is named in the record and never stops a check.</summary>
    public Record Note(string exercise, Finding finding)
    {
        var before = new Record(exercise);
        try
        {
            before = Read(PathOf(exercise), exercise);
            Record after = Next(before, finding);
            if (after != before) Write(after);
            return after;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Next(before, finding) with { Trouble = $"Progress could not be kept: {error.Message}" };
        }
    }

    public IReadOnlyList<Record> All() => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(path => Read(path, Path.GetFileNameWithoutExtension(path))).Where(record => record.Solved || record.Tries > 0)]
        : [];

    public void Clear()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (string path in Directory.GetFiles(Folder, "*.json")) File.Delete(path);
    }

    private static Record Next(Record before, Finding finding)
    {
        if (finding.Outcome == Outcome.Solved) return before with { Solved = true };
        if (finding.Outcome == Outcome.Unsolved) return before;
        string answer = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Message}\n{finding.Answer}")).AsSpan(0, 8));
        return answer == before.Last ? before : before with { Tries = before.Tries + 1, Last = answer };
    }

    private string PathOf(string exercise) => Path.Combine(Folder, $"{exercise}.json");

    private static Record Read(string path, string exercise)
    {
        if (!File.Exists(path)) return new Record(exercise);
        try
        {
            Record? record = JsonSerializer.Deserialize<Record>(File.ReadAllText(path));
            if (record is { Tries: >= 0, Last: not null } && record.Exercise == exercise) return record;
        }
        catch (JsonException)
        {
            // Falls through: a record that cannot be read is treated like one that says nothing sensible.
        }
        SetAside(path);
        return new Record(exercise);
    }

    private static void SetAside(string path)
    {
        int number = 1;
        while (File.Exists($"{path}.damaged-{number}")) number++;
        File.Move(path, $"{path}.damaged-{number}");
    }

    private void Write(Record record)
    {
        Directory.CreateDirectory(Folder);
        string beside = Path.Combine(Folder, $"{record.Exercise}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(beside, JsonSerializer.Serialize(record));
            File.Move(beside, PathOf(record.Exercise), overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
