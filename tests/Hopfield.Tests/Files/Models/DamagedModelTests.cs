using System.IO.Compression;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>A model file that is not what it should be is refused by one clear error, and before it costs memory.</summary>
public class DamagedModelTests
{
    private const int Cases = 4_000;

    private static readonly Specimen[] _specimens = [.. Specimens.Of(4)];

    private static Specimen Any(string kind) => _specimens.First(s => s.Name.StartsWith(kind, StringComparison.Ordinal));

    private static string Refused<TModel>(byte[] bytes)
        where TModel : ISavable<TModel>
    {
        string message = Assert.Throws<InvalidDataException>(() => ModelFile.Load<TModel>(FileBytes.Stream(bytes), "m.npz")).Message;
        Assert.StartsWith("'m.npz", message);
        return message;
    }

    // The file of a model with some of its arrays exchanged, added, or (null) left out.
    private static byte[] Changed<TModel>(TModel model, params (string Name, NumericArray? Array)[] changes)
        where TModel : ISavable<TModel>
    {
        using MemoryStream file = new(), changed = new();
        ModelFile.Save(model, file);
        var arrays = new Dictionary<string, NumericArray>(NpzFile.Read(FileBytes.Stream(file.ToArray()), "m"));
        foreach ((string name, NumericArray? array) in changes)
        {
            if (array is null) arrays.Remove(name);
            else arrays[name] = array;
        }
        NpzFile.Write(changed, arrays);
        return changed.ToArray();
    }

    private static NumericArray Numbers<T>(params T[] values)
        where T : unmanaged => NumericArray.From<T>(values);

    private static NumericArray Number<T>(T value)
        where T : unmanaged
    {
        byte[] bytes = new byte[System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        System.Runtime.InteropServices.MemoryMarshal.Write(bytes, value);
        return new NumericArray(ElementTypes.Of<T>(), [], bytes);
    }

    private static NumericArray Text(string text) => Numbers(System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public void No_change_of_a_byte_goes_unnoticed() =>
        (from which in Gen.Int[0, _specimens.Length - 1]
         from at in Gen.Double[0, 1]
         from change in Gen.Byte[1, 255]
         select (which, at, change)).Sample(x =>
         {
             Specimen specimen = _specimens[x.which];
             byte[] bytes = specimen.Save();
             bytes[(int)(x.at * (bytes.Length - 1))] ^= x.change;
             AssertRefusedOrSame(specimen, bytes);
         }, iter: Cases);

    [Fact]
    public void No_cut_goes_unnoticed()
    {
        foreach (Specimen specimen in _specimens)
        {
            byte[] bytes = specimen.Save();
            for (int length = 0; length < bytes.Length; length += 1 + bytes.Length / 40)
                Assert.StartsWith("'specimen", Assert.Throws<InvalidDataException>(() => specimen.Load(bytes[..length])).Message);
        }
    }

    // A byte of a time stamp changes nothing; every other one is noticed.
    private static void AssertRefusedOrSame(Specimen specimen, byte[] bytes)
    {
        object loaded;
        try
        {
            loaded = specimen.Load(bytes);
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith("'specimen", e.Message);
            return;
        }
        SameBits.Assert(specimen.Model, loaded);
    }

    [Fact]
    public void Another_kind_another_version_and_a_foreign_file_are_named()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 20, seed: 1);
        Assert.Equal("'m.npz' holds a BinaryPatterns; asked for was a HopfieldNetwork.", Refused<HopfieldNetwork>(Changed(patterns)));
        Assert.Contains("holds version 2 of a BinaryPatterns; versions up to 1 are read", Refused<BinaryPatterns>(Changed(patterns, ("hopfield", Text("BinaryPatterns 2")))));
        foreach (string header in (string[])["BinaryPatterns", "BinaryPatterns x", " 1", "BinaryPatterns -1", "BinaryPatterns 99999999999", ""])
            Assert.Contains("not a model and its version", Refused<BinaryPatterns>(Changed(patterns, ("hopfield", Text(header)))));
        Assert.Contains("no text of at most 200 bytes", Refused<BinaryPatterns>(Changed(patterns, ("hopfield", Text(new string('x', 201))))));
        Assert.Contains("not UTF-8", Refused<BinaryPatterns>(Changed(patterns, ("hopfield", Numbers<byte>(0xFF, 0xFE)))));
        Assert.Contains("is no model file: it has no entry 'hopfield'", Refused<BinaryPatterns>(FileBytes.Npz(("patterns.npy", FileBytes.Npy("<f4", false, [1], new byte[4])))));
        Assert.Contains("holds 'more', which is no part of a BinaryPatterns", Refused<BinaryPatterns>(Changed(patterns, ("more", Numbers(1)))));
        Assert.Contains("has no entry 'patterns.units'", Refused<BinaryPatterns>(Changed(patterns, ("patterns.units", null))));
        Assert.Contains("not a sound .npz archive", Refused<BinaryPatterns>([1, 2, 3]));
        Assert.Throws<FileNotFoundException>(() => BinaryPatterns.FromFile("there is none.npz"));
    }

    [Fact]
    public void Arrays_of_another_type_or_shape_are_refused()
    {
        PatternSet<float> real = PatternSet.From(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.Contains("holds elements of type Float32; asked for were Float64", Refused<PatternSet<double>>(Changed(real)));
        Assert.Contains("no patterns of shape [P, N]", Refused<PatternSet<float>>(Changed(real, ("patterns", Numbers(1f, 2)))));
        var network = new HopfieldNetwork(new int[,] { { 0, 1 }, { 1, 0 } });
        Assert.Contains("has the shape [3]; expected was [2]", Refused<HopfieldNetwork>(Changed(network, ("thresholds", Numbers(1.0, 2, 3)))));
        Assert.Contains("has the shape [1]; expected was []", Refused<HopfieldNetwork>(Changed(network, ("scale", Numbers(1.0)))));
    }

    [Fact]
    public void Contents_that_make_no_model_are_refused_in_the_words_of_its_door()
    {
        var network = new HopfieldNetwork(new int[,] { { 0, 1 }, { 1, 0 } });
        string Weights(params long[] k) => Refused<HopfieldNetwork>(Changed(network, ("weights", NumericArray.From<long>(k, 2, 2))));
        Assert.Contains("no symmetric matrix", Weights(0, 1, 2, 0));
        Assert.Contains("no symmetric matrix", Weights(1, 1, 1, 0));
        Assert.Contains("more than 2⁶²", Weights(0, long.MinValue, long.MinValue, 0));
        Assert.Contains("no square matrix", Refused<HopfieldNetwork>(Changed(network, ("weights", NumericArray.From<long>([0, 0, 0], 1, 3)))));
        Assert.Contains("holds no sound HopfieldNetwork: Expected a positive, finite scale", Refused<HopfieldNetwork>(Changed(network, ("scale", Number(0.0)))));
        Assert.Contains("finite thresholds", Refused<HopfieldNetwork>(Changed(network, ("thresholds", Numbers(0, double.NaN)))));

        var edges = HopfieldNetwork.FromEdges(3, [(0, 1, 1), (1, 2, 1)]);
        string Sparse(int[] starts, int[] targets, long[] weights) =>
            Refused<HopfieldNetwork>(Changed(edges, ("starts", Numbers(starts)), ("targets", Numbers(targets)), ("weights", Numbers(weights))));
        Assert.Contains("no columns", Sparse([], [], []));
        Assert.Contains("no columns", Sparse([0, 1, 3, 5], [1, 0, 2, 1], [1, 1, 1, 1]));
        Assert.Contains("3 before 1", Sparse([0, 3, 1, 4], [0, 1, 2, 1], [1, 1, 1, 1]));
        Assert.Contains("ascending units", Sparse([0, 1, 3, 4], [1, 2, 0, 1], [1, 1, 1, 1]));
        Assert.Contains("ascending units", Sparse([0, 1, 3, 4], [1, 0, 3, 1], [1, 1, 1, 1]));
        Assert.Contains("no symmetric matrix", Sparse([0, 1, 3, 4], [1, 0, 2, 1], [1, 2, 1, 1]));
        Assert.Contains("no symmetric matrix", Sparse([0, 1, 3, 4], [0, 0, 2, 1], [1, 1, 1, 1]));

        BinaryPatterns patterns = BinaryPatterns.Parse("#.#", "..#");
        Assert.Contains("bits of 0 beyond the 3 units, got 1 in pattern 1", Refused<BinaryPatterns>(Changed(patterns, ("patterns", NumericArray.From<ulong>([5, 8], 2, 1)))));
        Assert.Contains("patterns.units", Refused<BinaryPatterns>(Changed(patterns, ("patterns.units", Number(0)))));
        Assert.Contains("Expected 2 patterns to pair with, got 1",
            Refused<BidirectionalMemory>(Changed(new BidirectionalMemory(patterns, patterns), ("second", NumericArray.From<ulong>([5], 1, 1)))));

        var dense = new DenseAssociativeMemory(patterns, InteractionFunction.Power(3));
        Assert.Contains("interaction function 'sine', which is not known", Refused<DenseAssociativeMemory>(Changed(dense, ("interaction", Text("sine")))));
        foreach (double degree in (double[])[2.5, 1, double.NaN, 1e300])
            Assert.Contains("degree", Refused<DenseAssociativeMemory>(Changed(dense, ("interaction.parameter", Number(degree)))));

        var listed = SimplicialNetwork.From(patterns, [[0, 1], [0, 1, 2]]);
        Assert.Contains("add up to the 5 units", Refused<SimplicialNetwork>(Changed(listed, ("sizes", Numbers(2, 2)))));
        Assert.Contains("Expected units from 0 to 2", Refused<SimplicialNetwork>(Changed(listed, ("sets", Numbers(0, 1, 0, 1, 3)))));
        Assert.Contains("Expected sizes from 2 to 3", Refused<SimplicialNetwork>(Changed(SimplicialNetwork.All(patterns, 2), ("sizes", Numbers(4)))));

        var regression = SoftmaxRegression.Zero(2, 2);
        Assert.Contains("not finite", Refused<SoftmaxRegression>(Changed(regression, ("weights", NumericArray.From(new[,] { { 1, 2, double.NaN }, { 1, 2, 3 } })))));
        Assert.Contains("at least two classes", Refused<SoftmaxRegression>(Changed(regression, ("weights", NumericArray.From(new double[,] { { 1, 2, 3 } })))));
        Assert.Contains("at least two patterns", Refused<DenseSequence>(Changed(
            new DenseSequence(patterns, InteractionFunction.Power(2)), ("patterns", NumericArray.From<ulong>([5], 1, 1)))));

        PatternSet<float> real = PatternSet.From(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.Contains("Expected finite entries", Refused<PatternSet<float>>(Changed(real, ("patterns", NumericArray.From(new float[,] { { 1, float.NaN } })))));
        var continuous = new ContinuousHopfield<float>(real, 1);
        Assert.Contains("inverse temperature", Refused<ContinuousHopfield<float>>(Changed(continuous, ("beta", Number(0f)))));
        Assert.Contains("under which a memory has no energy", Refused<ContinuousHopfield<float>>(Changed(continuous, ("separation", Text("identity")))));
        Assert.Contains("1 ≤ α ≤ 2", Refused<ContinuousHopfield<float>>(Changed(continuous, ("separation", Text("entmax")), ("separation.parameter", Number(3.0)))));
        var attention = new HopfieldAttention<float>(real);
        Assert.Contains("3 heads", Refused<HopfieldAttention<float>>(Changed(attention, ("heads", Number(3)))));
        Assert.Contains("at least one update", Refused<HopfieldAttention<float>>(Changed(attention, ("updates", Number(0)))));
        var compact = new CompactHopfield(real, 1);
        Assert.Contains("finite entries", Refused<CompactHopfield>(Changed(compact, ("patterns", NumericArray.From(new[,] { { Kernels.BFloat16.FromSingle(float.NaN) } })))));
        Assert.Contains("maxNorm", Refused<CompactHopfield>(Changed(compact, ("largest_norm", Number(-1.0)))));

        var classifier = new DenseClassifier(PatternSet.From(new double[,] { { 0, 1, -1 } }), 2, 3, 1);
        Assert.Contains("entries from −1 to 1", Refused<DenseClassifier>(Changed(classifier, ("memories", NumericArray.From(new double[,] { { 2, 1, -1 } })))));
        var graded = new GradedResponseNetwork(new double[,] { { 0, 1 }, { 1, 0 } });
        Assert.Contains("Expected symmetric weights", Refused<GradedResponseNetwork>(Changed(graded, ("weights", NumericArray.From(new double[,] { { 0, 1 }, { 2, 0 } })))));
        Assert.Contains("'ternary'", Refused<GradedResponseNetwork>(Changed(graded, ("range", Text("ternary")))));
        Assert.Contains("expected was [any, any]", Refused<GradedResponseNetwork>(Changed(graded, ("weights", Numbers(1.0)))));
        Assert.Contains("square", Refused<GradedResponseNetwork>(Changed(graded, ("weights", NumericArray.From(new double[0, 0])), ("input", Numbers<double>()))));
    }

    // A header that claims 64 GB in a file of some hundred bytes: what the archive says of the entry's length settles it.
    [Fact]
    public void A_size_that_the_file_does_not_have_costs_no_memory()
    {
        byte[] claim = FileBytes.Npy("<f8", false, [1 << 30, 8], [1, 2, 3]);
        byte[] bytes = FileBytes.Npz(("hopfield.npy", FileBytes.Npy("|u1", false, [12], "PatternSet 1"u8.ToArray())), ("patterns.npy", claim));
        AssertCheap("by its header; it has", bytes);

        // The directory of the archive (the last header that names the array) says it, too: the length unpacked stands 22 bytes before the name.
        byte[] honest = FileBytes.Npz(("hopfield.npy", FileBytes.Npy("|u1", false, [12], "PatternSet 1"u8.ToArray())), ("patterns.npy", FileBytes.Npy("<f8", false, [1, 1], new byte[8])));
        int name = honest.AsSpan().LastIndexOf("patterns.npy"u8);
        BitConverter.TryWriteBytes(honest.AsSpan(name - 22), 0x7FFFFFF0);
        AssertCheap("more than its", honest);
    }

    private static void AssertCheap(string expected, byte[] bytes)
    {
        _ = Refused<PatternSet<double>>(bytes); // once before, so that nothing is compiled while it is measured
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused<PatternSet<double>>(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void A_compressed_file_is_read_as_well()
    {
        Specimen specimen = Any("DirectedNetwork");
        byte[] stored = specimen.Save();
        using var packed = new MemoryStream();
        using (var to = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var from = new ZipArchive(FileBytes.Stream(stored));
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using Stream source = entry.Open(), target = to.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
                source.CopyTo(target);
            }
        }
        Assert.True(packed.Length < stored.Length);
        SameBits.Assert(specimen.Model, specimen.Load(packed.ToArray()));
    }
}
