namespace Hopfield.Playground;

/// <summary>All that can be set: what is stored, what is shown, which memory. Immutable, so that a change can be taken back.</summary>
/// <param name="Shelf">The pictures of the chosen size.</param>
/// <param name="Choice">Which memory.</param>
/// <param name="Stored">What it has stored; each picture once.</param>
/// <param name="Picture">What it is shown.</param>
/// <param name="Seed">Which pixels the next noise flips, and in which order pixels are asked.</param>
/// <param name="Held">Whether a recall leaves the upper half as it is.</param>
internal sealed record Scene(Shelf Shelf, MemoryChoice Choice, IReadOnlyList<Picture> Stored, Picture Picture, int Seed = 1, bool Held = false)
{
    /// <summary>The most pictures that can be stored: beyond it each further one would take seconds.</summary>
    public const int MostStored = 400;

    /// <summary>N.</summary>
    public int Dimension => Shelf.Dimension;

    /// <summary>P.</summary>
    public int Count => Stored.Count;

    /// <summary>Where a picture stands among those stored; −1 where it is not.</summary>
    /// <param name="picture">The picture.</param>
    public int IndexOf(Picture picture)
    {
        for (int mu = 0; mu < Count; mu++)
        {
            if (Stored[mu].Shows(picture)) return mu;
        }
        return -1;
    }
}
