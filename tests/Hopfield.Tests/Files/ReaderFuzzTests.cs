using System.IO.Compression;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>Whatever the bytes, a reader answers with a value or with one documented exception.</summary>
public class ReaderFuzzTests
{
    private const int Cases = 4_000;

    private static readonly byte[] _idx = FileBytes.Idx(8, [2, 3, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
    private static readonly byte[] _npy = FileBytes.Npy("<f4", true, [3, 2], new byte[24]);
    private static readonly byte[] _npz = FileBytes.Npz(("a.npy", _npy), ("b.npy", _npy));
    private const string Csv = "a,b\n1,\"x,\"\"y\"\"\"\n2,3\n";
    private const string Tsp = "NAME: t\nTYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 4\nEOF\n";

    // A sound file with some bytes changed, then cut or lengthened: nearer to what happens to files than noise is.
    private static Gen<byte[]> Damaged(byte[] sound) =>
        from changes in Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[0, 4]
        from length in Gen.OneOf(Gen.Const(sound.Length), Gen.Int[0, sound.Length + 5])
        select Apply(sound, changes, length);

    private static byte[] Apply(byte[] sound, (int At, byte Value)[] changes, int length)
    {
        byte[] bytes = [.. sound];
        foreach (var (at, value) in changes) bytes[at] = value;
        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static Gen<string> DamagedText(string sound) =>
        Damaged(System.Text.Encoding.ASCII.GetBytes(sound)).Select(System.Text.Encoding.Latin1.GetString);

    private static void AnswersOrRefuses(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith("'fuzz", e.Message);
        }
    }

    [Fact]
    public void An_idx_reader_answers_or_refuses() => Gen.OneOf(Gen.Byte.Array[0, 64], Damaged(_idx), Damaged(FileBytes.Gzip(_idx)))
        .Sample(bytes => AnswersOrRefuses(() => IdxFile.Read(FileBytes.Stream(bytes), "fuzz")), iter: Cases);

    [Fact]
    public void An_npy_reader_answers_or_refuses() => Gen.OneOf(Gen.Byte.Array[0, 64], Damaged(_npy), Damaged(FileBytes.Gzip(_npy)))
        .Sample(bytes => AnswersOrRefuses(() => NpyFile.Read(FileBytes.Stream(bytes), "fuzz")), iter: Cases);

    [Fact]
    public void An_npz_reader_answers_or_refuses() => Gen.OneOf(Gen.Byte.Array[0, 64], Damaged(_npz))
        .Sample(bytes => AnswersOrRefuses(() => NpzFile.Read(FileBytes.Stream(bytes), "fuzz")), iter: Cases);

    [Fact]
    public void A_csv_reader_answers_or_refuses() => Gen.OneOf(Gen.String[Gen.Char["a1,\"\n\r\t"], 0, 30], DamagedText(Csv))
        .Sample(text => AnswersOrRefuses(() => CsvTable.Parse(text, name: "fuzz")), iter: Cases);

    [Fact]
    public void A_tsplib_reader_answers_or_refuses() => DamagedText(Tsp).Sample(text => AnswersOrRefuses(() => TsplibFile.Parse(text, "fuzz")), iter: Cases);

    // Any shape, element type, byte order and axis order: what was written is what is read.
    [Fact]
    public void Npy_arrays_survive_the_round_trip() =>
        (from shape in Gen.Int[0, 4].Array[0, 4]
         from big in Gen.Bool
         from fortran in Gen.Bool
         from seed in Gen.Int
         select (shape, big, fortran, seed)).Sample(x =>
        {
            int count = x.shape.Aggregate(1, (a, n) => a * n);
            var random = new Random(x.seed);
            short[] rowMajor = [.. Enumerable.Range(0, count).Select(_ => (short)random.Next(short.MinValue, short.MaxValue))];
            var stored = new short[count];
            for (int k = 0; k < count; k++) stored[x.fortran ? ColumnMajorIndex(k, x.shape) : k] = rowMajor[k];
            byte[] bytes = [.. stored.SelectMany(v => x.big ? [(byte)(v >> 8), (byte)v] : new[] { (byte)v, (byte)(v >> 8) })];

            var read = NpyFile.Read(FileBytes.Stream(FileBytes.Npy(x.big ? ">i2" : "<i2", x.fortran, x.shape, bytes)), "round trip");
            Assert.Equal(x.shape, read.Shape);
            Assert.Equal(rowMajor, read.ToArray<short>());
        }, iter: 1_000);

    // The position in column-major order of the element at position k of row-major order.
    private static int ColumnMajorIndex(int k, int[] shape)
    {
        int at = 0;
        for (int a = shape.Length - 1; a >= 0; a--)
        {
            at += k % shape[a] * shape.Take(a).Aggregate(1, (p, n) => p * n);
            k /= shape[a];
        }
        return at;
    }

    [Fact]
    public void Csv_tables_survive_the_round_trip() =>
        Gen.String[Gen.Char["ab,\"\n\r\t é"], 0, 6].Array[3].Array[0, 5].Sample(rows =>
        {
            static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";
            string text = "p,q,r\n" + string.Concat(rows.Select(row => string.Join(",", row.Select(Quote)) + "\r\n"));
            var table = CsvTable.Parse(text, name: "round trip");
            Assert.Equal(rows.Select(row => row[1]), table.Strings("q"));
            Assert.Equal(rows.Select(row => row[2]), table.Strings("r"));
        }, iter: 1_000);

    // 32 MiB of zeros pack into little; the reader stops at the size that the header claims and never unpacks the rest.
    [Fact]
    public void A_gzip_bomb_is_stopped_where_the_header_ends()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(FileBytes.Idx(8, [16], []));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) gzip.Write(zeros);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<InvalidDataException>(() => IdxFile.Read(FileBytes.Stream(packed.ToArray()), "bomb"));
        Assert.Contains("more bytes than its header declares", e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }
}
