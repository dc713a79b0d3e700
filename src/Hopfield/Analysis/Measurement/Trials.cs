using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Repeats a random experiment: seeded, on all processors, with the same results whatever their number.</summary>
public static class Trials
{
    /// <summary>Runs an experiment several times, each with a random stream of its own.</summary>
    /// <typeparam name="T">What one trial returns.</typeparam>
    /// <param name="count">The number of trials, at least 1.</param>
    /// <param name="seed">Equal seeds give equal results; trial k always gets stream k of the seed.</param>
    /// <param name="measure">One trial. It is called from several threads at once and must draw from the given generator only.</param>
    /// <param name="progress">Receives the share of trials that are done, from 0 to 1.</param>
    /// <param name="parallelism">The largest number of trials at a time; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop between trials.</param>
    /// <returns>The results in the order of the trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or the parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static T[] Run<T>(
        int count,
        int seed,
        Func<Random, T> measure,
        IProgress<double>? progress = null,
        int parallelism = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return ForEach(count, k => measure(new SeededRandom(seed, k)), progress, parallelism, cancellationToken);
    }

    /// <summary>The results of <paramref name="measure"/> for 0 … count − 1, in that order; an exception of a trial comes out as itself.</summary>
    internal static T[] ForEach<T>(int count, Func<int, T> measure, IProgress<double>? progress, int parallelism, CancellationToken cancellationToken)
    {
        Require.AtLeast(count, 1);
        Require.AtLeast(parallelism, 0);
        var job = new Job<T>(measure, new T[count], progress, new Progress());
        ParallelParts.Run(job, count, parallelism, cancellationToken);
        return job.Results;
    }

    private readonly struct Job<T>(Func<int, T> measure, T[] results, IProgress<double>? progress, Progress done) : IJob
    {
        public T[] Results => results;

        public void Run(int part)
        {
            results[part] = measure(part);
            if (progress is null) return;
            // Reported under the lock, so that a listener never sees the share fall.
            lock (done.Gate) progress.Report((double)++done.Count / results.Length);
        }
    }

    private sealed class Progress
    {
        public Lock Gate { get; } = new();

        public int Count { get; set; }
    }
}
