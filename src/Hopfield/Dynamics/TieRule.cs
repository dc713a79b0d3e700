namespace Hopfield;

/// <summary>What a ±1 unit does when its local field is exactly zero.</summary>
/// <remarks>
/// The literature disagrees, and the choice can decide where a recall ends, so it is explicit here.
/// <see cref="Keep"/> acts like an infinitely small positive self-weight, the other two like an infinitely small threshold:
/// all three keep the convergence proof.
/// </remarks>
public enum TieRule
{
    /// <summary>The unit keeps its value. The default everywhere in this library.</summary>
    Keep,

    /// <summary>The unit becomes +1.</summary>
    Plus,

    /// <summary>The unit becomes −1.</summary>
    Minus,
}
