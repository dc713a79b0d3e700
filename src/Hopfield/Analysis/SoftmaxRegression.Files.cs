namespace Hopfield;

public sealed partial class SoftmaxRegression : ISavable<SoftmaxRegression>
{
    static string ISavable<SoftmaxRegression>.ModelName => nameof(SoftmaxRegression);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static SoftmaxRegression FromFile(string path) => ModelFile.Load<SoftmaxRegression>(path);

    /// <summary>Writes a model to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<SoftmaxRegression>.Write(ModelWriter writer)
    {
        writer.Array<double>("weights", _weights, ClassCount, Dimension + 1);
    }

    static SoftmaxRegression ISavable<SoftmaxRegression>.Read(ModelReader reader)
    {
        if (reader.Shape<double>("weights") is not [>= 2 and var classes, >= 2]) throw reader.Fault("has in 'weights' no rows of at least one weight and a bias for at least two classes.");
        double[] weights = reader.Array<double>("weights", classes, -1);
        return weights.All(double.IsFinite) ? new(weights, classes) : throw reader.Fault("has in 'weights' a number that is not finite.");
    }
}
