using System.IO.Compression;
using System.Text;

namespace Hopfield.Course.Tests;

/// <summary>Deliveries as platforms make them, collected by the command line.</summary>
public sealed class CollectTests : IDisposable
{
    private static readonly DateTime _noon = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _room = new();

    private string Delivered => Path.Combine(_room.Path, "delivered");

    private string Submitted => Path.Combine(_room.Path, "submitted");

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Folders_files_and_archives_of_students_become_what_grade_reads()
    {
        Put("ada/13.ipynb", Notebook("13", "1"));
        Put("bert_my homework.ipynb", Notebook("13", "2"));
        File.WriteAllBytes(Path.Combine(Delivered, "cleo.zip"), Zip(("chapters-02-13/13.ipynb", Notebook("13", "3")), ("chapters-02-13/02.ipynb", Notebook("02", "4")), ("notes.pdf", "x"u8.ToArray())));

        string said = await Collect();
        Assert.Equal(["ada/13.ipynb", "bert/13.ipynb", "cleo/02.ipynb", "cleo/13.ipynb"], Files());
        Assert.Contains("4 submissions of 3 students, 0 late; 1 files were not taken", said);
        Assert.Contains("cleo.zip/notes.pdf: no notebook", said);
        Assert.Equal(["ada", "bert", "cleo", "cleo"], Submission.In(Submitted).Select(one => one.Student));
    }

    [Fact]
    public async Task The_latest_counts_and_the_others_are_kept()
    {
        Put("ada/old/13.ipynb", Notebook("13", "first"), _noon);
        Put("ada/new/13.ipynb", Notebook("13", "second"), _noon.AddHours(1));
        Put("bert_LATE_1_2_13.ipynb", Notebook("13", "b"), _noon);
        Put("bert_1_2_13-1.ipynb", Notebook("13", "b"), _noon.AddDays(-1));
        string said = await Collect("--due", _noon.AddMinutes(30).ToLocalTime().ToString("yyyy-MM-ddTHH:mm", null));

        Assert.Contains("second", File.ReadAllText(Path.Combine(Submitted, "ada/13.ipynb")));
        Assert.Contains("first", File.ReadAllText(Path.Combine(Submitted, "ada/13.ipynb.earlier-1")));
        Assert.Equal(["ada/13.ipynb", "bert_1/13.ipynb"], Files());
        Assert.Contains("ada/new/13.ipynb: late; the latest of 2", said);
        Assert.Contains("bert_LATE_1_2_13.ipynb: late; the same as a later one", said);
        Assert.Matches("(?m)^ada,13,ada/13.ipynb.earlier-1,ada/old/13.ipynb,2026-11-30 12:00:00Z,,a later one counts$", File.ReadAllText(Path.Combine(Submitted, Collection.List)));
    }

    [Fact]
    public async Task What_was_collected_is_never_lost()
    {
        Put("ada/13.ipynb", Notebook("13", "first"), _noon);
        await Collect();
        Assert.Contains("collected before", await Collect());
        Put("ada/13.ipynb", Notebook("13", "second"), _noon.AddHours(1));
        Assert.Contains("the one before is kept as 13.ipynb.earlier-1", await Collect());
        // An old delivery again does not take the place of a newer one.
        Put("ada/13.ipynb", Notebook("13", "first"), _noon);
        Assert.Contains("older than the one that was collected, which stays", await Collect());
        Assert.Contains("second", File.ReadAllText(Path.Combine(Submitted, "ada/13.ipynb")));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Submitted, "ada")).Length);
    }

    [Fact]
    public async Task An_archive_of_the_platform_is_collected_by_itself()
    {
        byte[] archive = Zip(("Ada_1_assignsubmission_file_/13.ipynb", Notebook("13", "1")), ("Bert_2_assignsubmission_file_/work.zip", Zip(("13.ipynb", Notebook("13", "2")))));
        Put("Course-Week10-99.zip", archive);
        Assert.Contains("in an archive of the platform: collect that by itself", await Collect());
        Assert.Empty(Files());
        await Collect(Path.Combine(Delivered, "Course-Week10-99.zip"));
        Assert.Equal(["Ada_1/13.ipynb", "Bert_2/13.ipynb"], Files());
    }

    [Fact]
    public async Task Names_that_leave_their_place_links_and_bombs_are_refused()
    {
        byte[] bomb = Zip(("13.ipynb", new byte[Delivery.LargestNotebook + 1]));
        Assert.True(bomb.Length < 100_000);
        byte[] link = Zip(("13.ipynb", "/etc/passwd"u8.ToArray()));
        // The entry's upper attribute bits say that it is a symbolic link.
        int directory = link.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(0xA1FF0000).CopyTo(link, directory + 38);
        Put("ada.zip", Zip(("../../13.ipynb", Notebook("13", "1")), ("/13.ipynb", Notebook("13", "1")), ("C:\\13.ipynb", Notebook("13", "1"))));
        Put("bert.zip", bomb);
        Put("cleo.zip", link);
        Put("dora.zip", Zip(("a.zip", Zip(("b.zip", Zip(("13.ipynb", Notebook("13", "1"))))))));
        Put("emil.zip", "no archive"u8.ToArray());
        Put("fred/13.ipynb", new byte[Delivery.LargestNotebook + 1]);
        if (!OperatingSystem.IsWindows()) Directory.CreateSymbolicLink(Path.Combine(Delivered, "gwen"), "/");
        string said = await Collect();

        Assert.Empty(Files());
        Assert.All(
            ["ada.zip/../../13.ipynb: its name leaves the folder", "ada.zip//13.ipynb: its name leaves the folder", "ada.zip/C:/13.ipynb: its name leaves the folder", "bert.zip/13.ipynb: larger than", "cleo.zip/13.ipynb: a link",
                "dora.zip/a.zip/b.zip: an archive in an archive", "emil.zip: no archive that can be read", "fred/13.ipynb: larger than"],
            words => Assert.Contains(words, said));
        if (!OperatingSystem.IsWindows()) Assert.Contains("gwen: a link, which is not followed", said);
        Assert.Equal([Collection.List], Directory.GetFileSystemEntries(Submitted).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_no_submission_of_the_course_is_kept_and_said()
    {
        Put("ada/shopping.ipynb", """{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}"""u8.ToArray());
        Put("bert/13.ipynb", "no notebook"u8.ToArray());
        Put("cleo/13.ipynb", """{"cells":[{"cell_type":"markdown","metadata":[],"source":""}],"metadata":{},"nbformat":4,"nbformat_minor":5}"""u8.ToArray());
        Put("nobody.ipynb", Notebook("13", "1"));
        string said = await Collect();
        Assert.Equal(["ada/other-shopping.ipynb", "bert/other-13.ipynb", "cleo/other-13.ipynb"], Files());
        Assert.Contains("ada/shopping.ipynb: no exercise of the course is in it", said);
        Assert.Contains("bert/13.ipynb: 13.ipynb is not JSON", said);
        Assert.Contains("cleo/13.ipynb: a cell of it is not as a notebook has them", said);
        Assert.Contains("nobody.ipynb: whose it is cannot be told from its name", said);
    }

    [Fact]
    public async Task A_place_that_is_none_and_a_time_that_is_none_are_said()
    {
        Assert.Contains("there is no such folder or .zip file", (await Invoke(Path.Combine(_room.Path, "none"))).Errors);
        Assert.NotEqual(0, (await Invoke(_room.Path, "--due", "tomorrow")).ExitCode);
    }

    private async Task<string> Collect(params string[] words)
    {
        Invocation done = words is [['/' or >= 'A' and <= 'Z', ..], ..] ? await Invoke(words) : await Invoke([Delivered, .. words]);
        Assert.True(done.ExitCode == 0, done.Errors);
        return done.Output;
    }

    private async Task<Invocation> Invoke(params string[] words)
    {
        using StringWriter output = new(), errors = new();
        int code = await CourseCommand.InvokeAsync(["collect", .. words, "--to", Submitted], new() { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), errors.ToString());
    }

    private string[] Files() => [.. Directory.GetFiles(Submitted, "*.ipynb", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Submitted, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private void Put(string path, byte[] bytes, DateTime? time = null)
    {
        string file = Path.Combine(Delivered, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        if (time is { } written) File.SetLastWriteTimeUtc(file, written);
    }

    private static byte[] Notebook(string chapter, string answer) => Encoding.UTF8.GetBytes(
        $$"""{"cells":[{"cell_type":"code","execution_count":null,"metadata":{"tags":["exercise:{{chapter}}.1"]},"outputs":[],"source":"{{answer}}"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
