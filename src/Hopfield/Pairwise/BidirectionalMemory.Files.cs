namespace Hopfield;

public sealed partial class BidirectionalMemory : ISavable<BidirectionalMemory>
{
    static string ISavable<BidirectionalMemory>.ModelName => nameof(BidirectionalMemory);

    /// <summary>Reads a memory that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static BidirectionalMemory FromFile(string path) => ModelFile.Load<BidirectionalMemory>(path);

    /// <summary>Writes a memory to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<BidirectionalMemory>.Write(ModelWriter writer)
    {
        First.Write(writer, "first");
        Second.Write(writer, "second");
    }

    static BidirectionalMemory ISavable<BidirectionalMemory>.Read(ModelReader reader)
    {
        return new BidirectionalMemory(BinaryPatterns.Read(reader, "first"), BinaryPatterns.Read(reader, "second"));
    }
}
