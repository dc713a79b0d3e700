namespace Hopfield.Plotting.Tests;

/// <summary>A net of five ±1 units, small enough to write down every state, move and end by hand.</summary>
internal static class FiveUnits
{
    public static readonly string[] Names = ["T", "R", "L", "M", "B"];

    public static readonly (int A, int B, double Weight)[] Edges = [(0, 1, -4), (0, 2, 3), (0, 3, 4), (1, 3, 3), (1, 4, 3), (2, 3, -1), (3, 4, -1)];

    public static readonly HopfieldNetwork Network = HopfieldNetwork.FromEdges(5, Edges);

    public static readonly StateSpace Space = StateSpace.Of(Network);

    public static sbyte[] State(int code) => [.. Enumerable.Range(0, 5).Select(i => (sbyte)((code >> (4 - i) & 1) == 1 ? 1 : -1))];

    public static double Energy(sbyte[] s) => -Edges.Sum(edge => edge.Weight * s[edge.A] * s[edge.B]);
}
