namespace Hopfield;

public sealed partial class DenseSequence : ISavable<DenseSequence>
{
    static string ISavable<DenseSequence>.ModelName => nameof(DenseSequence);

    /// <summary>Reads a sequence that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static DenseSequence FromFile(string path) => ModelFile.Load<DenseSequence>(path);

    /// <summary>Writes a sequence to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The interaction function is code of its user, which no file can hold.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<DenseSequence>.Write(ModelWriter writer)
    {
        Patterns.Write(writer, "patterns");
        Interaction.Write(writer, "interaction");
        writer.Value("closed", IsClosed);
    }

    static DenseSequence ISavable<DenseSequence>.Read(ModelReader reader)
    {
        return new DenseSequence(BinaryPatterns.Read(reader, "patterns"), InteractionFunction.Read(reader, "interaction"), reader.Value<bool>("closed"));
    }
}
