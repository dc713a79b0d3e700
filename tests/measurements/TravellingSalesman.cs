#:project ../../src/Hopfield/Hopfield.csproj

// How often the network of Hopfield and Tank (1985) finds a tour of the ten American cities, and how long the tours are. An independent oracle: Euler
// steps of the equations of motion, field by field in plain loops. The engine gives the distances, random numbers and standard errors only.
//
//     dotnet run -c Release tests/measurements/TravellingSalesman.cs

using Hopfield;

const int Seed = 1, Runs = 400, Steps = 3000;
const double A = 500, B = 500, C = 200, Width = 0.02, TimeStep = 1e-5;

CityDistances cities = DataSets.Cities("uscities10");
int n = cities.Count;
double largest = cities.Distances.Cast<double>().Max();

Console.WriteLine($"A = B = 500, C = 200, u₀ = 0.02, {Steps} steps of 1e-5: seed {Seed}, {Runs} runs");
Console.WriteLine("target D              valid            decided          gap of valid tours");
Print(1.5, 500);
Print(1, 500);
Print(1, 500 * largest);

// The repaired variant and its rival, as the engine computes them: the numbers of the tests that compare the two.
HopfieldTankReport repaired = HopfieldTank.Run(cities, HopfieldTankParameters.Repaired, runs: Runs, seed: Seed);
Estimate repairedGap = Estimate.OfMean(repaired.Gaps);
Console.WriteLine($"repaired: {repaired.ValidShare.Value:P1} valid, {repaired.DecidedShare.Value:P1} decided, gap {repairedGap.Value:F4}({repairedGap.StandardError:F4}), "
    + $"deviation {repairedGap.StandardError * Math.Sqrt(repaired.Gaps.Length):F4}");
double evaluations = HopfieldTank.Run(cities, runs: Runs, seed: Seed).Runs.Average(run => (double)run.Evaluations);
int missed = Trials.Run(Runs, Seed, random => TourAnnealing.Solve(cities, (long)evaluations, random.Next()).Length).Count(length => length > cities.Optimum + 0.5);
Console.WriteLine($"annealing on the {evaluations:N0} evaluations of a classic run: {missed} of {Runs} miss the shortest tour");

void Print(double target, double d)
{
    (double? Length, bool Decided)[] runs = Trials.Run(Runs, Seed, random => Relax(target, d, random));
    double[] gaps = [.. runs.Where(r => r.Length is not null).Select(r => r.Length!.Value / cities.Optimum!.Value - 1)];
    Estimate valid = Estimate.OfShare(gaps.Length, Runs), decided = Estimate.OfShare(runs.Count(r => r.Decided), Runs);
    string gap = gaps.Length > 1 ? $"{Estimate.OfMean(gaps).Value:F4}({Estimate.OfMean(gaps).StandardError:F4}), deviation {Estimate.OfMean(gaps).StandardError * Math.Sqrt(gaps.Length):F3}" : "none";
    Console.WriteLine($"{target * n,6} {d,8:F0} {valid.Value,8:F3}({valid.StandardError:F3}) {decided.Value,8:F3}({decided.StandardError:F3})    {gap}");
}

(double? Length, bool Decided) Relax(double target, double d, Random random)
{
    double level = Width * Math.Atanh(2.0 / n - 1);
    double[,] u = new double[n, n], v = new double[n, n];
    for (int x = 0; x < n; x++)
    {
        for (int i = 0; i < n; i++) u[x, i] = level + 0.1 * Width * (2 * random.NextDouble() - 1);
    }
    var places = new double[n];
    for (int step = 0; step <= Steps; step++)
    {
        double all = 0;
        Array.Clear(places);
        for (int x = 0; x < n; x++)
        {
            for (int i = 0; i < n; i++)
            {
                v[x, i] = 0.5 * (1 + Math.Tanh(u[x, i] / Width));
                all += v[x, i];
                places[i] += v[x, i];
            }
        }
        if (step == Steps) break;
        for (int x = 0; x < n; x++)
        {
            double visits = 0;
            for (int i = 0; i < n; i++) visits += v[x, i];
            for (int i = 0; i < n; i++)
            {
                double road = 0;
                for (int y = 0; y < n; y++) road += cities.Distances[x, y] / largest * (v[y, (i + 1) % n] + v[y, (i + n - 1) % n]);
                double field = -A * (visits - v[x, i]) - B * (places[i] - v[x, i]) - C * (all - target * n) - d * road;
                u[x, i] += TimeStep * (field - u[x, i]);
            }
        }
    }
    int[] cityAt = [.. Enumerable.Repeat(-1, n)];
    int ones = 0;
    bool decided = true;
    for (int x = 0; x < n; x++)
    {
        for (int i = 0; i < n; i++)
        {
            if (v[x, i] is >= 0.1 and <= 0.9) decided = false;
            if (v[x, i] <= 0.5) continue;
            ones++;
            cityAt[i] = x;
        }
    }
    if (ones != n || cityAt.Distinct().Count() != n || cityAt.Contains(-1)) return (null, decided);
    return (Enumerable.Range(0, n).Sum(i => cities.Distances[cityAt[i], cityAt[(i + 1) % n]]), decided);
}
