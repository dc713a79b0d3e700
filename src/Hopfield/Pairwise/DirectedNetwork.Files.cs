namespace Hopfield;

public sealed partial class DirectedNetwork : ISavable<DirectedNetwork>
{
    static string ISavable<DirectedNetwork>.ModelName => nameof(DirectedNetwork);

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static DirectedNetwork FromFile(string path) => ModelFile.Load<DirectedNetwork>(path);

    /// <summary>Writes a network to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<DirectedNetwork>.Write(ModelWriter writer)
    {
        CouplingsFile.Write(_couplings, symmetric: false, writer);
        writer.Array<double>("thresholds", _thresholds);
    }

    static DirectedNetwork ISavable<DirectedNetwork>.Read(ModelReader reader)
    {
        Couplings couplings = CouplingsFile.Read(reader, symmetric: false);
        return new DirectedNetwork(couplings, reader.Array<double>("thresholds", couplings.Dimension));
    }
}
