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
    public void A_truncated_or_foreign_archive_names_the_file()
    {
        Assert.Contains("'test.npz' is not a sound .npz archive", Refused(FileBytes.Npz(("a.npy", _array))[..^10]));
        Assert.Contains("'test.npz' is not a sound .npz archive", Refused(_array));
    }
}
