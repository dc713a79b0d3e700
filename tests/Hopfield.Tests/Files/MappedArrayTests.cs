using System.Runtime.InteropServices;

namespace Hopfield.Tests;

public sealed class MappedArrayTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npy");

    public void Dispose() => File.Delete(_path);

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return _path;
    }

    private string WriteMatrix(int rows, int columns, int seed = 1) => Write(FileBytes.Npy(
        "<f4", false, [rows, columns], MemoryMarshal.AsBytes<float>(RealDraws.Normals<float>(rows * columns, new SeededRandom(seed))).ToArray()));

    [Fact]
    public void A_mapped_array_holds_what_reading_gives()
    {
        WriteMatrix(100, 7);
        using MappedArray<float> mapped = NpyFile.Map<float>(_path);
        Assert.Equal([100, 7], mapped.Shape);
        Assert.Equal(NpyFile.Read(_path).ToArray<float>(), mapped.Values.ToArray());
    }

    [Fact]
    public void A_part_of_the_rows_is_mapped_where_it_lies()
    {
        WriteMatrix(5000, 3); // several pages, and rows that begin anywhere in them
        float[] all = NpyFile.Read(_path).ToArray<float>();
        foreach (Range rows in new[] { 0..1, 1..2, 1234..4321, ^1.., .. })
        {
            using MappedArray<float> part = NpyFile.Map<float>(_path, rows);
            (int first, int count) = rows.GetOffsetAndLength(5000);
            Assert.Equal([count, 3], part.Shape);
            Assert.Equal(all.AsSpan(3 * first, 3 * count).ToArray(), part.Values.ToArray());
        }
        foreach (Range rows in new[] { 4999..5001, 5001..5001, 5..4, ^5001.. })
            Assert.Contains("Expected a part of the 5000 rows", Assert.Throws<ArgumentOutOfRangeException>("rows", () => NpyFile.Map<float>(_path, rows)).Message);
    }

    [Fact]
    public void A_memory_of_a_mapped_file_answers_as_one_in_memory()
    {
        WriteMatrix(3000, 33);
        using MappedArray<float> file = NpyFile.Map<float>(_path);
        var mapped = ContinuousHopfield.Store(PatternSet.Wrap(file.Values, file.Shape[1]), 2f);
        var copied = ContinuousHopfield.Store(PatternSet.From<float>(file.Values.Span, 33), 2f);
        float[] state = RealDraws.Normals<float>(33, new SeededRandom(2)), next = new float[33];
        mapped.Update(state, next, parallelism: 2);
        Assert.Equal(copied.Update(state), next);
        Assert.Equal(copied.Energy(state), mapped.Energy(state));
    }

    [Fact]
    public void Attention_over_a_mapped_file_answers_as_over_memory()
    {
        WriteMatrix(3000, 32);
        using MappedArray<float> file = NpyFile.Map<float>(_path);
        PatternSet<float> mapped = PatternSet.Wrap(file.Values, 32), copied = PatternSet.From<float>(file.Values.Span, 32);
        PatternSet<float> queries = PatternSet.OnSphere<float>(5, 32, 3, seed: 2);
        foreach ((int heads, int updates) in new[] { (1, 1), (4, 1), (1, 3), (4, 3) })
        {
            var options = new HopfieldAttentionOptions { Heads = heads, MaxUpdates = updates };
            Assert.Equal(HopfieldAttention.Store(copied, options: options).Attend(queries), HopfieldAttention.Store(mapped, options: options).Attend(queries, parallelism: 2));
        }
    }

    [Fact]
    public void An_attention_whose_values_are_gone_lets_its_keys_go()
    {
        WriteMatrix(3000, 32);
        MappedArray<float> keys = NpyFile.Map<float>(_path), values = NpyFile.Map<float>(_path, ..);
        var attention = HopfieldAttention.Store(PatternSet.Wrap(keys.Values, 32), PatternSet.Wrap(values.Values, 32));
        values.Dispose();
        Assert.Throws<ObjectDisposedException>(() => attention.Attend(PatternSet.OnSphere<float>(5, 32, 3, seed: 2)));
        keys.Dispose();
        Assert.Throws<ObjectDisposedException>(() => keys.Values.Pin()); // a pin that had been left behind would still keep the file
    }

    [Fact]
    public void After_disposal_values_and_memories_say_so()
    {
        WriteMatrix(10, 4);
        MappedArray<float> file = NpyFile.Map<float>(_path);
        var memory = ContinuousHopfield.Store(PatternSet.Wrap(file.Values, 4), 1f);
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Values.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => memory.Update(new float[4]));
    }

    [Fact]
    public void A_pin_keeps_the_file_until_it_is_undone()
    {
        WriteMatrix(10, 4);
        float first = NpyFile.Read(_path).ToArray<float>()[0];
        MappedArray<float> file = NpyFile.Map<float>(_path);
        using (System.Buffers.MemoryHandle pin = file.Values.Pin())
        {
            file.Dispose();
            Assert.Equal(first, First(pin));
        }
        Assert.Throws<ObjectDisposedException>(() => file.Values.Pin());
    }

    private static unsafe float First(System.Buffers.MemoryHandle pin) => *(float*)pin.Pointer;

    [Fact]
    public void Other_elements_orders_and_sizes_are_refused()
    {
        string Refused<T>(byte[] bytes, Range? rows = null)
            where T : unmanaged => Assert.Throws<InvalidDataException>(() => NpyFile.Map<T>(Write(bytes), rows)).Message;

        byte[] values = new byte[24];
        Assert.Contains("holds elements of type Float32; asked for were Double", Refused<double>(FileBytes.Npy("<f4", false, [6], values)));
        Assert.Contains("byte order", Refused<float>(FileBytes.Npy(">f4", false, [6], values)));
        Assert.Contains("Fortran", Refused<float>(FileBytes.Npy("<f4", true, [2, 3], values)));
        Assert.Contains("should take", Refused<float>(FileBytes.Npy("<f4", false, [7], values)));
        Assert.Contains("should take", Refused<float>(FileBytes.Npy("<f4", false, [5], values)));
        Assert.Contains("no elements", Refused<float>(FileBytes.Npy("<f4", false, [0, 3], [])));
        Assert.Contains("no elements", Refused<float>(FileBytes.Npy("<f4", false, [6], values), 2..2));
        Assert.Contains("is compressed with gzip and cannot be mapped", Refused<float>(FileBytes.Gzip(FileBytes.Npy("<f4", false, [6], values))));
        Assert.Contains("not an .npy array but an IDX array", Refused<float>(FileBytes.Idx(8, [4], [1, 2, 3, 4])));
        Assert.Throws<FileNotFoundException>(() => NpyFile.Map<float>(_path + ".missing"));
    }

    [Fact]
    public void More_elements_than_a_span_holds_are_refused_with_the_remedy()
    {
        const long Rows = 1 << 20, Columns = 3000; // 3.1·10⁹ bytes that are never written: file systems store the gap without its zeros
        byte[] header = FileBytes.Npy("|u1", false, [(int)Rows, (int)Columns], []);
        using (var file = new FileStream(_path, FileMode.Create, FileAccess.Write))
        {
            file.Write(header);
            file.SetLength(header.Length + (Rows * Columns));
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(7);
        }
        Assert.Contains("ask for a part of the rows", Assert.Throws<InvalidDataException>(() => NpyFile.Map<byte>(_path)).Message);
        using MappedArray<byte> end = NpyFile.Map<byte>(_path, ^2..); // beyond byte 2³¹
        Assert.Equal(6000, end.Values.Length);
        Assert.Equal(7, end.Values.Span[^1]);
    }
}
