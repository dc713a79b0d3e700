#:project ../../src/Hopfield/Hopfield.csproj

// How much longer than the proven optimum the tours of six searches are, on six real instances: the table of chapter 08.
//
//     dotnet run -c Release tests/measurements/TourRace.cs                 all instances, some minutes
//     dotnet run -c Release tests/measurements/TourRace.cs ulysses16       one of them
//
// Gaps are means over valid tours; a share below 1 is the share of runs that ended in a tour. Standard errors stand in parentheses. A network of
// gr120 would have 14,400 units and 1.7 GB of weights: it is left out.

using Hopfield;

const int Seed = 1;
const long AnnealingBudget = 100_000;

Console.WriteLine($"Gap to the optimum in per cent: seed {Seed}");
Console.WriteLine("instance     search                                  runs  valid        gap  evaluations a run");
foreach (string name in args.Length > 0 ? args : ["uscities10", "ulysses16", "eurodist21", "ulysses22", "dantzig42", "gr120"])
{
    CityDistances cities = DataSets.Cities(name);
    int n = cities.Count, few = n > 30 ? 3 : 20;
    Print("random order", Trials.Run(200, Seed, random => Found(TourSearch.Random(cities, random.Next()))));
    Print("nearest neighbour, from every city", [.. Enumerable.Range(0, n).Select(start => Found(TourSearch.NearestNeighbour(cities, start)))]);
    Print("2-opt from a random order", Trials.Run(n > 100 ? 40 : 200, Seed, random => Found(TourSearch.TwoOpt(cities, TourSearch.Random(cities, random.Next()).Tour.Cities))));
    Print("annealing of tours", Trials.Run(20, Seed, random => ((Tour?)TourAnnealing.Solve(cities, AnnealingBudget, random.Next()), AnnealingBudget)));
    if (n > 100) continue;

    Print("Hopfield and Tank 1985", Network(HopfieldTankParameters.Classic, n > 30 ? 20 : 200));
    Print("squared sums, units that narrow", Network(HopfieldTankParameters.Repaired, few));
    var problem = new TourProblem(cities);
    HopfieldNetwork network = problem.ToEnergy(1).ToNetwork();
    Print("annealing of the n² units, A = 1", Trials.Run(few, Seed, random =>
    {
        AnnealingResult found = Annealing.Minimise(network, TemperatureSchedule.Geometric(0.5, 0.02, 1000), random.Next());
        return (problem.Read(found.State), found.Evaluations);
    }));

    (Tour?, long)[] Network(HopfieldTankParameters parameters, int runs) =>
        [.. HopfieldTank.Run(cities, parameters, runs, Seed).Runs.Select(run => (run.Tour, run.Evaluations))];

    void Print(string search, (Tour? Tour, long Evaluations)[] runs)
    {
        double[] gaps = [.. runs.Where(run => run.Tour is not null).Select(run => 100 * (run.Tour!.Length / cities.Optimum!.Value - 1))];
        string gap = gaps.Length > 1 ? $"{gaps.Average():F1}({Estimate.OfMean(gaps).StandardError:F1})" : gaps.Length == 1 ? $"{gaps[0]:F1}" : "none";
        Console.WriteLine($"{cities.Name,-12} {search,-38} {runs.Length,5} {(double)gaps.Length / runs.Length,6:F2} {gap,10} {runs.Average(run => (double)run.Evaluations),12:F0}");
    }
}

static (Tour? Tour, long Evaluations) Found(TourSearchResult result) => (result.Tour, result.Evaluations);
