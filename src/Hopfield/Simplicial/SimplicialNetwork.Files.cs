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
        _patterns.Write(writer, "patterns");
        _sum.Write(writer);
    }

    static SimplicialNetwork ISavable<SimplicialNetwork>.Read(ModelReader reader)
    {
        BinaryPatterns patterns = BinaryPatterns.Read(reader, "patterns");
        int[] sizes = reader.Array<int>("sizes");
        if (!reader.Has("sets")) return All(patterns, sizes);
        int[] units = reader.Array<int>("sets");
        if (sizes.Any(size => size < 0) || sizes.Sum(size => (long)size) != units.Length)
            throw reader.Fault($"has in 'sizes' no sizes that add up to the {units.Length} units of its sets.");
        int next = 0;
        return From(patterns, [.. sizes.Select(size => units[next..(next += size)])]);
    }
}
