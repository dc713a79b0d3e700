namespace Hopfield;

public sealed partial class SimplicialNetwork : ISavable<SimplicialNetwork>
{
    static string ISavable<SimplicialNetwork>.ModelName => nameof(SimplicialNetwork);

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static SimplicialNetwork FromFile(string path) => ModelFile.Load<SimplicialNetwork>(path);

    /// <summary>Writes a network to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<SimplicialNetwork>.Write(ModelWriter writer)
    {
        _sum.Write(writer);
    }

    static SimplicialNetwork ISavable<SimplicialNetwork>.Read(ModelReader reader)
    {
        if (reader.Has("patterns")) return All(BinaryPatterns.Read(reader, "patterns"), reader.Array<int>("sizes"));
        ListedSimplices listed = ListedSimplices.Read(reader, Checked);
        return new SimplicialNetwork(listed, listed.Dimension, listed.Count);
    }
}
