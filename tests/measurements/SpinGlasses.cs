#:project ../../src/Hopfield/Hopfield.csproj

// Ground-state energies of small Sherrington–Kirkpatrick glasses. An independent oracle: all states in the order of Gray's code, the energy kept up
// to date one flip at a time. The engine gives random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/SpinGlasses.cs

using Hopfield;
using MathNet.Numerics.Distributions;

const int Seed = 1;

Console.WriteLine($"Mean ground-state energy per spin, couplings of variance 1/N: seed {Seed}");
Console.WriteLine(" N  glasses    E/N  standard error  deviation between glasses");
foreach ((int n, int glasses) in new[] { (8, 4000), (12, 2000), (16, 1000), (20, 200) })
{
    Estimate energy = Estimate.OfMean(Trials.Run(glasses, Seed, random => GroundState(n, random) / n));
    Console.WriteLine($"{n,2} {glasses,8} {energy.Value,7:F4} {energy.StandardError,12:F4} {energy.StandardError * Math.Sqrt(glasses),15:F3}");
}

static double GroundState(int n, Random random)
{
    var weights = new double[n, n];
    for (int i = 0; i < n; i++)
    {
        for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = Normal.Sample(random, 0, 1 / Math.Sqrt(n));
    }
    int[] state = [.. Enumerable.Repeat(1, n)];
    double energy = 0, lowest;
    for (int i = 0; i < n; i++)
    {
        for (int j = 0; j < i; j++) energy -= weights[i, j];
    }
    lowest = energy;
    // The last spin stays +1: mirror images have equal energies.
    for (int code = 1; code < 1 << n - 1; code++)
    {
        int unit = int.TrailingZeroCount(code);
        double field = 0;
        for (int j = 0; j < n; j++) field += weights[unit, j] * state[j];
        energy += 2 * state[unit] * field;
        state[unit] = -state[unit];
        lowest = Math.Min(lowest, energy);
    }
    return lowest;
}
