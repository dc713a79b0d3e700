namespace Hopfield.Tests;

/// <summary>The five-neuron net of J. Vitay's lecture slides: top-left T, top-right R, bottom-left L, bottom-middle M, bottom-right B.</summary>
internal static class FiveNeurons
{
    public const int T = 0, R = 1, L = 2, M = 3, B = 4;

    public static HopfieldNetwork Network { get; } = HopfieldNetwork.FromEdges(5,
        [(T, R, -4), (T, L, 3), (T, M, 4), (R, M, 3), (R, B, 3), (L, M, -1), (M, B, -1)]);
}
