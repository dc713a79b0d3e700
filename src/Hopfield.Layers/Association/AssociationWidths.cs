namespace Hopfield.Layers;

/// <summary>The widths inside an association, from its inputs and options; what does not fit is told at once.</summary>
internal static class AssociationWidths
{
    public static HeadShape Resolve(int state, int stored, int projected, HopfieldLayerOptions options)
    {
        int heads = options.Heads;
        if (options.Beta is { } beta && beta.Count != 1 && beta.Count != heads) throw Wrong($"Expected 1 or {heads} values of β, got {beta.Count}.");
        int hidden = options.HiddenWidth ?? (options.StaticState ? state : options.StaticStored ? stored : Divide(state, heads));
        int value = options.ValueWidth ?? (options.StaticProjected ? projected : hidden);
        Require(!options.StaticState || state == hidden, $"Expected static states of width {hidden}, that of a head, got {state}.");
        Require(!options.StaticStored || stored == hidden, $"Expected static stored patterns of width {hidden}, that of a head, got {stored}.");
        Require(!options.StaticProjected || projected == value, $"Expected static projected patterns of width {value}, that of a head's answer, got {projected}.");
        Require(options.OutputProjection || options.OutputWidth is null || options.OutputWidth == heads * value,
            $"Expected an output of width {heads * value}, since nothing projects it, got {options.OutputWidth}.");
        if (options.SharesProjection)
        {
            Require(!options.StaticState && !options.StaticStored, "Expected states and stored patterns to be projected, since they share the projection; got static ones.");
            Require(state == stored, $"Expected stored patterns of width {state}, since they share the projection of states, got {stored}.");
        }
        return new HeadShape(heads, hidden, value, options.StaticState, options.StaticStored, options.StaticProjected);
    }

    private static int Divide(int width, int heads) =>
        width % heads == 0 ? width / heads : throw Wrong($"Expected a width that {heads} heads divide, or a hidden width, got {width}.");

    private static void Require(bool condition, string message)
    {
        if (!condition) throw Wrong(message);
    }

    private static ArgumentException Wrong(string message, string name = "options") => new(message, name);
}
