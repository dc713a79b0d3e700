namespace Hopfield;

/// <summary>A molecule with its measured activity and its fingerprint.</summary>
/// <param name="Id">The source's name of it.</param>
/// <param name="Smiles">Its structure as a SMILES line.</param>
/// <param name="Activity">Measured activity as a negative decadic logarithm: larger is more active.</param>
/// <param name="Fingerprint">Extended-connectivity bits of radius 2 (ECFP4), folded to 1024.</param>
public sealed record Molecule(string Id, string Smiles, double Activity, IReadOnlyList<bool> Fingerprint);
