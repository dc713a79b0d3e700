#:project ../../src/Hopfield.Layers/Hopfield.Layers.csproj

// Bags whose labels are known and whose instances have none, as chapter 18 makes them: pictures of clothes with a few of one class among them, and
// real receptor sequences with a motif written into a few of them. Areas under the ROC curve on new bags, seed by seed, with means and standard
// deviations over seeds, for several ways to pool; processor seconds of a training.
//
//     dotnet run -c Release tests/measurements/MultipleInstances.cs [clothes | receptors | motifs] [1,2,3,4,5]

using System.Globalization;
using Hopfield;
using Hopfield.Layers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] seeds = [1, 2, 3, 4, 5];
string which = args.Length > 0 ? args[0] : "";
if (args.Length > 1) seeds = [.. args[1].Split(',').Select(int.Parse)];

if (which is "" or "clothes") Clothes();
if (which is "" or "receptors")
{
    foreach (int witnesses in new[] { 10, 5, 2, 1 }) Receptors("NV?P", witnesses, ["mean", "max", "attention", "memory"]);
}
if (which is "" or "motifs")
{
    Receptors("NV?P", 1, ["memory"], decoys: true);
    foreach (string motif in new[] { "HC?W", "W?KH", "L?RD" }) Receptors(motif, 1, ["memory"]);
}

// ---- Clothes: 7 × 7 pixels, 32 features, 1,600 bags to learn from and 500 to be judged by.
void Clothes()
{
    ImageSet old = DataSets.FashionTrain(), fresh = DataSets.FashionTest();
    (float[][] oldPixels, float[][] freshPixels) = (Shrunk(old), Shrunk(fresh));
    string[] poolings = ["mean", "max", "attention", "memory"];
    foreach (int size in new[] { 10, 20, 50, 100, 200 }) Table($"one handbag among {size}", size, yes => yes ? [8] : []);
    Table("no handbag among 20", 20, yes => yes ? [] : [8]);
    Table("more handbags than trousers among 60", 60, yes => yes ? [8, 8, 1] : [8, 1, 1]);

    void Table(string title, int size, Func<bool, int[]> hidden)
    {
        Console.WriteLine(title);
        foreach (string pooling in poolings)
        {
            Report(pooling, seed =>
            {
                var random = new SeededRandom(seed, 1);
                (BagBatch<float> bags, bool[] labels) = Bags(old, oldPixels, 1600, size, hidden, random);
                (BagBatch<float> newBags, bool[] newLabels) = Bags(fresh, freshPixels, 500, size, hidden, random);
                var draws = new SeededRandom(seed, 2);
                Layer<BagBatch<float>, float> features = new Linear<float>(49, 32, draws).Then(new ReLU<float>());
                var model = Reading(features, Pooling(pooling, 32, draws), new Linear<float>(32, 1, draws));
                new Trainer<BagBatch<float>, float>(model, new() { Epochs = 30, LearningRate = 0.001, Seed = seed }).Fit(new(bags, new LogisticLoss<float>(labels)));
                return [Area(model.Forward(newBags), newLabels)];
            });
        }
        Report("told every picture's class", seed =>
        {
            var draws = new SeededRandom(seed, 2);
            var told = new Linear<float>(49, 32, draws).Then(new ReLU<float>()).Then(new Linear<float>(32, 10, draws));
            var pictures = new BagBatch<float>(oldPixels.SelectMany(p => p).ToArray(), old.Count, 1, 49);
            int[] classes = [.. Enumerable.Range(0, old.Count).Select(old.Label)];
            new Trainer<BagBatch<float>, float>(told, new() { Epochs = 30, LearningRate = 0.001, Seed = seed }).Fit(new(pictures, new CrossEntropyLoss<float>(classes)));
            var random = new SeededRandom(seed, 1);
            Bags(old, oldPixels, 1600, size, hidden, random);
            (BagBatch<float> bags, bool[] labels) = Bags(fresh, freshPixels, 500, size, hidden, random);
            BagBatch<float> logits = told.Forward(bags).Output;
            // The evidence of a picture for a class: the logarithm of its odds.
            double Evidence(int b, int s, int c) => logits[b, s, c]
                - Math.Log(Enumerable.Range(0, 10).Where(other => other != c).Sum(other => Math.Exp(logits[b, s, other])));
            bool counts = hidden(true).Length > 1;
            double sign = hidden(true).Length == 0 ? -1 : 1;
            double Chance(int b, int s, int c) => 1 / (1 + Math.Exp(-Evidence(b, s, c)));
            return [RocCurve.Of([.. Enumerable.Range(0, labels.Length).Select(b => counts
                ? Enumerable.Range(0, size).Sum(s => Chance(b, s, 8) - Chance(b, s, 1))
                : sign * Enumerable.Range(0, size).Max(s => Evidence(b, s, 8)))], labels).Area];
        });
    }
}

static float[][] Shrunk(ImageSet set)
{
    return [.. Enumerable.Range(0, set.Count).Select(Small)];

    float[] Small(int i)
    {
        byte[] pixels = set.Pixels(i);
        var small = new float[49];
        for (int p = 0; p < pixels.Length; p++) small[(p / 28 / 4 * 7) + (p % 28 / 4)] += pixels[p] / (16f * 255);
        return small;
    }
}

static (BagBatch<float> Bags, bool[] Labels) Bags(ImageSet set, float[][] pixels, int count, int size, Func<bool, int[]> hidden, Random random)
{
    int[] special = [.. hidden(true).Union(hidden(false))];
    int[] rest = [.. Enumerable.Range(0, set.Count).Where(i => !special.Contains(set.Label(i)))];
    int[][] members = [.. Enumerable.Range(0, 10).Select(set.IndicesOf)];
    var values = new float[count * size * 49];
    var labels = new bool[count];
    for (int b = 0; b < count; b++)
    {
        labels[b] = random.Next(2) == 0;
        int[] classes = hidden(labels[b]);
        int[] places = [.. Enumerable.Range(0, size)];
        random.Shuffle(places);
        for (int k = 0; k < size; k++)
        {
            int[] from = k < classes.Length ? members[classes[k]] : rest;
            pixels[from[random.Next(from.Length)]].CopyTo(values, ((b * size) + places[k]) * 49);
        }
    }
    return (new BagBatch<float>(values, count, size, 49), labels);
}

// ---- Receptors: bags of 1,000 sequences, 300 from two people to learn from, 200 from two others to be judged by.
void Receptors(string motif, int witnesses, string[] poolings, bool decoys = false)
{
    const int Size = 1000, Places = 42;
    var all = DataSets.TcrSequences();
    string[] old = [.. all.Where(s => s.Person is "A" or "B").Select(s => s.Cdr3).Where(s => s.Length >= 10).Distinct()];
    string[] fresh = [.. all.Where(s => s.Person is "C" or "D").Select(s => s.Cdr3).Where(s => s.Length >= 10).Distinct().Except(old)];
    Console.WriteLine($"{motif} in {witnesses} of {Size} sequences{(decoys ? ", three random letters in as many of every other bag" : "")}; "
        + $"{Rate(old):F3} and {Rate(fresh):F3} in 1,000 without us; {old.Length} and {fresh.Length} sequences");
    Report("who knows the motif, counting", seed =>
    {
        (_, (TokenBatch _, bool[] labels, string[][] texts, int[][] _)) = Draw(seed);
        return [RocCurve.Of([.. texts.Select(bag => (double)bag.Count(s => Holds(s, motif)))], labels).Area];
    });
    Report("the word with the largest surplus, counting", seed =>
    {
        ((TokenBatch bags, bool[] labels, _, _), (TokenBatch newBags, bool[] newLabels, _, _)) = Draw(seed);
        int word = Surplus(bags, labels);
        return [RocCurve.Of([.. Enumerable.Range(0, 200).Select(b => (double)newBags.Tokens.Slice(b * Size * Places, Size * Places).Count(word))], newLabels).Area, word == Number(motif) ? 1 : 0];
    });
    foreach (string pooling in poolings)
    {
        Report(pooling + (pooling == "memory" ? " (area, share of witnesses among the most attended, area without the words that touch the motif)" : ""), seed =>
        {
            ((TokenBatch bags, bool[] labels, _, _), (TokenBatch newBags, bool[] newLabels, string[][] texts, int[][] where)) = Draw(seed);
            var draws = new SeededRandom(seed, 2);
            // The memory has no matrices: two coordinates are keys and values at once.
            int width = pooling == "memory" ? 2 : 8;
            var arrows = new EmbeddingSum<float>(16000, width, draws, HopfieldLayerOptions.ReferenceDeviation);
            HopfieldLayerOptions retrieval = HopfieldLayerOptions.Retrieval with { Beta = 1 };
            Layer<BagBatch<float>, float> pool = pooling == "memory" ? new HopfieldPooling<float>(width, retrieval, draws) : Pooling(pooling, width, draws);
            var model = Reading(arrows, pool, new Linear<float>(width, 1, draws));
            new Trainer<TokenBatch, float>(model, new() { Epochs = 12, BatchSize = 4, LearningRate = 0.01, Seed = seed }).Fit(new(bags, new LogisticLoss<float>(labels)));
            var trace = (ChainTrace<float>)model.Forward(newBags);
            double area = Area(trace, newLabels);
            return trace.Steps[1] is PoolingTrace<float> attention ? [area, Recovered(attention.Association!, where), Area(model.Forward(Coded(texts, Bare)), newLabels)] : [area];
        });
    }

    double Rate(string[] pool) => 1000.0 * pool.Count(s => Holds(s, motif)) / pool.Length;

    ((TokenBatch, bool[], string[][], int[][]), (TokenBatch, bool[], string[][], int[][])) Draw(int seed)
    {
        var random = new SeededRandom(seed, 1);
        return (Repertoires(old, 300, random), Repertoires(fresh, 200, random));
    }

    (TokenBatch, bool[], string[][], int[][]) Repertoires(string[] pool, int count, Random random)
    {
        var labels = new bool[count];
        var texts = new string[count][];
        var where = new int[count][];
        for (int b = 0; b < count; b++)
        {
            labels[b] = random.Next(2) == 0;
            texts[b] = random.GetItems(pool, Size);
            int[] places = [.. Enumerable.Range(0, Size)];
            random.Shuffle(places);
            where[b] = labels[b] ? places[..witnesses] : [];
            if (labels[b] || decoys)
            {
                foreach (int s in places[..witnesses]) texts[b][s] = Implanted(texts[b][s], labels[b] ? motif : Anything(random), random);
            }
        }
        return (Coded(texts, Words), labels, texts, where);
    }

    static TokenBatch Coded(string[][] texts, Func<string, int[]> words)
    {
        var tokens = new int[texts.Length * Size * Places];
        foreach ((int i, string text) in texts.SelectMany(bag => bag).Index()) words(text).CopyTo(tokens.AsSpan(i * Places, Places));
        return new TokenBatch(tokens, texts.Length, Size, Places);
    }

    // A sequence with the motif keeps that word and those that share no letter with it.
    int[] Bare(string sequence)
    {
        int[] words = Words(sequence);
        int at = Array.IndexOf(words, Number(motif));
        for (int k = 0; at >= 0 && k < words.Length; k++)
        {
            if (k != at && Math.Abs((k / 2) - (at / 2)) <= 3) words[k] = -1;
        }
        return words;
    }

    static int Surplus(TokenBatch bags, bool[] labels)
    {
        var surplus = new double[16000];
        int positives = labels.Count(l => l);
        for (int b = 0; b < labels.Length; b++)
        {
            foreach (int word in bags.Tokens.Slice(b * Size * Places, Size * Places).ToArray().Where(w => w >= 0).Distinct())
                surplus[word] += labels[b] ? 1.0 / positives : -1.0 / (labels.Length - positives);
        }
        return Array.IndexOf(surplus, surplus.Max());
    }

    static double Recovered(AssociationTrace<float> attention, int[][] where) =>
        where.Index().Where(bag => bag.Item.Length > 0).Average(bag => attention.Weights(bag.Index, 0, 0).ToArray().Index()
            .OrderByDescending(w => w.Item).Take(bag.Item.Length).Count(w => bag.Item.Contains(w.Index)) / (double)bag.Item.Length);
}

static bool Holds(string sequence, string motif) =>
    Enumerable.Range(0, sequence.Length - 3).Any(at => Enumerable.Range(0, 4).All(k => motif[k] == '?' || sequence[at + k] == motif[k]));

// The first three letters and the last three stay: they are much the same in all sequences.
static string Implanted(string sequence, string motif, Random random)
{
    char[] letters = sequence.ToCharArray();
    int at = 3 + random.Next(sequence.Length - 9);
    for (int k = 0; k < 4; k++) letters[at + k] = motif[k] == '?' ? letters[at + k] : motif[k];
    return new string(letters);
}

static string Anything(Random random)
{
    char[] letters = random.GetItems<char>("ACDEFGHIKLMNPQRSTVWY", 4);
    letters[1 + random.Next(2)] = '?';
    return new string(letters);
}

// Three letters of four in a row, the second or the third left out: 2 × 20³ words.
static int Number(string word)
{
    int gap = word[1] == '?' ? 1 : 2, number = gap - 1;
    for (int k = 0; k < 4; k++)
    {
        if (k != gap) number = (number * 20) + "ACDEFGHIKLMNPQRSTVWY".IndexOf(word[k], StringComparison.Ordinal);
    }
    return number;
}

static int[] Words(string sequence)
{
    var words = new int[42];
    Array.Fill(words, -1);
    for (int at = 0; at + 4 <= sequence.Length; at++)
    {
        string piece = sequence.Substring(at, 4);
        words[2 * at] = Number($"{piece[0]}?{piece[2..]}");
        words[(2 * at) + 1] = Number($"{piece[..2]}?{piece[3]}");
    }
    return words;
}

// ---- What both need.
static Layer<BagBatch<float>, float> Pooling(string name, int width, Random random) => name switch
{
    "mean" => new MeanPooling<float>(),
    "max" => new MaxPooling<float>(),
    "attention" => new AttentionPooling<float>(width, 16, random),
    _ => new HopfieldPooling<float>(width, HopfieldLayerOptions.Retrieval with
    {
        StaticState = false, StaticStored = false, StaticProjected = false, InitialDeviation = HopfieldLayerOptions.SharpDeviation,
    }, random),
};

// Max takes the largest score; the others pool first and score what comes of it.
static Layer<TInput, float> Reading<TInput>(Layer<TInput, float> features, Layer<BagBatch<float>, float> pooling, Linear<float> scores) =>
    pooling is MaxPooling<float> ? features.Then(scores).Then(pooling) : features.Then(pooling).Then(scores);

static double Area(Trace<float> trace, bool[] labels) => RocCurve.Of(Array.ConvertAll(trace.Output.Values.ToArray(), z => (double)z), labels).Area;

void Report(string title, Func<int, double[]> measure)
{
    TimeSpan before = Environment.CpuUsage.TotalTime;
    double[][] runs = [.. seeds.Select(measure)];
    double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds / seeds.Length;
    for (int k = 0; k < runs[0].Length; k++)
    {
        double[] values = [.. runs.Select(run => run[k])];
        double mean = values.Average(), deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1));
        Console.WriteLine($"  {(k == 0 ? title : "")}: {mean:F3} ± {deviation:F3} [{string.Join(" ", values.Select(v => v.ToString("F3")))}]{(k == 0 ? $", {seconds:F1} s" : "")}");
    }
}
