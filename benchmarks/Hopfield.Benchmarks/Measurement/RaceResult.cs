namespace Hopfield.Benchmarks.Measurement;

/// <summary>The outcome of a claim.</summary>
/// <param name="Ratio">Median of the ratios within a round, with quartiles.</param>
/// <param name="Best">The ratio of the two shortest times.</param>
/// <param name="Verdict">In words: aim reached, floor reached, below the floor, unmeasurable with the reason.</param>
internal sealed record Finding(Claim Claim, int Threads, Quartiles Ratio, double Best, string Verdict);

/// <summary>A contest that has been run.</summary>
internal sealed record RaceResult(Contest Contest, IReadOnlyList<Samples> Samples, Activity Activity, string Check)
{
    /// <summary>The rows of the table. A claim about a contender that is not here gives none.</summary>
    public IEnumerable<Finding> Findings =>
        from claim in Contest.Claims
        let ours = Find(claim.Ours)
        let peer = Find(claim.Peer)
        where ours is not null && peer is not null
        select Judge(claim, ours, peer);

    private Samples? Find(string name) => Samples.FirstOrDefault(entry => entry.Contender.Name == name);

    private Finding Judge(Claim claim, Samples ours, Samples peer)
    {
        IReadOnlyList<double> own = ours.Times(Contest.Threads), other = peer.Times(Contest.Threads);
        Quartiles ratio = Quartiles.Of(other.Zip(own, (theirs, mine) => theirs / mine));
        string verdict = Activity.IsBusy ? "unmeasurable: machine busy"
            : ratio.Spread > 0.25 ? "unmeasurable: quartiles apart"
            : ratio.Median >= claim.Aim ? "aim reached"
            : ratio.Median >= claim.Floor ? "floor reached"
            : claim.Floor is null && claim.Aim is null ? ""
            : claim.Floor is null ? "below the aim" : "below the floor";
        return new Finding(claim, Contest.Threads, ratio, other.Min() / own.Min(), verdict);
    }
}
