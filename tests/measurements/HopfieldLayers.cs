#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj

// Two tasks of the reference layers' notebooks, trained from five seeds each: a bag of 16 words of 8 bits that holds a signal word or none,
// and a sequence of 32 letters whose first one is asked for. Shares of right answers on the evaluation half, seed by seed, with means and
// standard deviations over seeds; processor seconds a seed.
//
//     dotnet run -c Release tests/measurements/HopfieldLayers.cs [bits | latch]

using System.Globalization;
using Hopfield;
using Hopfield.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] seeds = [1, 2, 3, 4, 5];
HopfieldLayerOptions plain = new(), adapted = new() { Heads = 8, HiddenWidth = 8, MaxUpdates = 4, Beta = [0.25], Dropout = 0.5 };
string which = args is [var name] ? name : "";

if (which is "" or "bits")
{
    Console.WriteLine("Bit pattern: 1,536 bags to learn from, 512 to be judged by");
    Report("pooling, default, 250 epochs", 250, 1e-3, seed => Bits(seed), random => Pooled(plain, random));
    Report("pooling, adapted, 250 epochs", 250, 1e-3, seed => Bits(seed), random => Pooled(adapted, random));
    Report("association, default, 100 epochs", 100, 1e-3, seed => Bits(seed), random => Flat(new HopfieldAssociation<float>(8, plain, random), 16, random));
    Report("mean and a logistic unit, 250 epochs", 250, 1e-3, seed => Bits(seed), random => new MeanPooling<float>().Then(new Linear<float>(8, 1, random)));
    Report("lookup of words, then pooling, 10 epochs, rate 0.01", 10, 1e-2, seed => Bits(seed, off: -1), random => Words(-1, random));
    Report("the same with words of 0 and 1", 10, 1e-2, seed => Bits(seed), random => Words(0, random));
}
if (which is "" or "latch")
{
    Console.WriteLine("Latch: 3,072 sequences to learn from, 1,024 to be judged by");
    Report("pooling, default, 3 epochs", 3, 1e-3, Latch, random => Pooled(plain, random, 20));
    Report("pooling, adapted, 3 epochs", 3, 1e-3, Latch, random => Pooled(adapted, random, 20));
    Report("mean and a logistic unit, 20 epochs, rate 0.01", 20, 1e-2, Latch, random => new MeanPooling<float>().Then(new Linear<float>(20, 1, random)));
}

void Report(string title, int epochs, double rate, Func<int, Task> task, Func<Random, Layer<BagBatch<float>, float>> build)
{
    var ends = new List<double>();
    var bests = new List<double>();
    var firsts = new List<int>();
    TimeSpan before = Environment.CpuUsage.TotalTime;
    foreach (int seed in seeds)
    {
        Task data = task(seed);
        var trainer = new Trainer<BagBatch<float>, float>(build(new SeededRandom(seed, 2)), new TrainingOptions { Epochs = epochs, LearningRate = rate, Seed = seed });
        TrainingLog log = trainer.Fit(data.Training, data.Evaluation);
        ends.Add(log.ValidationAccuracies[^1]);
        bests.Add(log.ValidationAccuracies.Max());
        firsts.Add(Array.FindIndex(log.ValidationAccuracies, right => right == 1) + 1);
    }
    double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds / seeds.Length;
    Console.WriteLine($"  {title}: {Mean(ends):F3} ± {Deviation(ends):F3} at the end [{string.Join(" ", ends.Select(x => x.ToString("F3")))}], "
        + $"best {Mean(bests):F3}, first epoch without an error [{string.Join(" ", firsts.Select(f => f == 0 ? "–" : f.ToString()))}], {seconds:F1} s a seed");
}

static Layer<BagBatch<float>, float> Pooled(HopfieldLayerOptions options, Random random, int width = 8)
{
    var pooling = new HopfieldPooling<float>(width, options, random);
    return pooling.Then(new Linear<float>(pooling.OutputWidth, 1, random));
}

static Layer<BagBatch<float>, float> Flat(HopfieldAssociation<float> association, int size, Random random) =>
    association.Then(new Flatten<float>()).Then(new Linear<float>(size * association.OutputWidth, 1, random));

static Layer<BagBatch<float>, float> Words(int off, Random random) =>
    WordBags.List(2, random, off).Then(new HopfieldPooling<float>(8, new HopfieldLayerOptions(), random)).Then(new Linear<float>(8, 1, random));

static Task Bits(int seed, int off = 0) => new(WordBags.Draw(seed).Learning(off), WordBags.Draw(seed).Judging(off));

static Task Latch(int seed) => new(LatchSequences.Draw(3072, seed), LatchSequences.Draw(1024, seed + 1000));

static double Mean(List<double> values) => values.Average();

static double Deviation(List<double> values) => Math.Sqrt(values.Sum(x => Math.Pow(x - values.Average(), 2)) / (values.Count - 1));

sealed record Task(TrainingData<BagBatch<float>, float> Training, TrainingData<BagBatch<float>, float> Evaluation);
