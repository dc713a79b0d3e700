using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>What the writers write is what NumPy writes.</summary>
public sealed class NumPyWritingTests : IDisposable
{
    private static readonly string _data = DataFolder.Find(AppContext.BaseDirectory);

    private readonly string _folder = Directory.CreateTempSubdirectory("hopfield-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static byte[] Written(NumericArray array)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, array);
        return stream.ToArray();
    }

    // numpy.lib.format: signature, version 1.0, length of the rest, a dictionary, spaces and a line end up to a multiple of 64 bytes, the elements.
    [Fact]
    public void A_file_has_the_bytes_of_the_format()
    {
        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 118, 0,
            .. Encoding.ASCII.GetBytes("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n"),
            1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 0xFF, 0xFF,
        ];
        NpyFile.Write(PathOf("a.npy"), new short[,] { { 1, 2, 3 }, { 4, 5, -1 } });
        Assert.Equal(expected, File.ReadAllBytes(PathOf("a.npy")));
    }

    [Theory]
    [InlineData(new int[] { }, "()")]
    [InlineData(new int[] { 1 }, "(1,)")]
    [InlineData(new int[] { 1, 1, 1 }, "(1, 1, 1)")]
    public void A_tuple_of_one_has_its_comma(int[] shape, string text) =>
        Assert.Contains($"'shape': {text}, }}", Encoding.ASCII.GetString(Written(new NumericArray(ElementType.UInt8, shape, [7]))));

    // These files come from NumPy.
    [Fact]
    public void An_array_of_NumPy_that_is_written_again_has_the_same_bytes()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(_data, "embed/minilm-778x384-f16.npy.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        Assert.Equal(bytes.ToArray(), Written(NpyFile.Read(FileBytes.Stream(bytes.ToArray()), "minilm")));

        using var archive = ZipFile.OpenRead(Path.Combine(_data, "transformer/ppocrv4-blocks.npz"));
        Assert.NotEmpty(archive.Entries);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var array = new MemoryStream();
            using (Stream stream = entry.Open()) stream.CopyTo(array);
            Assert.Equal(array.ToArray(), Written(NpyFile.Read(FileBytes.Stream(array.ToArray()), entry.Name)));
        }
    }

    [Fact]
    public void Every_type_comes_back_from_a_file_and_from_a_map()
    {
        void Same<T>(params T[] values)
            where T : unmanaged
        {
            NpyFile.Write<T>(PathOf("a.npy"), values, values.Length, 1);
            NumericArray array = NpyFile.Read(PathOf("a.npy"));
            Assert.Equal(ElementTypes.Of<T>(), array.ElementType);
            Assert.Equal([values.Length, 1], array.Shape);
            Assert.Equal(MemoryMarshal.AsBytes<T>(values), array.Bytes);
            using MappedArray<T> map = NpyFile.Map<T>(PathOf("a.npy"));
            Assert.Equal(values, map.Values.ToArray());
        }
        Same<byte>(0, 255);
        Same<sbyte>(-128, 127);
        Same<ushort>(0, 65535);
        Same<short>(-32768, 32767);
        Same(uint.MinValue, uint.MaxValue);
        Same(int.MinValue, int.MaxValue);
        Same(ulong.MinValue, ulong.MaxValue);
        Same(long.MinValue, long.MaxValue);
        Same(Half.MinValue, Half.NegativeZero, Half.Epsilon);
        Same(float.MinValue, float.NegativeZero, float.Epsilon);
        Same(double.MinValue, double.NegativeZero, double.Epsilon);
        Same(BFloat16.FromSingle(-3.5f), BFloat16.FromSingle(1e38f));
        Same(true, false);
    }

    [Fact]
    public void Shapes_that_do_not_fit_and_types_without_a_place_are_refused()
    {
        void Refused(params int[] shape) => Assert.Contains("Expected a shape of 6 elements", Assert.Throws<ArgumentException>("shape", () => NumericArray.From<int>(new int[6], shape)).Message);
        Refused(2, 2);
        Refused(-2, -3);
        Refused(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, 0);
        Refused([6, .. Enumerable.Repeat(1, 32)]);
        Assert.Contains("Decimal", Assert.Throws<NotSupportedException>(() => NumericArray.From<decimal>([1m])).Message);
        Assert.Throws<NotSupportedException>(() => NpyFile.Write<char>(PathOf("a.npy"), "text"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_in_use_or_a_folder_that_is_not_there_leaves_nothing_behind()
    {
        Assert.Throws<DirectoryNotFoundException>(() => NpyFile.Write<int>(PathOf("none/a.npy"), [1]));
        Directory.CreateDirectory(PathOf("a.npy")); // a file cannot take the place of a folder
        Assert.ThrowsAny<Exception>(() => NpyFile.Write<int>(PathOf("a.npy"), [1]));
        Assert.Equal([PathOf("a.npy")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void More_elements_than_one_piece_come_back()
    {
        int[] values = [.. Enumerable.Range(0, (1 << 20) + 1)];
        NpyFile.Write<int>(PathOf("a.npy"), values);
        Assert.Equal(values, NpyFile.Read(PathOf("a.npy")).ToArray<int>());
    }

    [Fact]
    public void Archives_come_back_and_keep_their_order()
    {
        var arrays = new Dictionary<string, NumericArray>
        {
            ["weights"] = NumericArray.From(new[,] { { 1.5, -0.0 }, { double.Epsilon, 4 } }),
            ["block.0/bias"] = NumericArray.From<float>([1, 2]),
            ["mask"] = NumericArray.From<bool>([true, false]),
        };
        NpzFile.Write(PathOf("a.npz"), arrays);
        IReadOnlyDictionary<string, NumericArray> read = NpzFile.Read(PathOf("a.npz"));
        Assert.Equal(arrays.Keys, read.Keys);
        foreach ((string name, NumericArray array) in arrays)
        {
            Assert.Equal(array.ToString(), read[name].ToString());
            Assert.Equal(array.Bytes, read[name].Bytes);
        }
        byte[] first = File.ReadAllBytes(PathOf("a.npz"));
        NpzFile.Write(PathOf("a.npz"), arrays);
        Assert.Equal(first, File.ReadAllBytes(PathOf("a.npz")));
        Assert.Throws<ArgumentException>("name", () => NpzFile.Write(PathOf("a.npz"), [new("x", arrays["mask"]), new("x", arrays["mask"])]));
        Assert.Throws<ArgumentException>("name", () => NpzFile.Write(PathOf("a.npz"), [new("", arrays["mask"])]));
        Assert.Equal(first, File.ReadAllBytes(PathOf("a.npz")));
    }
}
