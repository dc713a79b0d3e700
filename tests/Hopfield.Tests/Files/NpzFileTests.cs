using System.IO.Compression;

namespace Hopfield.Tests;

public class NpzFileTests
{
    private static readonly byte[] _array = FileBytes.Npy("|u1", false, [2], [8, 9]);

    private static IReadOnlyDictionary<string, NumericArray> Read(byte[] bytes) => NpzFile.Read(FileBytes.Stream(bytes), "test.npz");

    private static string Refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    [Fact]
    public void Arrays_come_back_by_name()
    {
        var arrays = Read(FileBytes.Npz(("a.npy", _array), ("block.b.npy", _array)));
        Assert.Equal(["a", "block.b"], arrays.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([8, 9], arrays["block.b"].ToArray<byte>());
    }

    [Fact]
    public void An_entry_that_is_no_array_is_refused_by_name()
    {
        Assert.Contains("'read.me'", Refused(FileBytes.Npz(("read.me", _array))));
        Assert.Contains("test.npz/a.npy", Refused(FileBytes.Npz(("a.npy", [1, 2, 3, 4, 5, 6, 7, 8]))));
    }

    [Fact]
    public void A_name_that_occurs_twice_is_refused() =>
        Assert.Contains("twice", Refused(FileBytes.Npz(("a.npy", _array), ("a.npy", _array))));

    [Fact]
    public void Bytes_that_disagree_with_their_checksum_are_refused()
    {
        using var stream = new MemoryStream();
        NpzFile.Write(stream, new Dictionary<string, NumericArray> { ["a"] = NumericArray.From<byte>([8, 9]) });
        byte[] bytes = stream.ToArray();
        bytes[bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[8, 9])] = 7;
        Assert.Contains("'test.npz/a.npy' is damaged: its bytes do not agree with their checksum", Refused(bytes));
    }

    // Four arrays of 300 MB each, of which each alone may be read: the directory of the archive tells, before the first is unpacked.
    [Fact]
    public void A_bomb_is_refused_before_anything_is_unpacked()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int k = 0; k < 4; k++)
            {
                using Stream entry = archive.CreateEntry($"{k}.npy", CompressionLevel.Fastest).Open();
                entry.Write(FileBytes.Npy("|u1", false, [300 << 20], []));
                for (int i = 0; i < 300; i++) entry.Write(zeros);
            }
        }
        byte[] bomb = stream.ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpacks to 1258", Refused(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_truncated_or_foreign_archive_names_the_file()
    {
        Assert.Contains("'test.npz' is not a sound .npz archive", Refused(FileBytes.Npz(("a.npy", _array))[..^10]));
        Assert.Contains("'test.npz' is not a sound .npz archive", Refused(_array));
    }
}
