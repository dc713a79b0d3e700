namespace Hopfield.Tests;

/// <summary>A list that an immutable object hands out is not its own array: a cast lets nobody change a model.</summary>
public class ReadOnlyDoorsTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(2, 5, seed: 1);

    private static readonly string _file = Path.Combine(Path.GetTempPath(), $"hopfield-{Guid.NewGuid():N}.npy");

    public static TheoryData<string> Doors => [.. _doors.Keys];

    private static readonly Dictionary<string, Func<object>> _doors = new()
    {
        ["HopfieldNetwork.Thresholds"] = () => Hebbian.From(_patterns).Thresholds,
        ["DirectedNetwork.Thresholds"] = () => Sequences.From(_patterns).Thresholds,
        ["NumericArray.Shape"] = () => NumericArray.From(new[,] { { 1.0, 2 } }).Shape,
        ["MappedArray.Shape"] = Mapped,
        ["CsvTable.Columns"] = () => CsvTable.Parse("a,b\n1,2\n").Columns,
        ["DenseClassifier.History"] = () => DenseClassifier.Train(PatternSet.From([0.5], [-0.5]), [0, 1], new() { Epochs = 1, Memories = 2 }).History,
        ["Absorption.Ends"] = () => StateSpace.Of(Hebbian.From(_patterns)).Absorption().Ends,
        ["ImageSet.ClassNames"] = () => DataSets.Digits().ClassNames,
        ["ImageSet.Origins"] = () => DataSets.Digits().Origins,
        ["DataSets.CityNames"] = () => DataSets.CityNames,
    };

    [Theory, MemberData(nameof(Doors))]
    public void Lists_that_are_handed_out_cannot_be_written(string door)
    {
        object list = _doors[door]();
        Assert.False(list is Array);
        Assert.True(((System.Collections.IList)list).IsReadOnly);
    }

    private static object Mapped()
    {
        NpyFile.Write(_file, new[,] { { 1.0, 2 } });
        try
        {
            using MappedArray<double> mapped = NpyFile.Map<double>(_file);
            return mapped.Shape;
        }
        finally
        {
            File.Delete(_file);
        }
    }
}
