using Notebooks.Session.Tests;

namespace Notebooks.Kernel.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_that_cannot_be_put_in_place_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        string taken = folder.File("taken");
        Directory.CreateDirectory(taken); // a folder where the file should stand
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(taken, "text"));
        Assert.Equal([taken], Directory.GetFileSystemEntries(Path.GetDirectoryName(taken)!));
    }

    [Fact]
    public void A_file_with_the_same_bytes_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("deep/file.txt");
        AtomicFile.Write(file, "ξ");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, old);
        AtomicFile.Write(file, "ξ");
        Assert.Equal(old, File.GetLastWriteTimeUtc(file));
        AtomicFile.Write(file, "x");
        Assert.Equal("x", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task A_reader_sees_the_old_file_or_the_new_one_at_every_moment()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("file.txt");
        string[] states = [new('a', 100_000), new('b', 200_000)];
        AtomicFile.Write(file, states[0]);
        using var stop = new CancellationTokenSource();
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < 100; i++) AtomicFile.Write(file, states[i % 2]);
            stop.Cancel();
        }, TestContext.Current.CancellationToken);
        while (!stop.IsCancellationRequested && !writing.IsFaulted)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            Assert.Contains(reader.ReadToEnd(), states);
        }

        await writing;
    }
}
