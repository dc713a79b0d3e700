#:project ../../src/Hopfield/Hopfield.csproj

// What unlearning does to memories and to other fixed points. An independent oracle: weights, dreams and recalls in plain loops of double precision,
// fixed points by trying all states. The engine gives random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/Dreams.cs

using Hopfield;

const int Seed = 1;

const int Networks = 100, Starts = 100;
double[][] shares = Trials.Run(Networks, Seed, random =>
{
    int[][] patterns = Draw(12, 60, random);
    double[,] weights = Hebb(patterns);
    double awake = ShareInMemories(weights, patterns, random);
    Dream(weights, 200, 0.01, random);
    double rested = ShareInMemories(weights, patterns, random);
    Dream(weights, 1400, 0.01, random);
    return new[] { awake, rested, ShareInMemories(weights, patterns, random) };
});
Console.WriteLine($"N = 60, P = 12: share of {Starts} random starts that end in a memory or its mirror image; seed {Seed}, {Networks} networks");
Console.WriteLine("dreams  share  standard error  deviation between networks");
Print([0, 200, 1600], shares);

// Sixteen units and a rate of 1/64 keep all weights exact in double precision: whether a unit ties is no matter of rounding.
const int Enumerated = 200;
int[] dreamt = [0, 10, 20, 40, 800];
double[][] counts = Trials.Run(Enumerated, Seed, random =>
{
    int[][] patterns = Draw(5, 16, random);
    double[,] weights = Hebb(patterns);
    var found = new List<(int Memories, int Others)>();
    for (int k = 0; k < dreamt.Length; k++)
    {
        Dream(weights, dreamt[k] - (k == 0 ? 0 : dreamt[k - 1]), 1 / 64.0, random);
        found.Add(FixedPoints(weights, patterns));
    }
    return (double[])[.. found.Select(f => f.Memories), .. found.Select(f => f.Others), .. found.Select(f => f.Others - found[0].Others)];
});
Console.WriteLine();
Console.WriteLine($"N = 16, P = 5, all states: fixed points that are memories or mirror images; seed {Seed}, {Enumerated} networks");
Print(dreamt, [.. counts.Select(c => c[..5])]);
Console.WriteLine("all other fixed points");
Print(dreamt, [.. counts.Select(c => c[5..10])]);
Console.WriteLine("their change");
Print(dreamt, [.. counts.Select(c => c[10..])]);

static void Print(int[] dreams, double[][] samples)
{
    for (int k = 0; k < dreams.Length; k++)
    {
        Estimate mean = Estimate.OfMean([.. samples.Select(s => s[k])]);
        Console.WriteLine($"{dreams[k],6} {mean.Value,6:F3} {mean.StandardError,15:F3} {mean.StandardError * Math.Sqrt(samples.Length),15:F3}");
    }
}

static int[][] Draw(int count, int dimension, Random random) =>
    [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => 2 * random.Next(2) - 1).ToArray())];

// N times Hebb's weights.
static double[,] Hebb(int[][] patterns)
{
    int n = patterns[0].Length;
    var weights = new double[n, n];
    foreach (int[] x in patterns) Add(weights, x, 1);
    return weights;
}

static void Add(double[,] weights, int[] x, double amount)
{
    for (int i = 0; i < x.Length; i++)
    {
        for (int j = 0; j < x.Length; j++) weights[i, j] += i == j ? 0 : amount * x[i] * x[j];
    }
}

static void Dream(double[,] weights, int dreams, double rate, Random random)
{
    for (int dream = 0; dream < dreams; dream++) Add(weights, Relax(weights, random), -rate);
}

// From a random state, one unit at a time in random order, until none wants to move.
static int[] Relax(double[,] weights, Random random)
{
    int n = weights.GetLength(0);
    int[] state = Draw(1, n, random)[0], order = [.. Enumerable.Range(0, n)];
    for (bool moved = true; moved;)
    {
        moved = false;
        random.Shuffle(order);
        foreach (int i in order)
        {
            if (Field(weights, state, i) * state[i] >= 0) continue;
            state[i] = -state[i];
            moved = true;
        }
    }
    return state;
}

// Sums of N hundredths are right to about 1e-12; what is smaller is a tie.
static double Field(double[,] weights, int[] state, int i)
{
    double field = 0;
    for (int j = 0; j < state.Length; j++) field += weights[i, j] * state[j];
    return Math.Abs(field) < 1e-10 ? 0 : field;
}

static bool IsMemory(int[] state, int[][] patterns) => patterns.Any(x => Math.Abs(x.Zip(state, (a, b) => a * b).Sum()) == x.Length);

static double ShareInMemories(double[,] weights, int[][] patterns, Random random) =>
    Enumerable.Range(0, Starts).Count(_ => IsMemory(Relax(weights, random), patterns)) / (double)Starts;

static (int Memories, int Others) FixedPoints(double[,] weights, int[][] patterns)
{
    int n = weights.GetLength(0), memories = 0, others = 0;
    var state = new int[n];
    for (int code = 0; code < 1 << n; code++)
    {
        for (int i = 0; i < n; i++) state[i] = (code >> i & 1) == 1 ? 1 : -1;
        bool rests = true;
        for (int i = 0; i < n && rests; i++) rests = Field(weights, state, i) * state[i] >= 0;
        if (!rests) continue;
        if (IsMemory(state, patterns)) memories++;
        else others++;
    }
    return (memories, others);
}
