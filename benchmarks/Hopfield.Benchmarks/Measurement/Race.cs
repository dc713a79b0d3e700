using System.Diagnostics;

namespace Hopfield.Benchmarks.Measurement;

/// <summary>
/// Measures the contenders of a contest in turn, round by round, so that whatever disturbs the machine disturbs all of them, and
/// compares them within each round. A benchmark that measures one contender after another for minutes each puts the drift of the
/// machine (clock, neighbours) into the ratio.
/// </summary>
internal sealed class Race(TimeSpan budget)
{
    private const int FewestRounds = 20, MostRounds = 60;

    // Process times of Windows advance in steps of 15.6 ms, those of Linux and macOS in microseconds.
    private static readonly double _shortestSample = OperatingSystem.IsWindows() ? 0.3 : 0.002;

    public RaceResult Run(Contest contest)
    {
        string check = contest.Check();
        Samples[] samples = [.. contest.Contenders.Select(contender => new Samples(contender))];
        foreach (Samples entry in samples) WarmUp(entry);

        var machine = Activity.Start(contest.Elsewhere);
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < MostRounds && Continue(round, clock.Elapsed); round++)
        {
            // A different one begins each round: none always runs after the same neighbour has filled the caches.
            for (int turn = 0; turn < samples.Length; turn++)
            {
                Samples entry = samples[(turn + round) % samples.Length];
                if (entry.Rounds < entry.Contender.MaxRounds) Measure(entry);
            }
        }
        return new RaceResult(contest, samples, machine.Stop(), check);
    }

    // Rounds are short where the budget buys twenty of them. Long ones get three times the budget and at least five rounds.
    private bool Continue(int round, TimeSpan spent) =>
        spent < budget || (round < FewestRounds && spent < 3 * budget) || round < 5;

    private static void WarmUp(Samples entry)
    {
        if (entry.Contender.MaxRounds == 1) return;
        // Long enough for the compiler to replace its first quick version, and once at least.
        var clock = Stopwatch.StartNew();
        double shortest = double.MaxValue;
        for (int call = 0; call == 0 || clock.ElapsedMilliseconds < 400; call++)
        {
            long start = Stopwatch.GetTimestamp();
            entry.Contender.Run();
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        entry.Calls = (int)Math.Clamp(_shortestSample / shortest, 1, 10_000);
    }

    private static void Measure(Samples entry)
    {
        Thread.Sleep(3); // a peer's waiting workers stop spinning meanwhile
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < entry.Calls; call++) entry.Contender.Run();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        entry.Add(wall / entry.Calls, (Environment.CpuUsage.TotalTime - processor).TotalSeconds / entry.Calls);
    }
}
