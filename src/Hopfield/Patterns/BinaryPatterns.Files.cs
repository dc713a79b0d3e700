namespace Hopfield;

public sealed partial class BinaryPatterns : ISavable<BinaryPatterns>
{
    static string ISavable<BinaryPatterns>.ModelName => nameof(BinaryPatterns);

    /// <summary>Makes patterns from their bits, as <see cref="Words"/> gives them: 1 for +1, unit 0 in the lowest bit of a pattern's first word.</summary>
    /// <param name="words">P patterns of ⌈N/64⌉ words each; the bits beyond N are 0. A copy is kept.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no word, their number is not a multiple of ⌈N/64⌉, or a bit beyond N is not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static BinaryPatterns FromWords(ReadOnlySpan<ulong> words, int dimension) => Checked(words.ToArray(), dimension, nameof(words));

    /// <summary>Reads patterns that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static BinaryPatterns FromFile(string path) => ModelFile.Load<BinaryPatterns>(path);

    /// <summary>Writes the patterns to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<BinaryPatterns>.Write(ModelWriter writer) => Write(writer, "patterns");

    static BinaryPatterns ISavable<BinaryPatterns>.Read(ModelReader reader) => Read(reader, "patterns");

    /// <summary>Writes X as two entries of a model: its bits, shape [P, ⌈N/64⌉], and N.</summary>
    internal void Write(ModelWriter writer, string name)
    {
        writer.Array(name, AllWords, PatternCount, WordCount(Dimension));
        writer.Value(name + ".units", Dimension);
    }

    /// <summary>Reads X from two entries of a model.</summary>
    internal static BinaryPatterns Read(ModelReader reader, string name)
    {
        int dimension = reader.Value<int>(name + ".units");
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1, name + ".units");
        return Checked(reader.Array<ulong>(name, -1, WordCount(dimension)), dimension, name);
    }

    private static BinaryPatterns Checked(ulong[] words, int dimension, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        int stride = WordCount(dimension);
        if (words.Length == 0 || words.Length % stride != 0)
            throw new ArgumentException($"Expected patterns of {stride} words each, got {words.Length} words.", name);
        ulong beyond = dimension % 64 == 0 ? 0 : ulong.MaxValue << (dimension % 64);
        for (int last = stride - 1; last < words.Length; last += stride)
        {
            if ((words[last] & beyond) != 0)
                throw new ArgumentException($"Expected bits of 0 beyond the {dimension} units, got 1 in pattern {last / stride}.", name);
        }
        return new BinaryPatterns(words, dimension);
    }
}
