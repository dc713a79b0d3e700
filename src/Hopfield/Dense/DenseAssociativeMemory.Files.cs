namespace Hopfield;

public sealed partial class DenseAssociativeMemory : ISavable<DenseAssociativeMemory>
{
    static string ISavable<DenseAssociativeMemory>.ModelName => nameof(DenseAssociativeMemory);

    /// <summary>Reads a memory that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static DenseAssociativeMemory FromFile(string path) => ModelFile.Load<DenseAssociativeMemory>(path);

    /// <summary>Writes a memory to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The interaction function is code of its user, which no file can hold.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<DenseAssociativeMemory>.Write(ModelWriter writer)
    {
        Patterns.Write(writer, "patterns");
        Interaction.Write(writer, "interaction");
    }

    static DenseAssociativeMemory ISavable<DenseAssociativeMemory>.Read(ModelReader reader)
    {
        return new DenseAssociativeMemory(BinaryPatterns.Read(reader, "patterns"), InteractionFunction.Read(reader, "interaction"));
    }
}
