#:project ../../src/Hopfield.Baselines/Hopfield.Baselines.csproj
#:package Microsoft.ML
#:package Microsoft.ML.FastTree

// Two classifiers of ML.NET on the twenty small tables of chapter 19: its multinomial regression and its random forest, one forest for each class
// against the others. Splits, coding and the choice of what is left open are those of tests/measurements/SmallData.cs, whose table this program
// reads, adds two columns to, and prints.
//
//     dotnet run -c Release benchmarks/measurements/SmallDataPeers.cs RESULTS.CSV[.GZ] > NEW.CSV     the columns of data/uci/results.csv.gz

using System.Globalization;
using Hopfield;
using Hopfield.Baselines;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CsvTable results = CsvTable.Read(args[0]);
string[] own = ["ML.NET regression", "ML.NET forest"];
float[] ridges = [0.1f, 1, 10];
string[] kept = [.. results.Columns.Where(column => !own.Contains(column))];
string[][] columns = [.. kept.Select(results.Strings)];
string[] sets = results.Strings("set");
int[] seeds = results.Integers("seed");

Console.WriteLine(string.Join(',', [.. kept, .. own]));
for (int row = 0; row < sets.Length; row++)
{
    int seed = seeds[row];
    NestedDivision nested = NestedDivision.Draw(DataSets.Uci(sets[row]), seed, UciCategories.Of(sets[row]));
    double regression = nested.Judge(d => [.. ridges.Select(ridge => Right(d, seed, Regression(ridge)))]).Score;
    double forest = Right(nested.Outer, seed, Forest(seed));
    Console.WriteLine(string.Join(',', [.. columns.Select(column => column[row]), regression.ToString("F4"), forest.ToString("F4")]));
}

static Func<MLContext, IEstimator<ITransformer>> Regression(float ridge) => context => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
    new LbfgsMaximumEntropyMulticlassTrainer.Options { L1Regularization = 0, L2Regularization = ridge, NumberOfThreads = 1 });

// Fifty trees of up to 32 leaves, as pure as they get. Nothing is left open: the choice between leaves of one row and of five, nested as elsewhere,
// gave 0.8665 right on the first twelve tables, where this gives 0.8664, and took eight times as long.
static Func<MLContext, IEstimator<ITransformer>> Forest(int seed) => context => context.MulticlassClassification.Trainers.OneVersusAll(
    context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
    {
        NumberOfTrees = 50, NumberOfLeaves = 32, MinimumExampleCountPerLeaf = 1, NumberOfThreads = 1, Seed = seed,
    }));

static double Right(TableDivision d, int seed, Func<MLContext, IEstimator<ITransformer>> trainer)
{
    var context = new MLContext(seed);
    ITransformer model = trainer(context).Fit(Loaded(context, d, d.Rows, d.Labels));
    IEnumerable<uint> read = model.Transform(Loaded(context, d, d.Asked, d.Answers)).GetColumn<uint>("PredictedLabel");
    // In a view of data keys begin at 1, in the objects that it is loaded from at 0.
    return d.Answers.Zip(read, (answer, key) => answer + 1 == key ? 1.0 : 0).Average();
}

static IDataView Loaded(MLContext context, TableDivision d, PatternSet<double> rows, int[] labels)
{
    var schema = SchemaDefinition.Create(typeof(Row));
    schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Dimension);
    schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), d.ClassCount);
    // Trainers pass over the rows again and again: made once, and kept as ML.NET keeps them.
    Row[] made = [.. rows.Zip(labels, (row, label) => new Row { Features = Array.ConvertAll(row, x => (float)x), Label = (uint)label })];
    return context.Data.Cache(context.Data.LoadFromEnumerable(made, schema));
}

internal sealed class Row
{
    public float[] Features { get; set; } = [];

    public uint Label { get; set; }
}
