using System.Text.RegularExpressions;

namespace Hopfield.Tests;

/// <summary>docs/model-files.md says what is in the files, and a model of one's own can join in.</summary>
public class FormatTests
{
    private static readonly string _text = File.ReadAllText(Repository.PathOf("docs/model-files.md")).ReplaceLineEndings("\n");

    // A row of the table: the arrays with their types; those in brackets may be absent.
    private sealed record Row(string Model, HashSet<string> Always, HashSet<string> Sometimes)
    {
        public bool Describes(HashSet<string> arrays) => Always.IsSubsetOf(arrays) && arrays.Except(Always).All(Sometimes.Contains);
    }

    private static List<Row> Rows()
    {
        var rows = new List<Row>();
        foreach (Match line in Regex.Matches(_text, @"^\| `(\w+)` \| (.+) \|$", RegexOptions.Multiline))
        {
            MatchCollection arrays = Regex.Matches(line.Groups[2].Value, @"(\(?)`([\w.]+)` (T|[biufV]\d)\b");
            HashSet<string> Of(bool sometimes) => [.. arrays.Where(a => a.Groups[1].Value == "(" == sometimes).Select(a => $"{a.Groups[2].Value} {a.Groups[3].Value}")];
            rows.Add(new(line.Groups[1].Value, Of(sometimes: false), Of(sometimes: true)));
        }
        return rows;
    }

    private static readonly Dictionary<ElementType, string> _codes = new()
    {
        [ElementType.UInt8] = "u1", [ElementType.Int32] = "i4", [ElementType.Int64] = "i8", [ElementType.UInt64] = "u8",
        [ElementType.Float32] = "f4", [ElementType.Float64] = "f8", [ElementType.BFloat16] = "V2", [ElementType.Boolean] = "b1",
    };

    [Fact]
    public void Every_file_has_the_arrays_that_the_table_says()
    {
        List<Row> rows = Rows();
        var used = new HashSet<Row>();
        foreach (Specimen specimen in Specimens.Of(1))
        {
            IReadOnlyDictionary<string, NumericArray> arrays = NpzFile.Read(FileBytes.Stream(specimen.Save()), "specimen");
            string[] header = System.Text.Encoding.UTF8.GetString(arrays["hopfield"].ToArray<byte>()).Split(' ');
            Assert.Equal("1", header[1]);
            string[] real = specimen.Model.GetType().IsGenericType ? ["T", specimen.Name.Contains("Single", StringComparison.Ordinal) ? "f4" : "f8"] : ["T", "T"];
            HashSet<string> found = [.. arrays.Where(a => a.Key != "hopfield").Select(a => $"{a.Key} {_codes[a.Value.ElementType]}")];
            Row[] fitting = [.. rows.Where(row => row.Model == header[0]
                && new Row(row.Model, Put(row.Always, real), Put(row.Sometimes, real)).Describes(found))];
            Assert.True(fitting.Length == 1, $"{specimen}: {fitting.Length} rows fit {string.Join(", ", found)}");
            used.Add(fitting[0]);
        }
        Assert.Equal(rows.Count, used.Count);

        static HashSet<string> Put(HashSet<string> arrays, string[] real) => [.. arrays.Select(a => a.EndsWith(" T", StringComparison.Ordinal) ? a[..^1] + real[1] : a)];
    }

    [Fact]
    public void Its_two_lines_bring_a_memory_back()
    {
        string folder = Directory.CreateTempSubdirectory("hopfield-").FullName, path = Path.Combine(folder, "memory.npz");
        HopfieldNetwork memory = Hebbian.From(BinaryPatterns.Random(3, 20, seed: 1));
        memory.Save(path);
        var same = HopfieldNetwork.FromFile(path);
        SameBits.Assert(memory, same);
        Directory.Delete(folder, recursive: true);
        Assert.Contains("memory.Save(\"memory.npz\");\nvar same = HopfieldNetwork.FromFile(\"memory.npz\");\n", _text);
    }

    // A trained layer, as another library would write it: parts, and a second version of its arrays.
    private sealed class Layer : ISavable<Layer>
    {
        public required float[,] Weights { get; init; }

        public required ContinuousHopfield<float> Memory { get; init; }

        public required float[] Bias { get; init; }

        public required bool[] Frozen { get; init; }

        public static string ModelName => "A layer of mine";

        public static int ModelVersion => 2;

        public void Write(ModelWriter writer)
        {
            writer.Matrix("weights", Weights);
            writer.Part("memory").Matrix("patterns", Memory.Patterns.ToArray());
            writer.Part("memory").Value("beta", Memory.Beta);
            writer.Array<float>("bias", Bias);
            writer.Array<bool>("frozen", Frozen);
        }

        public static Layer Read(ModelReader reader)
        {
            float[,] weights = reader.Matrix<float>("weights");
            ModelReader memory = reader.Part("memory");
            var bias = new float[weights.GetLength(0)]; // version 1 had none
            if (reader.Version > 1) reader.Fill<float>("bias", bias);
            return new Layer
            {
                Weights = weights,
                Memory = ContinuousHopfield.Store(memory.Matrix<float>("patterns"), memory.Value<float>("beta")),
                Bias = bias,
                Frozen = reader.Array<bool>("frozen", bias.Length),
            };
        }
    }

    private static byte[] Save(Layer layer)
    {
        using var stream = new MemoryStream();
        ModelFile.Save(layer, stream);
        return stream.ToArray();
    }

    private static readonly Layer _layer = new()
    {
        Weights = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, Memory = ContinuousHopfield.Store(new float[,] { { 1, 2 } }, 3f), Bias = [7, 8], Frozen = [true, false],
    };

    [Fact]
    public void A_model_of_ones_own_comes_back_with_its_parts() => SameBits.Assert(_layer, ModelFile.Load<Layer>(FileBytes.Stream(Save(_layer))));

    [Fact]
    public void An_older_version_is_read_by_who_knows_it()
    {
        var arrays = new Dictionary<string, NumericArray>(NpzFile.Read(FileBytes.Stream(Save(_layer)), "layer"));
        arrays.Remove("bias");
        arrays["hopfield"] = NumericArray.From<byte>("A layer of mine 1"u8);
        using var old = new MemoryStream();
        NpzFile.Write(old, arrays);
        Layer layer = ModelFile.Load<Layer>(FileBytes.Stream(old.ToArray()));
        Assert.Equal([0, 0], layer.Bias);
        Assert.Equal(_layer.Weights, layer.Weights);

        arrays["frozen"] = new NumericArray(ElementType.Boolean, [2], [1, 2]);
        using var odd = new MemoryStream();
        NpzFile.Write(odd, arrays);
        Assert.Contains("holds 2 where true (1) or false (0)", Assert.Throws<InvalidDataException>(() => ModelFile.Load<Layer>(FileBytes.Stream(odd.ToArray()))).Message);
    }
}
