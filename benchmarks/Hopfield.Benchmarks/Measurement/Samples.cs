namespace Hopfield.Benchmarks.Measurement;

/// <summary>What one contender took, round by round, in seconds a call.</summary>
internal sealed class Samples(Contender contender)
{
    private readonly List<double> _wall = [], _processor = [];

    public Contender Contender => contender;

    /// <summary>How often the work is done within one round, so that the clocks can see it.</summary>
    public int Calls { get; set; } = 1;

    public int Rounds => _wall.Count;

    /// <summary>Elapsed time.</summary>
    public IReadOnlyList<double> Wall => _wall;

    /// <summary>Time that this process spent on processors: not lengthened by strangers who run in between.</summary>
    public IReadOnlyList<double> Processor => _processor;

    public void Add(double wall, double processor)
    {
        _wall.Add(wall);
        _processor.Add(processor);
    }

    /// <summary>What counts: processor time for one thread, elapsed time for several.</summary>
    public IReadOnlyList<double> Times(int threads) => threads == 1 ? _processor : _wall;
}
