using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield;

public static partial class PatternSet
{
    /// <summary>Reads patterns that <see cref="PatternSet{T}.Save"/> wrote.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as they were saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static PatternSet<T> FromFile<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ModelFile.Load<PatternSet<T>>(path);
}

public sealed partial class PatternSet<T> : ISavable<PatternSet<T>>
{
    private const string Patterns = "patterns";

    static string ISavable<PatternSet<T>>.ModelName => nameof(PatternSet);

    /// <summary>Writes the patterns to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<PatternSet<T>>.Write(ModelWriter writer) => Write(writer, Patterns);

    static PatternSet<T> ISavable<PatternSet<T>>.Read(ModelReader reader) => Read(reader, Patterns);

    /// <summary>Writes X, shape [P, N], as one array of a model.</summary>
    internal void Write(ModelWriter writer, string name)
    {
        using HeldPatterns<T> held = Hold();
        writer.Array(name, held.Values, PatternCount, Dimension);
    }

    /// <summary>Reads X from an array of a model.</summary>
    internal static PatternSet<T> Read(ModelReader reader, string name)
    {
        if (reader.Shape<T>(name) is not [var count, var dimension]) throw reader.Fault($"has in '{name}' no patterns of shape [P, N].");
        Memory<T> values = CacheLine.Allocate<T>(Require.Room(count, dimension, "patterns", name));
        reader.Fill(name, values.Span);
        return new PatternSet<T>(values, dimension, name);
    }
}
