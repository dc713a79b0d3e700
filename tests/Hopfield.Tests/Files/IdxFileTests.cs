namespace Hopfield.Tests;

public class IdxFileTests
{
    private static NumericArray Read(byte[] bytes) => IdxFile.Read(FileBytes.Stream(bytes), "test.idx");

    private static InvalidDataException Refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes));

    [Fact]
    public void Bytes_come_back_with_their_shape()
    {
        var array = Read(FileBytes.Idx(8, [2, 3], [1, 2, 3, 4, 5, 255]));
        Assert.Equal(ElementType.UInt8, array.ElementType);
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 255], array.ToArray<byte>());
        Assert.Equal(new float[,] { { 1, 2, 3 }, { 4, 5, 255 } }, array.ToMatrix<float>());
    }

    // One value of each element type, big-endian as the format demands.
    [Theory]
    [InlineData(0x09, new byte[] { 0xFE }, -2.0)]
    [InlineData(0x0B, new byte[] { 0xFF, 0xFE }, -2.0)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0 }, 65536.0)]
    [InlineData(0x0D, new byte[] { 0x3F, 0xC0, 0, 0 }, 1.5)]
    [InlineData(0x0E, new byte[] { 0xBF, 0xF8, 0, 0, 0, 0, 0, 0 }, -1.5)]
    public void Every_element_type_is_read(byte type, byte[] bytes, double value) =>
        Assert.Equal([value], Read(FileBytes.Idx(type, [1], bytes)).ToArray<double>());

    [Fact]
    public void Gzip_is_recognised_by_content_from_any_stream()
    {
        byte[] plain = FileBytes.Idx(8, [3], [7, 8, 9]);
        Assert.Equal([7, 8, 9], Read(FileBytes.Gzip(plain)).ToArray<byte>());
        using var forwardOnly = new FileBytes.ForwardOnly(FileBytes.Gzip(plain));
        Assert.Equal([7, 8, 9], IdxFile.Read(forwardOnly, "net").ToArray<byte>());
    }

    [Fact]
    public void A_truncated_file_says_how_much_is_missing() =>
        Assert.Contains("should take 6 bytes, 4 are there", Refused(FileBytes.Idx(8, [2, 3], [1, 2, 3, 4])).Message);

    [Fact]
    public void A_file_that_is_too_long_is_refused() =>
        Assert.Contains("more bytes than its header declares", Refused(FileBytes.Idx(8, [2], [1, 2, 3])).Message);

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0, 0 }, "a PNG picture")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0, 0 }, "a zip archive")]
    [InlineData(new byte[] { 0x93, 0x4E, 0x55, 0x4D, 0x50 }, "an .npy array")]
    [InlineData(new byte[] { 0x61, 0x2C, 0x62, 0x0A, 0x31 }, "612C620A")]
    public void A_mislabelled_file_is_named_for_what_it_is(byte[] bytes, string what)
    {
        string message = Refused(bytes).Message;
        Assert.Contains("'test.idx' is not an IDX file", message);
        Assert.Contains(what, message);
    }

    [Fact]
    public void An_unknown_element_type_is_named() => Assert.Contains("0x0A", Refused(FileBytes.Idx(0x0A, [1], [1])).Message);

    [Theory, InlineData(0), InlineData(9)]
    public void A_number_of_axes_out_of_range_is_refused(int axes) =>
        Assert.Contains($"{axes} axes", Refused(FileBytes.Idx(8, [.. Enumerable.Repeat(1, axes)], [1])).Message);

    // The header claims 2^62 elements in a file of a few bytes: refused by arithmetic, without touching memory.
    [Fact]
    public void A_giant_claim_is_refused_before_memory_is_taken() =>
        Assert.Contains("at most", Refused(FileBytes.Idx(8, [int.MaxValue, int.MaxValue], [1])).Message);

    [Fact]
    public void A_damaged_gzip_stream_names_the_file()
    {
        byte[] gzip = FileBytes.Gzip(FileBytes.Idx(8, [1000], new byte[1000]));
        gzip[^6] ^= 0x55; // the checksum
        Assert.Contains("'test.idx'", Refused(gzip).Message);
    }

    [Fact]
    public void A_missing_file_is_a_missing_file()
    {
        var e = Assert.Throws<FileNotFoundException>(() => IdxFile.Read("nowhere.idx3.gz"));
        Assert.Contains("nowhere.idx3.gz", e.Message);
    }
}
