namespace Hopfield.Exercises;

/// <summary>The time that one way of a <see cref="Race"/> took, as a multiple of the first one's.</summary>
/// <param name="Median">Half of the rounds lie below it.</param>
/// <param name="Low">The lower quartile: a quarter of the rounds lie below it.</param>
/// <param name="High">The upper quartile: a quarter of the rounds lie above it.</param>
public readonly record struct RaceTime(double Median, double Low, double High);

/// <summary>Measures several ways to do the same in turn, so that whatever disturbs the machine disturbs all of them.</summary>
public static class Race
{
    private const int Rounds = 15;

    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The times that several ways take, as multiples of the first one's. They run in turn, fifteen rounds, and are compared within each
    /// round; the answer is the median over the rounds. Before that they run in turn for half a second, and once at least, which the
    /// compiler needs. Cost: about sixteen calls of each and half a second. Interrupt stops a race between two calls.
    /// </summary>
    /// <param name="ways">What to measure, at least one; a call should take a hundred microseconds or more, longer than the clock's steps.</param>
    /// <returns>Median times, shape of <paramref name="ways"/>, the first 1. They are measured, so they differ from run to run.</returns>
    /// <exception cref="ArgumentException">There is no way, or one is null.</exception>
    /// <exception cref="InvalidOperationException">The first way is over before the clock moves.</exception>
    /// <exception cref="OperationCanceledException">The reader pressed Interrupt.</exception>
    public static double[] Times(params Action[] ways) => Array.ConvertAll(Measure(ways), time => time.Median);

    /// <summary>The same race with its spread: how far the times of single rounds lie apart.</summary>
    /// <inheritdoc cref="Times(Action[])"/>
    /// <returns>Medians with quartiles, shape of <paramref name="ways"/>, the first 1. They are measured, so they differ from run to run.</returns>
    public static RaceTime[] Measure(params Action[] ways) => Measure(TimeProvider.System, Cell.Token, ways);

    internal static RaceTime[] Measure(TimeProvider clock, CancellationToken cancellationToken, params Action[] ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        if (ways.Length == 0) throw new ArgumentException("Expected at least one way, got none.", nameof(ways));
        if (ways.Contains(null)) throw new ArgumentException("Expected ways to measure, got null among them.", nameof(ways));

        long begin = clock.GetTimestamp();
        do Round(); while (clock.GetElapsedTime(begin) < _warmUp);
        TimeSpan[][] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Round())];
        if (rounds.Any(round => round[0] <= TimeSpan.Zero))
            throw new InvalidOperationException("The first way is over before the clock moves: let one call do more.");
        return [.. ways.Select((_, w) => Told([.. rounds.Select(round => round[w] / round[0]).Order()]))];

        static RaceTime Told(double[] sorted) => new(sorted[Rounds / 2], sorted[Rounds / 4], sorted[^(Rounds / 4 + 1)]);

        TimeSpan[] Round() => Array.ConvertAll(ways, way =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = clock.GetTimestamp();
            way();
            return clock.GetElapsedTime(start);
        });
    }
}
