#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj

// Associative recall with a tiny transformer: eight names with a number each, then one of the names; which number? 16 names, 16 numbers, drawn
// anew for every list. Two layers h + attention(h) of two heads and width 32, no feed-forward half; AdamW at 3e-3, 64 lists a step. One update a
// layer against three, β fixed against learned, and what else might help three updates; five seeds each. Printed for every seed: the first of
// the steps 50, 100, … after which 512 other lists are answered right in 95 of 100, or the best share that was reached.
//
//     dotnet run -c Release tests/measurements/RecallTransformer.cs [number of a variant [steps]]

using System.Globalization;
using Hopfield;
using Hopfield.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Places = 17;
int steps = args is [_, var most] ? int.Parse(most) : 1500;
int[] seeds = [1, 2, 3, 4, 5];
HopfieldLayerOptions plain = new() { Heads = 2, Mask = AttentionMask.Causal(Places), InitialDeviation = HopfieldLayerOptions.SharpDeviation };
(string Name, HopfieldLayerOptions First, HopfieldLayerOptions Second)[] variants =
[
    Both("one update, β fixed", plain),
    Both("one update, β learned", plain with { LearnsBeta = true }),
    Both("three updates, β fixed", plain with { MaxUpdates = 3 }),
    Both("three updates, β learned", plain with { MaxUpdates = 3, LearnsBeta = true }),
    ("three updates in layer 2 alone", plain, plain with { MaxUpdates = 3 }),
    Both("three updates, β four times as large", plain with { MaxUpdates = 3, Beta = [1] }),
    Both("three updates, first weights three times as wide", plain with { MaxUpdates = 3, InitialDeviation = 0.3 }),
    Both("one update, first weights of 0.02", plain with { InitialDeviation = HopfieldLayerOptions.ReferenceDeviation }),
    Both("one update, without the mask", plain with { Mask = null }),
];
foreach (int number in args is [var one, ..] ? [int.Parse(one)] : Enumerable.Range(1, variants.Length))
{
    var (name, first, second) = variants[number - 1];
    TimeSpan before = Environment.CpuUsage.TotalTime;
    string[] results = [.. seeds.Select(seed => Learn(first, second, seed, steps))];
    Console.WriteLine($"{number} {name}: {string.Join(", ", results)} ({(Environment.CpuUsage.TotalTime - before).TotalSeconds / seeds.Length:F0} s a seed)");
}

static (string Name, HopfieldLayerOptions First, HopfieldLayerOptions Second) Both(string name, HopfieldLayerOptions options) => (name, options, options);

static string Learn(HopfieldLayerOptions first, HopfieldLayerOptions second, int seed, int steps)
{
    var weights = new SeededRandom(seed, 1);
    var layers = new[] { first, second }.Select(options => new HopfieldAssociation<float>(32, options, weights)).ToArray();
    var model = new EmbeddingSum<float>(49, 32, weights)
        .Then(new Residual<float>(layers[0])).Then(new Residual<float>(layers[1])).Then(new Linear<float>(32, 16, weights));
    var trainer = new Trainer<TokenBatch, float>(model, new() { BatchSize = 64, LearningRate = 3e-3, Seed = seed });
    TrainingData<TokenBatch, float> exam = Lists(new SeededRandom(seed, 2), 512);
    var lessons = new SeededRandom(seed, 3);
    double best = 0;
    for (int step = 50; step <= steps; step += 50)
    {
        trainer.RunEpoch(Lists(lessons, 50 * 64));
        best = Math.Max(best, trainer.Evaluate(exam).Accuracy);
        if (best < 0.95) continue;
        string betas = first.LearnsBeta ? $" with β {string.Join(" ", layers.SelectMany(layer => layer.Beta).Select(beta => beta.ToString("F2")))}" : "";
        return $"step {step}{betas}";
    }
    return $"none in {steps} (best {best:F2})";
}

// A list is names and numbers in turn, then the name that is asked: tokens 0–15, 16–31, and the places as tokens 32–48.
static TrainingData<TokenBatch, float> Lists(Random random, int count)
{
    var tokens = new List<int>();
    var answers = new List<int>();
    for (int n = 0; n < count; n++)
    {
        int[] names = [.. Enumerable.Range(0, 16)];
        random.Shuffle(names);
        int[] numbers = [.. Enumerable.Range(0, 8).Select(_ => random.Next(16))];
        int asked = random.Next(8);
        for (int place = 0; place < Places; place++)
            tokens.AddRange([place == 16 ? names[asked] : place % 2 == 0 ? names[place / 2] : 16 + numbers[place / 2], 32 + place]);
        answers.AddRange([.. Enumerable.Repeat(-1, 16), numbers[asked]]);
    }
    return new(new TokenBatch(tokens.ToArray(), count, Places, 2), new CrossEntropyLoss<float>(answers, Places));
}
