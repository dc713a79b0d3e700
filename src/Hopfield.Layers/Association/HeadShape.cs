namespace Hopfield.Layers;

/// <summary>Sizes of an association's heads, and where each finds its columns.</summary>
/// <param name="Heads">H.</param>
/// <param name="Hidden">D_h.</param>
/// <param name="Value">D_v.</param>
/// <param name="StaticState">Whether all heads see the same state, of width D_h, and not each its own columns of H·D_h.</param>
/// <param name="StaticStored">The same of stored patterns.</param>
/// <param name="StaticProjected">The same of values, of width D_v or H·D_v.</param>
internal sealed record HeadShape(int Heads, int Hidden, int Value, bool StaticState, bool StaticStored, bool StaticProjected)
{
    public int StateWidth => StaticState ? Hidden : Heads * Hidden;

    public int StoredWidth => StaticStored ? Hidden : Heads * Hidden;

    public int ValueWidth => StaticProjected ? Value : Heads * Value;

    /// <summary>H·D_v, the width of all heads' answers side by side.</summary>
    public int AnswerWidth => Heads * Value;

    public int StateOffset(int head) => StaticState ? 0 : head * Hidden;

    public int StoredOffset(int head) => StaticStored ? 0 : head * Hidden;

    public int ValueOffset(int head) => StaticProjected ? 0 : head * Value;
}
