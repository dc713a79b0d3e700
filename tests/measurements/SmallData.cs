#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj
#:project ../../src/Hopfield.Baselines/Hopfield.Baselines.csproj

// Seven classifiers on twenty small tables of the UCI collection, ten seeds each: the share of right answers on the quarter of the rows (of each
// class) that was put aside. What a method leaves open is chosen on three inner splits of the other rows, the same for all methods, and the
// method then learns from all of them. Nothing is learned from a test row, the scales of columns included.
//
//     dotnet run -c Release tests/measurements/SmallData.cs [SET,SET… [SEED,SEED…]]     the rows of data/uci/results.csv.gz,
// to which benchmarks/measurements/SmallDataPeers.cs adds two columns

using System.Globalization;
using Hopfield;
using Hopfield.Baselines;
using Hopfield.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] seeds = args is [_, var chosen] ? [.. chosen.Split(',').Select(int.Parse)] : [.. Enumerable.Range(1, 10)];
string[] sets =
[
    "balance-scale", "breast-cancer", "breast-cancer-wisc", "breast-cancer-wisc-diag", "breast-cancer-wisc-prog", "congressional-voting", "conn-bench-sonar",
    "conn-bench-vowel", "glass", "ionosphere", "iris", "molec-biol-promoter", "musk-1", "pima", "soybean", "st-german-credit", "st-vehicle", "tic-tac-toe", "wine", "zoo",
];

// A method gives the share of right answers at every setting that it leaves open.
Method[] methods =
[
    new("lookup", Lookup),
    new("Gaussian SVM", (d, _) => [.. from bound in new[] { 0.3, 3, 30 } from width in new[] { 0.2, 0.7, 2.5 }
        select Right(d, SupportVectorMachine.Train(d.Rows, d.Labels, RowSimilarity.Gaussian(width / d.Rows.Dimension), bound).ErrorRate)]),
    new("linear SVM", (d, _) => [.. new[] { 0.01, 0.1, 1, 10 }.Select(bound =>
        Right(d, SupportVectorMachine.Train(d.Rows, d.Labels, RowSimilarity.Linear, bound).ErrorRate))]),
    new("regression", (d, _) => [.. new[] { 0.001, 0.01, 0.1 }.Select(ridge => Right(d, SoftmaxRegression.Train(d.Rows, d.Labels, ridge).ErrorRate))]),
    new("perceptron", Perceptron),
    new("k-NN", (d, _) => [.. new[] { 1, 3, 5, 9, 15 }.Select(k => Right(d, NearestRows.Store(d.Rows, d.Labels, k).ErrorRate))]),
    new("prototypes", (d, seed) => [.. new[] { 1, 2, 4, 8 }.Select(k =>
        Right(d, LearnedPrototypes.Train(d.Rows, d.Labels, k, seed, epochs: 50).ErrorRate))]),
];

Console.WriteLine("set,seed," + string.Join(',', methods.Select(method => method.Name)));
foreach (string set in args is [var some, ..] ? some.Split(',') : sets)
{
    foreach (int seed in seeds)
    {
        NestedDivision nested = NestedDivision.Draw(DataSets.Uci(set), seed, UciCategories.Of(set));
        Console.WriteLine($"{set},{seed},{string.Join(',', methods.Select(method => nested.Judge(d => method.Scores(d, seed)).Score.ToString("F4")))}");
    }
}

static double Right(TableDivision d, Func<PatternSet<double>, IReadOnlyList<int>, double> errorRate) => 1 - errorRate(d.Asked, d.Answers);

// Scores after 0, 2, 4, 8 … 64 epochs at two rates: the rate and the number of epochs are what is left open.
static double[] Lookup(TableDivision d, int seed) => [.. new[] { 0.003, 0.03 }.SelectMany(rate =>
{
    var lookup = HopfieldLookup.Store(InSinglePrecision(d.Rows), d.Labels, d.ClassCount, HopfieldLayerOptions.TiedMetric with { Beta = 4.0 / d.Rows.Dimension });
    return Learn(lookup, d, labels => new ClassShareLoss<float>(labels), new() { BatchSize = 64, LearningRate = rate, Decay = 0, Seed = seed }, [0, 2, 4, 8, 16, 32, 64]);
})];

static double[] Perceptron(TableDivision d, int seed)
{
    const int Hidden = 32;
    var random = new SeededRandom(seed);
    int width = d.Rows.Dimension;
    var network = new Linear<float>(width, Hidden, random, Math.Sqrt(2.0 / width)).Then(new ReLU<float>()).Then(new Linear<float>(Hidden, d.ClassCount, random, Math.Sqrt(1.0 / Hidden)));
    return Learn(network, d, labels => new CrossEntropyLoss<float>(labels), new() { BatchSize = 32, LearningRate = 0.01, Seed = seed }, [2, 4, 8, 16, 32, 64]);
}

static double[] Learn(Layer<BagBatch<float>, float> model, TableDivision d, Func<int[], Loss<float>> loss, TrainingOptions options, int[] epochs)
{
    var trainer = new Trainer<BagBatch<float>, float>(model, options);
    var learned = new TrainingData<BagBatch<float>, float>(BagBatch.FromRows(InSinglePrecision(d.Rows)), loss(d.Labels));
    var asked = new TrainingData<BagBatch<float>, float>(BagBatch.FromRows(InSinglePrecision(d.Asked)), loss(d.Answers));
    var scores = new List<double>();
    for (int epoch = 0; epoch <= epochs[^1]; epoch++)
    {
        if (epoch > 0) trainer.RunEpoch(learned);
        if (epochs.Contains(epoch)) scores.Add(trainer.Evaluate(asked).Accuracy);
    }
    return [.. scores];
}

static PatternSet<float> InSinglePrecision(PatternSet<double> rows) => PatternSet.From(rows.Select(row => Array.ConvertAll(row, x => (float)x)));

internal sealed record Method(string Name, Func<TableDivision, int, double[]> Scores);
