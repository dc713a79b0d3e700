#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj
#:project ../../src/Hopfield.Baselines/Hopfield.Baselines.csproj

// Which of two molecules is the more active one? Molecules above the median activity of their set are to be told from the others, by 1,024 bits of
// structure. Areas under the curve on a quarter that is put aside: at random, or by whole clusters of similar molecules (Tanimoto similarity of
// 0.6 or more to the first of the cluster). Means and standard deviations over ten seeds; settings are chosen on three inner splits of the same kind.
//
//     dotnet run -c Release tests/measurements/Molecules.cs [bzr | chembl]

using System.Globalization;
using Hopfield;
using Hopfield.Baselines;
using Hopfield.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
(string Name, Func<IReadOnlyList<Molecule>> Read)[] sets = [("bzr", () => DataSets.MoleculesBzr()), ("chembl", () => DataSets.MoleculesChembl())];
foreach (var (name, read) in sets.Where(set => args is not [var one] || set.Name == one))
{
    Molecule[] all = [.. read()];
    double median = Median([.. all.Select(m => m.Activity)]);
    bool[] active = [.. all.Select(m => m.Activity > median)];
    double[][] bits = [.. all.Select(m => m.Fingerprint.Select(bit => bit ? 1.0 : 0).ToArray())];
    double[][] alike = Fingerprints.Similarities(all);
    int[] used = [.. Enumerable.Range(0, 1024).Where(i => bits.Any(row => row[i] == 1))];
    bits = [.. bits.Select(row => used.Select(i => row[i]).ToArray())];
    Console.WriteLine($"{name}: {all.Length} molecules, {active.Count(a => a)} above the median {median:F2}, {used.Length} bits that occur");
    foreach (string kind in new[] { "random", "clusters" })
    {
        var results = new List<double[]>();
        var nearest = new List<double>();
        for (int seed = 1; seed <= 10; seed++)
        {
            RowSplit Split(int[] among, int stream) => kind == "random"
                ? RowSplit.ByClass([.. active.Select(a => a ? 1 : 0)], 0.25, new SeededRandom(seed, stream), among) : RowSplit.ByCluster(all.Length, (a, b) => alike[a][b], atLeast: 0.6, 0.25, new SeededRandom(seed, stream), among);
            RowSplit outer = Split([.. Enumerable.Range(0, all.Length)], 0);
            RowSplit[] inner = [.. Enumerable.Range(1, 3).Select(stream => Split(outer.Learn, stream))];
            nearest.Add(Median([.. outer.Test.Select(t => outer.Learn.Max(s => alike[t][s]))]));
            results.Add([.. new Func<RowSplit, int, double[]>[] { Neighbours, Regression, Lookup }.Select(method => Judge(split => method(split, seed), outer, inner))]);
        }
        string Spread(int m) => $"{results.Average(r => r[m]):F3} ± {Deviation([.. results.Select(r => r[m])]):F3}";
        Console.WriteLine($"  {kind,-8} 5 nearest {Spread(0)} | regression {Spread(1)} | lookup {Spread(2)} | median similarity to the nearest learned molecule {nearest.Average():F2}");
    }

    double Area(RowSplit split, Func<int, double> score) => RocCurve.Of([.. split.Test.Select(score)], [.. split.Test.Select(t => active[t])]).Area;

    double[] Neighbours(RowSplit split, int seed) =>
        [Area(split, t => split.Learn.OrderByDescending(s => alike[t][s]).Take(5).Sum(s => active[s] ? alike[t][s] : -alike[t][s]))];

    double[] Regression(RowSplit split, int seed) => [.. new[] { 0.003, 0.01, 0.03 }.Select(ridge =>
    {
        var model = SoftmaxRegression.Train(PatternSet.From(split.Learn.Select(s => bits[s])), [.. split.Learn.Select(s => active[s] ? 1 : 0)], ridge);
        return Area(split, t => model.Probabilities(bits[t])[1]);
    })];

    double[] Lookup(RowSplit split, int seed)
    {
        PatternSet<float> rows = Bits(split.Learn), asked = Bits(split.Test);
        int[] labels = [.. split.Learn.Select(s => active[s] ? 1 : 0)];
        var lookup = HopfieldLookup.Store(rows, labels, 2, HopfieldLayerOptions.TiedMetric with { HiddenWidth = 32, Beta = 0.1 }, seed: seed);
        var trainer = new Trainer<BagBatch<float>, float>(lookup, new() { BatchSize = 64, LearningRate = 0.01, Decay = 0, Seed = seed });
        var learned = new TrainingData<BagBatch<float>, float>(BagBatch.FromRows(rows), new ClassShareLoss<float>(labels));
        var areas = new List<double>();
        for (int epoch = 1; epoch <= 32; epoch++)
        {
            trainer.RunEpoch(learned);
            if (!int.IsPow2(epoch)) continue;
            BagBatch<float> shares = lookup.Forward(BagBatch.FromRows(asked), new LayerContext<float>()).Output;
            areas.Add(RocCurve.Of([.. Enumerable.Range(0, split.Test.Length).Select(q => (double)shares[q, 0, 1])], [.. split.Test.Select(t => active[t])]).Area);
        }
        return [.. areas];
    }

    PatternSet<float> Bits(int[] numbers) => PatternSet.From(numbers.Select(s => Array.ConvertAll(bits[s], bit => (float)bit)));
}

static double Judge(Func<RowSplit, double[]> method, RowSplit outer, RowSplit[] inner)
{
    double[][] tried = [.. inner.Select(method)];
    double[] judged = method(outer);
    return judged[Enumerable.Range(0, judged.Length).MaxBy(setting => tried.Average(scores => scores[setting]))];
}

static double Median(double[] values) => MathNet.Numerics.Statistics.Statistics.Median(values);

static double Deviation(double[] values) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(values);
