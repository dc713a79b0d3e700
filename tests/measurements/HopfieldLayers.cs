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
    Report("lookup of words, then pooling, 10 epochs, rate 0.01", 10, 1e-2, seed => Bits(seed, low: -1), random => Words(-1, random));
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

// 2,048 bags, the first half with one of eight signal words. Words are drawn from all but 0; a bag without a signal holds none of the eight.
static Task Bits(int seed, int low = 0)
{
    const int Bags = 2048, Size = 16, Width = 8;
    var random = new SeededRandom(seed, 1);
    int[] words = [.. Enumerable.Range(1, 255).OrderBy(_ => random.NextDouble())];
    (int[] signals, int[] others) = (words[..8], words[8..]);
    var values = new float[Bags * Size * Width];
    var labels = new bool[Bags];
    for (int bag = 0; bag < Bags; bag++)
    {
        labels[bag] = bag < Bags / 2;
        int place = random.Next(Size);
        for (int s = 0; s < Size; s++)
        {
            int word = labels[bag] && s == place ? signals[random.Next(8)] : others[random.Next(others.Length)];
            for (int bit = 0; bit < Width; bit++) values[(((bag * Size) + s) * Width) + bit] = (word >> bit & 1) == 1 ? 1 : low;
        }
    }
    return Split(new(values, Bags, Size, Width), labels, [.. Enumerable.Range(256, 1536)]);
}

// 4,096 sequences of 32 letters in one-hot coding of 20; the first letter is 0 or 1 and is asked for, no other is.
static Task Latch(int seed)
{
    const int Count = 4096, Length = 32, Letters = 20;
    var random = new SeededRandom(seed, 1);
    var values = new float[Count * Length * Letters];
    var labels = new bool[Count];
    for (int n = 0; n < Count; n++)
    {
        labels[n] = random.Next(2) == 1;
        for (int s = 0; s < Length; s++) values[(((n * Length) + s) * Letters) + (s == 0 ? labels[n] ? 1 : 0 : random.Next(2, Letters))] = 1;
    }
    return Split(new(values, Count, Length, Letters), labels, [.. Enumerable.Range(0, 3072)]);
}

static Task Split(BagBatch<float> all, bool[] labels, int[] training)
{
    int[] rest = [.. Enumerable.Range(0, labels.Length).Except(training)];
    TrainingData<BagBatch<float>, float> Part(int[] numbers) => new(all.Gather(numbers), new LogisticLoss<float>([.. numbers.Select(n => labels[n])]));
    return new(Part(training), Part(rest));
}

static Layer<BagBatch<float>, float> Pooled(HopfieldLayerOptions options, Random random, int width = 8)
{
    var pooling = new HopfieldPooling<float>(width, options, random);
    return pooling.Then(new Linear<float>(pooling.OutputWidth, 1, random));
}

static Layer<BagBatch<float>, float> Flat(HopfieldAssociation<float> association, int size, Random random) =>
    association.Then(new Flatten<float>()).Then(new Linear<float>(size * association.OutputWidth, 1, random));

// Every word of 8 bits is stored with a vector of its own, which is learned.
static Layer<BagBatch<float>, float> Words(int low, Random random)
{
    var words = new float[256, 8];
    for (int word = 0; word < 256; word++)
    {
        for (int bit = 0; bit < 8; bit++) words[word, bit] = (word >> bit & 1) == 1 ? 1 : low;
    }
    var targets = new Parameter<float>("targets", 256, 8);
    targets.Draw(HopfieldLayerOptions.SharpDeviation, random);
    var start = new float[256, 8];
    for (int k = 0; k < targets.Value.Length; k++) start[k / 8, k % 8] = targets.Value[k];
    var lookup = new HopfieldLookup<float>(words, start, HopfieldLayerOptions.Retrieval with { Beta = [2] }, random);
    lookup.Patterns.Frozen = true;
    var pooling = new HopfieldPooling<float>(8, new HopfieldLayerOptions(), random);
    return lookup.Then(pooling).Then(new Linear<float>(8, 1, random));
}

static double Mean(List<double> values) => values.Average();

static double Deviation(List<double> values) => Math.Sqrt(values.Sum(x => Math.Pow(x - values.Average(), 2)) / (values.Count - 1));

sealed record Task(TrainingData<BagBatch<float>, float> Training, TrainingData<BagBatch<float>, float> Evaluation);
