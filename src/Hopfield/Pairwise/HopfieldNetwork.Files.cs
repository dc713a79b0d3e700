namespace Hopfield;

public sealed partial class HopfieldNetwork : ISavable<HopfieldNetwork>
{
    static string ISavable<HopfieldNetwork>.ModelName => nameof(HopfieldNetwork);

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static HopfieldNetwork FromFile(string path) => ModelFile.Load<HopfieldNetwork>(path);

    /// <summary>Writes a network to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<HopfieldNetwork>.Write(ModelWriter writer)
    {
        CouplingsFile.Write(Couplings, symmetric: true, writer);
        writer.Array<double>("thresholds", _thresholds);
    }

    static HopfieldNetwork ISavable<HopfieldNetwork>.Read(ModelReader reader)
    {
        Couplings couplings = CouplingsFile.Read(reader, symmetric: true);
        return new HopfieldNetwork(couplings, reader.Array<double>("thresholds", couplings.Dimension));
    }
}
