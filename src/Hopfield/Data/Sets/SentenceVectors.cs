namespace Hopfield;

/// <summary>Texts and the unit vectors that a sentence encoder gave them: texts of like meaning have a large inner product.</summary>
/// <param name="Titles">The title of each document.</param>
/// <param name="Vectors">One row per document, shape [documents, dimension]; every row has length 1 within half precision.</param>
public sealed record SentenceVectors(IReadOnlyList<string> Titles, float[,] Vectors)
{
    /// <summary>The number of documents.</summary>
    public int Count => Vectors.GetLength(0);

    /// <summary>The length of one vector.</summary>
    public int Dimension => Vectors.GetLength(1);

    /// <summary>The vectors as patterns in double precision, one document a row: a memory that is asked by meaning.</summary>
    public PatternSet<double> Patterns()
    {
        var rows = new double[Count, Dimension];
        for (int mu = 0; mu < Count; mu++)
            for (int i = 0; i < Dimension; i++) rows[mu, i] = Vectors[mu, i];
        return PatternSet.From(rows);
    }
}
