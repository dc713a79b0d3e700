namespace Hopfield;

public sealed partial class GradedResponseNetwork : ISavable<GradedResponseNetwork>
{
    private const string Bipolar = "bipolar", Unipolar = "unipolar";

    static string ISavable<GradedResponseNetwork>.ModelName => nameof(GradedResponseNetwork);

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static GradedResponseNetwork FromFile(string path) => ModelFile.Load<GradedResponseNetwork>(path);

    /// <summary>Writes a network to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<GradedResponseNetwork>.Write(ModelWriter writer)
    {
        writer.Array<double>("weights", _weights, Dimension, Dimension);
        writer.Array<double>("input", _input);
        writer.Text("range", Units.Range == GradedRange.Bipolar ? Bipolar : Unipolar);
        writer.Value("width", Units.Width);
        writer.Value("time_constant", Units.TimeConstant);
    }

    static GradedResponseNetwork ISavable<GradedResponseNetwork>.Read(ModelReader reader)
    {
        GradedRange range = reader.Text("range") switch
        {
            Bipolar => GradedRange.Bipolar,
            Unipolar => GradedRange.Unipolar,
            var other => throw reader.Fault($"has units of the range '{other}', which is not known."),
        };
        var units = new GradedUnits(range, reader.Value<double>("width"), reader.Value<double>("time_constant"));
        return new GradedResponseNetwork(reader.Matrix<double>("weights"), reader.Array<double>("input"), units);
    }
}
