using System.Numerics;

namespace Hopfield;

public static partial class HopfieldAttention
{
    /// <summary>Reads a memory that <see cref="HopfieldAttention{T}.Save"/> wrote.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as it was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static HopfieldAttention<T> FromFile<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ModelFile.Load<HopfieldAttention<T>>(path);
}

public sealed partial class HopfieldAttention<T> : ISavable<HopfieldAttention<T>>
{
    static string ISavable<HopfieldAttention<T>>.ModelName => nameof(HopfieldAttention);

    /// <summary>Writes the memory to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The separation is code of its user, which no file can hold.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<HopfieldAttention<T>>.Write(ModelWriter writer)
    {
        Keys.Write(writer, "keys");
        if (Values != Keys) Values.Write(writer, "values");
        writer.Value("heads", Options.Heads);
        if (Options.Beta is { } beta) writer.Array<double>("beta", [.. beta]);
        writer.Value("updates", Options.MaxUpdates);
        writer.Value("tolerance", Options.Tolerance);
        Options.Separation.Write(writer, "separation");
    }

    static HopfieldAttention<T> ISavable<HopfieldAttention<T>>.Read(ModelReader reader)
    {
        var options = new HopfieldAttentionOptions
        {
            Heads = reader.Value<int>("heads"),
            Beta = reader.Has("beta") ? reader.Array<double>("beta") : null,
            MaxUpdates = reader.Value<int>("updates"),
            Tolerance = reader.Value<double>("tolerance"),
            Separation = SeparationFunction.Read(reader, "separation"),
        };
        PatternSet<T> keys = PatternSet<T>.Read(reader, "keys");
        return new HopfieldAttention<T>(keys, reader.Has("values") ? PatternSet<T>.Read(reader, "values") : null, options);
    }
}
