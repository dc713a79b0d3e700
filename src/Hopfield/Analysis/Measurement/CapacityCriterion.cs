namespace Hopfield;

/// <summary>What is asked of a network that has stored P patterns. "Capacity" means nothing until one of these is named.</summary>
public enum CapacityCriterion
{
    /// <summary>The share of wrong units after one synchronous step from the (spoilt) pattern; 0 is perfect.</summary>
    OneStepError,

    /// <summary>The overlap m of the settled state with the pattern that recall began from; 1 is perfect.</summary>
    RetrievalOverlap,

    /// <summary>The share of wrong units in the settled state, (1 − m)/2: what <see cref="OneStepError"/> becomes when recall goes on; 0 is perfect.</summary>
    SettledError,

    /// <summary>The share of patterns that are recalled without a single wrong unit.</summary>
    ExactRecall,

    /// <summary>The share of networks that recall every one of their patterns without a single wrong unit.</summary>
    AllExact,

    /// <summary>
    /// The largest share of flipped units from which recall still returns (final overlap at least 0.95), along a random path of flips.
    /// Found by halving, so a hole within a basin can be missed; 0 where the pattern itself is lost.
    /// </summary>
    BasinRadius,
}
