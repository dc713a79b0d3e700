// What ML.NET's logistic regression and random forest make of the twenty small tables of chapter 19, on the same splits and with the same choice of
// settings on inner splits as tests/measurements/SmallData.cs. From the root of the tree:
//
//     dotnet run -c Release --project benchmarks/Hopfield.Rivals [SET,SET… [SEED,SEED…]]     the rows of data/uci/results-mlnet.csv.gz
using System.Globalization;
using Hopfield;
using Hopfield.Baselines;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[] sets = args is [var some, ..] ? some.Split(',')
    :
    [
        "balance-scale", "breast-cancer", "breast-cancer-wisc", "breast-cancer-wisc-diag", "breast-cancer-wisc-prog", "congressional-voting", "conn-bench-sonar",
        "conn-bench-vowel", "glass", "ionosphere", "iris", "molec-biol-promoter", "musk-1", "pima", "soybean", "st-german-credit", "st-vehicle", "tic-tac-toe", "wine", "zoo",
    ];
int[] seeds = args is [_, var chosen] ? [.. chosen.Split(',').Select(int.Parse)] : [.. Enumerable.Range(1, 10)];
string[] categorical = ["breast-cancer", "congressional-voting", "molec-biol-promoter", "soybean", "tic-tac-toe"];
string[] creditNumbers = ["duration", "credit_amount", "installment_commitment", "residence_since", "age", "existing_credits", "num_dependents"];

Console.WriteLine("set,seed,ML.NET logistic,ML.NET forest");
foreach (string set in sets)
{
    foreach (int seed in seeds)
    {
        NestedDivision nested = NestedDivision.Draw(DataSets.Uci(set), seed, column =>
            categorical.Contains(set) || (set == "st-german-credit" && !creditNumbers.Contains(column)));
        Console.WriteLine($"{set},{seed},{nested.Judge(Logistic).Score:F4},{nested.Judge(d => Forest(d, seed)).Score:F4}");
    }
}

static double[] Logistic(TableDivision d) => [.. new[] { 0.01f, 0.1f, 1 }.Select(l2 => Right(d, ml =>
    ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { L1Regularization = 0, L2Regularization = l2, NumberOfThreads = 1 })))];

static double[] Forest(TableDivision d, int seed) => [.. new[] { 1, 5 }.Select(leaf => Right(d, ml => ml.MulticlassClassification.Trainers.OneVersusAll(
    ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options { NumberOfTrees = 100, MinimumExampleCountPerLeaf = leaf, Seed = seed, NumberOfThreads = 1 }))))];

static double Right(TableDivision d, Func<MLContext, IEstimator<ITransformer>> trainer)
{
    var ml = new MLContext(seed: 1);
    var schema = SchemaDefinition.Create(typeof(Row));
    schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, d.Rows.Dimension);
    IDataView View(PatternSet<double> rows, int[] labels) =>
        ml.Data.LoadFromEnumerable(rows.Select((row, s) => new Row { Label = (uint)labels[s] + 1, Features = Array.ConvertAll(row, x => (float)x) }), schema);
    schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), d.ClassCount);
    ITransformer model = trainer(ml).Fit(View(d.Rows, d.Labels));
    IDataView answers = model.Transform(View(d.Asked, d.Answers));
    uint[] read = [.. answers.GetColumn<uint>("PredictedLabel")];
    return read.Zip(d.Answers, (mine, answer) => mine == answer + 1 ? 1.0 : 0).Average();
}

internal sealed class Row
{
    public uint Label { get; set; }

    public float[] Features { get; set; } = [];
}
