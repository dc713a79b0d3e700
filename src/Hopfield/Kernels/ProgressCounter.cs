namespace Hopfield.Kernels;

/// <summary>Counts what several threads have finished and reports each number once, ascending.</summary>
internal sealed class ProgressCounter(IProgress<int>? progress)
{
    private readonly Lock _lock = new();
    private int _count;

    /// <summary>One more is done.</summary>
    public void Add()
    {
        if (progress is null) return;
        lock (_lock) progress.Report(++_count);
    }
}
