namespace Hopfield.Tests;

public sealed class NpyFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npy");

    public void Dispose() => File.Delete(_path);

    private static NumericArray Read(byte[] bytes) => NpyFile.Read(FileBytes.Stream(bytes), "test.npy");

    private static string Refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    // −2 in every format, and 1.5 where fractions exist: bytes least significant first.
    [Theory]
    [InlineData("|u1", new byte[] { 254 }, 254.0)]
    [InlineData("<i1", new byte[] { 254 }, -2.0)]
    [InlineData("<u2", new byte[] { 1, 2 }, 513.0)]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF }, -2.0)]
    [InlineData("<u4", new byte[] { 0, 0, 0, 0x80 }, 2147483648.0)]
    [InlineData("<i4", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, -2.0)]
    [InlineData("<u8", new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 }, 4294967296.0)]
    [InlineData("<i8", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2.0)]
    [InlineData("<f2", new byte[] { 0, 0x3E }, 1.5)]
    [InlineData("<f4", new byte[] { 0, 0, 0xC0, 0x3F }, 1.5)]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5)]
    public void Every_element_type_is_read_in_both_byte_orders(string descr, byte[] bytes, double value)
    {
        Assert.Equal([value], Read(FileBytes.Npy(descr, false, [1], bytes)).ToArray<double>());
        Assert.Equal([value], Read(FileBytes.Npy(">" + descr[1..], false, [1], [.. bytes.Reverse()])).ToArray<double>());
    }

    [Fact]
    public void A_shape_is_read_without_the_elements()
    {
        File.WriteAllBytes(_path, FileBytes.Npy("<f4", false, [3, 50_000, 70_000], [1, 2, 3, 4])); // 42 GB by its header
        Assert.Equal([3, 50_000, 70_000], NpyFile.ShapeOf(_path));
        File.WriteAllText(_path, "no array");
        Assert.Throws<InvalidDataException>(() => NpyFile.ShapeOf(_path));
        Assert.Throws<FileNotFoundException>(() => NpyFile.ShapeOf(_path + ".not"));
    }

    [Fact]
    public void A_single_number_has_no_axes()
    {
        var array = Read(FileBytes.Npy("<i2", false, [], [5, 0]));
        Assert.Empty(array.Shape);
        Assert.Equal([5], array.ToArray<int>());
    }

    [Fact]
    public void An_empty_axis_makes_an_empty_array()
    {
        var array = Read(FileBytes.Npy("<f8", false, [3, 0], []));
        Assert.Equal(0, array.Length);
        Assert.Equal(new double[3, 0], array.ToMatrix<double>());
    }

    // Element [a, b, c] of shape [2, 3, 4] holds 100a + 10b + c; column-major order lets a run fastest.
    [Fact]
    public void Fortran_order_becomes_row_major()
    {
        byte[] columnMajor = [.. from c in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 3) from a in Enumerable.Range(0, 2) select (byte)((100 * a) + (10 * b) + c)];
        byte[] rowMajor = [.. from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 4) select (byte)((100 * a) + (10 * b) + c)];
        Assert.Equal(rowMajor, Read(FileBytes.Npy("|u1", true, [2, 3, 4], columnMajor)).ToArray<byte>());
    }

    [Theory]
    [InlineData("{'shape': (2,), 'descr': '|u1', 'fortran_order': False}", 1)]
    [InlineData("{'descr':'|u1','fortran_order':False,'shape':(2,)}", 2)]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }          ", 3)]
    public void Keys_stand_in_any_order_and_all_three_versions_are_read(string header, byte version) =>
        Assert.Equal([8, 9], Read(FileBytes.Npy(header, [8, 9], version)).ToArray<byte>());

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False}")]
    [InlineData("{'descr': '|u1', 'descr': '|u1', 'shape': (2,)}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), 'more': 1}")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-2,)}")]
    [InlineData("")]
    public void A_header_that_is_not_the_three_keys_is_refused(string header) =>
        Assert.Contains("not one dictionary", Refused(FileBytes.Npy(header, [8, 9])));

    [Theory]
    [InlineData("<c8")]
    [InlineData("|O")]
    [InlineData("<U5")]
    [InlineData("|u2")]
    [InlineData("u1")]
    [InlineData("")]
    public void Elements_of_another_kind_are_named_and_refused(string descr) =>
        Assert.Contains($"type '{descr}'", Refused(FileBytes.Npy(descr, false, [1], new byte[20])));

    [Fact]
    public void Truncated_and_oversized_arrays_are_refused()
    {
        Assert.Contains("should take 12 bytes, 11 are there", Refused(FileBytes.Npy("<f4", false, [3], new byte[11])));
        Assert.Contains("more bytes than its header declares", Refused(FileBytes.Npy("<f4", false, [3], new byte[13])));
        Assert.Contains("at most", Refused(FileBytes.Npy("<f4", false, [2_000_000_000, 2_000_000_000], [])));
        Assert.Contains("too long", Refused(FileBytes.Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}", [])));
    }

    [Fact]
    public void A_shape_beyond_all_counting_is_refused()
    {
        Assert.Contains("at most", Refused(FileBytes.Npy("<f4", false, [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue], [])));
        File.WriteAllBytes(_path, FileBytes.Npy("<f8", false, [int.MaxValue, int.MaxValue, int.MaxValue], new byte[8]));
        Assert.Contains("should take", Assert.Throws<InvalidDataException>(() => NpyFile.Map<double>(_path)).Message);
        File.WriteAllBytes(_path, FileBytes.Npy("<f8", false, [0, int.MaxValue, int.MaxValue, int.MaxValue], []));
        Assert.Contains("no elements", Assert.Throws<InvalidDataException>(() => NpyFile.Map<double>(_path)).Message);
    }

    [Fact]
    public void True_and_false_are_read_and_nothing_else_is_taken_for_them()
    {
        NumericArray flags = Read(FileBytes.Npy("|b1", false, [2, 2], [1, 0, 0, 1]));
        Assert.Equal(ElementType.Boolean, flags.ElementType);
        Assert.Equal([true, false, false, true], flags.ToBooleans());
        Assert.Equal(new[,] { { true, false }, { false, true } }, flags.ToBooleanMatrix());
        Assert.Equal(new[,] { { 1, 0 }, { 0, 1 } }, flags.ToMatrix<int>());
        Assert.Throws<InvalidOperationException>(() => Read(FileBytes.Npy("|b1", false, [2], [1, 0])).ToBooleanMatrix());
        Assert.Contains("holds 2 where true (1) or false (0) is expected", Refused(FileBytes.Npy("|b1", false, [2], [1, 2])));
        Assert.Throws<InvalidOperationException>(() => Read(FileBytes.Npy("|u1", false, [1], [1])).ToBooleans());
    }

    // The upper half of 1.5f is 0x3FC0.
    [Theory, InlineData("<V2"), InlineData("|V2")]
    public void Two_opaque_bytes_are_upper_halves_of_single_precision(string descr)
    {
        NumericArray half = Read(FileBytes.Npy(descr, false, [2], [0xC0, 0x3F, 0xC0, 0xBF]));
        Assert.Equal(ElementType.BFloat16, half.ElementType);
        Assert.Equal([1.5, -1.5], half.ToArray<double>());
        Assert.Throws<InvalidOperationException>(() => half.ToArray<int>());
    }

    [Fact]
    public void A_mislabelled_file_is_named_for_what_it_is() =>
        Assert.Contains("an IDX array", Refused(FileBytes.Idx(8, [4], [1, 2, 3, 4])));

    [Fact]
    public void An_unknown_version_is_refused() => Assert.Contains("version 4.0", Refused(FileBytes.Npy("{}", [], version: 4)));

    [Fact]
    public void Conversions_that_would_lose_are_refused()
    {
        var fractions = Read(FileBytes.Npy("<f2", false, [1], [0, 0x3E]));
        Assert.Throws<InvalidOperationException>(() => fractions.ToArray<int>());
        var large = Read(FileBytes.Npy("<i2", false, [1], [0, 1]));
        Assert.Throws<OverflowException>(() => large.ToArray<byte>());
        Assert.Throws<InvalidOperationException>(() => large.ToMatrix<int>());
    }
}
