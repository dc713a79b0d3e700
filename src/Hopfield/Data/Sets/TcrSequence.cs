namespace Hopfield;

/// <summary>One receptor of a person's immune repertoire.</summary>
/// <param name="Person">Whose: "A", "B", "C" or "D".</param>
/// <param name="Cdr3">The amino acids of the binding loop (CDR3 of the β chain), one letter each.</param>
/// <param name="Reads">How often the sequencer read it: its abundance.</param>
public readonly record struct TcrSequence(string Person, string Cdr3, int Reads);
