namespace Hopfield.Playground;

/// <summary>The kinds of memory that can be chosen.</summary>
internal enum MemoryKind
{
    /// <summary>Hebb's rule on pairs of pixels.</summary>
    Hebb,

    /// <summary>The projection rule, also called pseudo-inverse.</summary>
    Projection,

    /// <summary>F(z) = zⁿ.</summary>
    Power,

    /// <summary>F(z) = exp(βz).</summary>
    Exponential,

    /// <summary>Grey pixels and softmax: the update of attention.</summary>
    Continuous,
}

/// <summary>A kind of memory with its number.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Degree">n of a power.</param>
/// <param name="Beta">β of the exponential and of the continuous memory.</param>
internal sealed record MemoryChoice(MemoryKind Kind, int Degree = MemoryChoice.UsualDegree, double Beta = MemoryChoice.UsualBeta)
{
    /// <summary>The least n.</summary>
    public const int LeastDegree = 2;

    /// <summary>The largest n.</summary>
    public const int MostDegree = 8;

    /// <summary>The least β.</summary>
    public const double LeastBeta = 0.001;

    /// <summary>The largest β.</summary>
    public const double MostBeta = 2;

    /// <summary>n where none is named.</summary>
    public const int UsualDegree = 3;

    /// <summary>β where none is named.</summary>
    public const double UsualBeta = 0.2;

    /// <summary>What tells two memories apart: a number that a kind does not have does not count.</summary>
    public string Label => Kind switch
    {
        MemoryKind.Power => $"power {Degree}",
        MemoryKind.Exponential or MemoryKind.Continuous => $"{Word(Kind)}, β = {Numbers.Short(Beta)}",
        _ => Word(Kind),
    };

    /// <summary>The word of a kind in an address.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(MemoryKind kind) => kind switch
    {
        MemoryKind.Hebb => "hebb",
        MemoryKind.Projection => "projection",
        MemoryKind.Power => "power",
        MemoryKind.Exponential => "exponential",
        _ => "continuous",
    };
}
