#:project ../../src/Hopfield/Hopfield.csproj

// How often one step spoils a unit of a stored pattern, and how often it repairs a damaged one, in dense memories. An independent oracle: the
// energies of both values of a unit are summed as the definition says, from overlaps counted in plain loops (integers for powers, double
// precision for exponentials). The engine gives random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/DenseMemories.cs

using Hopfield;

const int Seed = 1, Networks = 400, Probes = 10;

Console.WriteLine($"One-step errors of zⁿ: seed {Seed}, {Networks} networks, {Probes} patterns of each");
Console.WriteLine("  N     P  n rectified   error  standard error");
foreach ((int n, int p, int degree, bool rectified) in new[]
{
    (100, 500, 3, false), (100, 1000, 3, false), (100, 500, 3, true), (100, 1000, 3, true), (50, 200, 3, false), (30, 300, 4, false),
})
{
    Estimate error = Estimate.OfMean(Trials.Run(Networks, Seed, random => OneStepError(Draw(p, n, random), degree, rectified)));
    Console.WriteLine($"{n,3} {p,5} {degree,2} {rectified,9} {error.Value,7:F5} {error.StandardError,15:F5}");
}

const int Memories = 200, Starts = 5;
Console.WriteLine();
Console.WriteLine($"Exponential memories: seed {Seed}, {Memories} networks, {Starts} patterns of each; shares, standard errors over networks");
Console.WriteLine("  N     P  flips   all at once   one after another");
foreach ((int n, int p) in new[] { (16, 256), (20, 1024), (24, 4096), (20, 64) })
{
    foreach (double share in new[] { 0, 0.1, 0.2 })
    {
        int flips = (int)Math.Round(share * n);
        (double Together, double InTurn)[] repaired = Trials.Run(Memories, Seed, random => Repaired(Draw(p, n, random), flips, random));
        Estimate together = Estimate.OfMean([.. repaired.Select(r => r.Together)]), inTurn = Estimate.OfMean([.. repaired.Select(r => r.InTurn)]);
        Console.WriteLine($"{n,3} {p,5} {flips,6} {together.Value,7:F4}({together.StandardError:F4}) {inTurn.Value,9:F4}({inTurn.StandardError:F4})");
    }
}

static int[][] Draw(int count, int dimension, Random random) =>
    [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => 2 * random.Next(2) - 1).ToArray())];

static double OneStepError(int[][] patterns, int degree, bool rectified)
{
    int n = patterns[0].Length, wrong = 0;
    var power = new long[2 * n + 1]; // F(z) at z + n
    for (int z = -n; z <= n; z++)
    {
        power[z + n] = rectified && z < 0 ? 0 : 1;
        for (int k = 0; k < degree; k++) power[z + n] *= z;
    }
    for (int probe = 0; probe < Probes; probe++)
    {
        int[] state = patterns[probe], overlaps = Overlaps(patterns, state);
        for (int i = 0; i < n; i++)
        {
            long rise = 0; // of the energy when unit i turns over
            for (int mu = 0; mu < patterns.Length; mu++)
                rise += power[overlaps[mu] + n] - power[overlaps[mu] - 2 * patterns[mu][i] * state[i] + n];
            if (rise < 0) wrong++;
        }
    }
    return (double)wrong / (Probes * n);
}

// The shares of damaged patterns that are whole again after one step of all units, and after one round of single units.
static (double Together, double InTurn) Repaired(int[][] patterns, int flips, Random random)
{
    int n = patterns[0].Length, together = 0, inTurn = 0;
    for (int probe = 0; probe < Starts; probe++)
    {
        int[] start = [.. patterns[probe]];
        foreach (int unit in Enumerable.Range(0, n).OrderBy(_ => random.NextDouble()).Take(flips)) start[unit] = -start[unit];
        int[] overlaps = Overlaps(patterns, start);
        int[] next = [.. Enumerable.Range(0, n).Select(i => Wanted(patterns, overlaps, start, i))];
        if (next.SequenceEqual(patterns[probe])) together++;

        int[] state = [.. start];
        for (int i = 0; i < n; i++) state[i] = Wanted(patterns, Overlaps(patterns, state), state, i);
        if (state.SequenceEqual(patterns[probe])) inTurn++;
    }
    return ((double)together / Starts, (double)inTurn / Starts);
}

// The value of unit i of lower energy −Σ exp(z); the present one where both are equal.
static int Wanted(int[][] patterns, int[] overlaps, int[] state, int i)
{
    double rise = 0;
    for (int mu = 0; mu < patterns.Length; mu++)
        rise += Math.Exp(overlaps[mu]) - Math.Exp(overlaps[mu] - 2 * patterns[mu][i] * state[i]);
    return rise < 0 ? -state[i] : state[i];
}

static int[] Overlaps(int[][] patterns, int[] state)
{
    var overlaps = new int[patterns.Length];
    for (int mu = 0; mu < patterns.Length; mu++)
    {
        for (int i = 0; i < state.Length; i++) overlaps[mu] += patterns[mu][i] * state[i];
    }
    return overlaps;
}
