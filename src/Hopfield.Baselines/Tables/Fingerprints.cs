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
        (int both, int either) = (0, 0);
        for (int i = 0; i < a.Fingerprint.Count; i++)
        {
            both += a.Fingerprint[i] && b.Fingerprint[i] ? 1 : 0;
            either += a.Fingerprint[i] || b.Fingerprint[i] ? 1 : 0;
        }
        return either == 0 ? 1 : both / (double)either;
    }
}
