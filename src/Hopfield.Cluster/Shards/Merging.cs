namespace Hopfield.Cluster;

/// <summary>Parts of an answer become one.</summary>
internal static class Merging
{
    /// <summary>Merges neighbours, then neighbours of these: so a number is rounded log₂ k times on its way, and not k times.</summary>
    public static PartialAnswer Tree(ReadOnlySpan<PartialAnswer> parts, int dimension) => parts.Length switch
    {
        0 => PartialAnswer.Empty(dimension),
        1 => parts[0],
        _ => Tree(parts[..(parts.Length / 2)], dimension).Merge(Tree(parts[(parts.Length / 2)..], dimension)),
    };
}
