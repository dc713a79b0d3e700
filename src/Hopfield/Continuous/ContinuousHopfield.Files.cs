using System.Numerics;

namespace Hopfield;

public static partial class ContinuousHopfield
{
    /// <summary>Reads a memory that <see cref="ContinuousHopfield{T}.Save"/> wrote.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as it was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static ContinuousHopfield<T> FromFile<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ModelFile.Load<ContinuousHopfield<T>>(path);
}

public sealed partial class ContinuousHopfield<T> : ISavable<ContinuousHopfield<T>>
{
    static string ISavable<ContinuousHopfield<T>>.ModelName => nameof(ContinuousHopfield);

    /// <summary>Writes the memory to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The separation is code of its user, which no file can hold.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<ContinuousHopfield<T>>.Write(ModelWriter writer)
    {
        Patterns.Write(writer, "patterns");
        writer.Value("beta", Beta);
        Separation.Write(writer, "separation");
    }

    static ContinuousHopfield<T> ISavable<ContinuousHopfield<T>>.Read(ModelReader reader)
    {
        PatternSet<T> patterns = PatternSet<T>.Read(reader, "patterns");
        SeparationFunction separation = Hopfield.SeparationFunction.Read(reader, "separation");
        return new ContinuousHopfield<T>(patterns, reader.Value<T>("beta"), separation as FenchelYoungSeparation
            ?? throw reader.Fault($"has the separation '{separation}', under which a memory has no energy."));
    }
}
