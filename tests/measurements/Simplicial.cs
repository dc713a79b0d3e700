#:project ../../src/Hopfield/Hopfield.csproj

// What networks of pairs, of triangles and of both recall at equal numbers of weights and at equal inputs per unit. An independent oracle: a set's
// weight is summed over the patterns, a unit's field over the sets that hold it, in plain loops of integers. The engine gives random numbers
// and standard errors only.
//
//     dotnet run -c Release tests/measurements/Simplicial.cs

using Hopfield;

const int Seed = 1, Networks = 200, Probes = 4, Units = 60, Weights = Units * (Units - 1) / 2;

Console.WriteLine($"Overlap at rest: seed {Seed}, {Networks} networks (N = 960: {Networks / 4}), {Probes} patterns of each, single units in random order");
Console.WriteLine("kind               N   P  flips  overlap  standard error");
foreach ((int count, double[] flips) in new[] { (18, new[] { 0, 0.1 }), (9, [0]) })
{
    foreach (double share in flips)
    {
        Print("pairs", Units, count, share, random => Sets(random, Units, 2, Weights));
        Print("triangles", Units, count, share, random => Sets(random, Units, 3, Weights));
        Print("fewer triangles", Units, count, share, random => Sets(random, Units, 3, Weights * 2 / 3));
        Print("half and half", Units, count, share, random => [.. Sets(random, Units, 3, Weights / 2), .. Sets(random, Units, 2, Weights / 2)]);
        if (count == 9) continue;
        Print("thin pairs", 240, count, share, random => Sets(random, 240, 2, 240 * (Units - 1) / 2));
        Print("thin pairs", 960, count, share, random => Sets(random, 960, 2, 960 * (Units - 1) / 2));
    }
}

static void Print(string kind, int units, int count, double share, Func<Random, int[][]> sets)
{
    double[] means = Trials.Run(units == 960 ? Networks / 4 : Networks, Seed, random => MeanOverlap(units, count, share, sets(random), random));
    Estimate overlap = Estimate.OfMean(means);
    Console.WriteLine($"{kind,-15} {units,4} {count,3} {share,6} {overlap.Value,8:F4} {overlap.StandardError,15:F4}");
}

static double MeanOverlap(int units, int count, double share, int[][] sets, Random random)
{
    int[][] patterns = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, units).Select(_ => 2 * random.Next(2) - 1).ToArray())];
    int[] weights = [.. sets.Select(set => patterns.Sum(x => set.Aggregate(1, (product, i) => product * x[i])))];
    List<int>[] held = [.. Enumerable.Range(0, units).Select(_ => new List<int>())];
    for (int s = 0; s < sets.Length; s++)
    {
        foreach (int i in sets[s]) held[i].Add(s);
    }
    double sum = 0;
    for (int probe = 0; probe < Probes; probe++)
    {
        int[] state = [.. patterns[probe]], order = [.. Enumerable.Range(0, units)];
        random.Shuffle(order);
        foreach (int i in order.Take((int)Math.Round(share * units))) state[i] = -state[i];
        for (bool moved = true; moved;)
        {
            moved = false;
            random.Shuffle(order);
            foreach (int i in order)
            {
                // The field times the state: the sum of the products of whole sets.
                int pull = 0;
                foreach (int s in held[i])
                {
                    int product = weights[s];
                    foreach (int j in sets[s]) product *= state[j];
                    pull += product;
                }
                if (pull >= 0) continue;
                state[i] = -state[i];
                moved = true;
            }
        }
        sum += state.Zip(patterns[probe], (a, b) => a * b).Sum() / (double)units;
    }
    return sum / Probes;
}

// Different sets of units, drawn until there are enough.
static int[][] Sets(Random random, int units, int size, int count)
{
    var drawn = new HashSet<(int, int, int)>();
    while (drawn.Count < count)
    {
        int[] set = [.. Enumerable.Range(0, size).Select(_ => random.Next(units)).Distinct().Order()];
        if (set.Length == size) drawn.Add((set[0], set[1], size == 3 ? set[2] : -1));
    }
    return [.. drawn.Select(set => set.Item3 < 0 ? new[] { set.Item1, set.Item2 } : [set.Item1, set.Item2, set.Item3])];
}
