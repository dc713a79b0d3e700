namespace Hopfield;

public sealed partial class DenseClassifier : ISavable<DenseClassifier>
{
    static string ISavable<DenseClassifier>.ModelName => nameof(DenseClassifier);

    /// <summary>Reads a classifier that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static DenseClassifier FromFile(string path) => ModelFile.Load<DenseClassifier>(path);

    /// <summary>Writes a classifier to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<DenseClassifier>.Write(ModelWriter writer)
    {
        Memories.Write(writer, "memories");
        writer.Value("classes", ClassCount);
        writer.Value("degree", Degree);
        writer.Value("temperature", Temperature);
        double[] history = [.. History.SelectMany(epoch => new[] { epoch.Epoch, epoch.Loss, epoch.ErrorRate })];
        writer.Array<double>("history", history, History.Count, 3);
    }

    static DenseClassifier ISavable<DenseClassifier>.Read(ModelReader reader)
    {
        double[] history = reader.Array<double>("history", -1, 3);
        return new DenseClassifier(
            PatternSet<double>.Read(reader, "memories"), reader.Value<int>("classes"), reader.Value<int>("degree"), reader.Value<double>("temperature"),
            [.. history.Chunk(3).Select(epoch => new DenseTrainingEpoch((int)epoch[0], epoch[1], epoch[2]))]);
    }
}
