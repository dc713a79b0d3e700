namespace Hopfield.Benchmarks.Measurement;

/// <summary>One way of doing a piece of work.</summary>
/// <param name="Name">What stands in the table; two contenders of a contest never share it.</param>
/// <param name="Run">Does the work once.</param>
/// <param name="MaxRounds">The most rounds that it takes part in: a cap for slow peers.</param>
internal sealed record Contender(string Name, Action Run, int MaxRounds = int.MaxValue);

/// <summary>What a row of the table says: how many times faster one contender is than another.</summary>
/// <param name="Work">The work, as the table names it.</param>
/// <param name="Ours">The contender that is judged.</param>
/// <param name="Peer">The contender that it is compared with.</param>
/// <param name="Floor">The ratio that has to be reached, if any.</param>
/// <param name="Aim">The ratio that is aimed at, if any.</param>
/// <param name="IsShare">Whether the ratio is a share of a limit, printed in per cent.</param>
internal sealed record Claim(string Work, string Ours, string Peer, double? Floor = null, double? Aim = null, bool IsShare = false);

/// <summary>Several contenders that do the same work, checked to give the same answer, and what is claimed of them.</summary>
/// <param name="Title">The work with its sizes.</param>
/// <param name="Threads">How many threads each contender may use.</param>
/// <param name="Contenders">Who takes part.</param>
/// <param name="Claims">The rows that come out of it.</param>
/// <param name="Check">Runs the contenders once and says what was found equal, as a sentence; throws where an answer is wrong.</param>
internal sealed record Contest(
    string Title, int Threads, IReadOnlyList<Contender> Contenders, IReadOnlyList<Claim> Claims, Func<string> Check) : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>Remarks for the reader, such as a peer that could not be loaded.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The processor time of other processes that work for the contenders: it is not the work of others.</summary>
    public Func<TimeSpan> Elsewhere { get; init; } = () => TimeSpan.Zero;

    /// <summary>Things to dispose of when the contest is over.</summary>
    public IEnumerable<IDisposable> Owned
    {
        init => _owned = [.. value];
    }

    public void Dispose()
    {
        foreach (IDisposable thing in _owned) thing.Dispose();
    }
}
