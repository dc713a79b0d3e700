#:project ../../src/Hopfield/Hopfield.csproj

// Overlaps at rest of pairwise networks, Hebb's rule on both sides of its limit and Storkey's rule beyond it. An independent oracle: both rules as
// their papers write them, in plain loops of double precision. The engine gives random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/PairwiseRecall.cs

using Hopfield;

const int Seed = 1, Probes = 4;

Console.WriteLine($"Overlap at rest from the pattern itself, single units in random order: seed {Seed}, {Probes} patterns of each network");
Console.WriteLine("rule      N    P  networks  overlap  standard error  deviation between networks");
Print("Hebb", 500, 50, 200, Hebb);
Print("Hebb", 500, 100, 200, Hebb);
Print("Hebb", 200, 50, 200, Hebb);
Print("Storkey", 200, 50, 200, Storkey);

static void Print(string rule, int n, int p, int networks, Func<int[][], double[,]> store)
{
    Estimate overlap = Estimate.OfMean(Trials.Run(networks, Seed, random =>
    {
        int[][] patterns = [.. Enumerable.Range(0, p).Select(_ => Enumerable.Range(0, n).Select(_ => 2 * random.Next(2) - 1).ToArray())];
        double[,] weights = store(patterns);
        return Enumerable.Range(0, Probes).Average(mu => Overlap(patterns[mu], Relax(weights, patterns[mu], random)));
    }));
    Console.WriteLine($"{rule,-7} {n,4} {p,4} {networks,6} {overlap.Value,10:F4} {overlap.StandardError,12:F4} {overlap.StandardError * Math.Sqrt(networks),15:F3}");
}

static double Overlap(int[] a, int[] b) => a.Zip(b, (x, y) => x * y).Sum() / (double)a.Length;

// N times Hebb's weights: integers.
static double[,] Hebb(int[][] patterns)
{
    int n = patterns[0].Length;
    var weights = new double[n, n];
    foreach (int[] x in patterns)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) weights[i, j] += i == j ? 0 : x[i] * x[j];
        }
    }
    return weights;
}

// w_ij ← w_ij + (1/N)(x_i x_j − x_i h_ji − h_ij x_j), h_ij = Σ_{k≠i,j} w_ik x_k, all with the weights before the pattern.
static double[,] Storkey(int[][] patterns)
{
    int n = patterns[0].Length;
    var weights = new double[n, n];
    foreach (int[] x in patterns)
    {
        var fields = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++) fields[i] += weights[i, k] * x[k];
        }
        var next = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == j) continue;
                double hij = fields[i] - weights[i, j] * x[j], hji = fields[j] - weights[j, i] * x[i];
                next[i, j] = weights[i, j] + (x[i] * x[j] - x[i] * hji - hij * x[j]) / n;
            }
        }
        weights = next;
    }
    return weights;
}

static int[] Relax(double[,] weights, int[] start, Random random)
{
    int n = start.Length;
    int[] state = [.. start], order = [.. Enumerable.Range(0, n)];
    for (bool moved = true; moved;)
    {
        moved = false;
        random.Shuffle(order);
        foreach (int i in order)
        {
            double field = 0;
            for (int j = 0; j < n; j++) field += weights[i, j] * state[j];
            if (field * state[i] >= 0) continue;
            state[i] = -state[i];
            moved = true;
        }
    }
    return state;
}
