namespace Hopfield.Benchmarks.Measurement;

/// <summary>Work on several threads, for limits and peers that bring no threads of their own.</summary>
internal static class Split
{
    /// <summary>Runs the body for every thread from 0 on, the first on the calling one.</summary>
    public static void Over(int threads, Action<int> body)
    {
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(thread => Task.Run(() => body(thread)))];
        body(0);
        Task.WaitAll(others);
    }
}
