namespace Hopfield;

/// <summary>The transition graph of a small ±1 model under one update rule.</summary>
/// <param name="Absorption">Where each state ends, and with which probability.</param>
/// <param name="Moves">The moves that change the state, as indices of states; a state that stays has none.</param>
public sealed record TransitionGraph(Absorption Absorption, IReadOnlyList<(int From, int To)> Moves);
