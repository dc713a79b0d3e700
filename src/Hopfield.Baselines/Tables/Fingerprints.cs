using System.Numerics;

namespace Hopfield.Baselines;

/// <summary>How molecules are compared by the bits of their structure.</summary>
public static class Fingerprints
{
    /// <summary>Bits that both have, as a share of those that either has, known as Tanimoto or Jaccard similarity: from 0 to 1, and 1 where neither has any.</summary>
    /// <param name="a">One molecule.</param>
    /// <param name="b">Another, with a fingerprint of the same length.</param>
    /// <exception cref="ArgumentException">The fingerprints differ in length.</exception>
    public static double Similarity(Molecule a, Molecule b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Fingerprint.Count != b.Fingerprint.Count)
            throw new ArgumentException($"Expected {a.Fingerprint.Count} bits, got {b.Fingerprint.Count}.", nameof(b));
        return Share(Packed(a), Packed(b));
    }

    /// <summary>The similarity of each molecule to each, shape [K][K].</summary>
    /// <param name="molecules">Molecules with fingerprints of one length, shape [K].</param>
    /// <exception cref="ArgumentException">The fingerprints differ in length.</exception>
    public static double[][] Similarities(IReadOnlyList<Molecule> molecules)
    {
        ArgumentNullException.ThrowIfNull(molecules);
        int odd = molecules.ToList().FindIndex(molecule => molecule.Fingerprint.Count != molecules[0].Fingerprint.Count);
        if (odd >= 0)
            throw new ArgumentException($"Expected {molecules[0].Fingerprint.Count} bits for all, got {molecules[odd].Fingerprint.Count}.", nameof(molecules));
        ulong[][] packed = [.. molecules.Select(Packed)];
        return Array.ConvertAll(packed, a => Array.ConvertAll(packed, b => Share(a, b)));
    }

    // Sixty-four bits a word: a thousand molecules have half a million pairs.
    private static ulong[] Packed(Molecule molecule) =>
        [.. molecule.Fingerprint.Chunk(64).Select(bits => bits.Aggregate(0UL, (word, bit) => (word << 1) | (bit ? 1UL : 0)))];

    private static double Share(ulong[] a, ulong[] b)
    {
        (int both, int either) = (0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            both += BitOperations.PopCount(a[i] & b[i]);
            either += BitOperations.PopCount(a[i] | b[i]);
        }
        return either == 0 ? 1 : both / (double)either;
    }
}
