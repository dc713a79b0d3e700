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

    /// <summary>The vectors in double precision, one document a row: <c>PatternSet.From(docs.Rows())</c> is a memory that is asked by meaning.</summary>
    /// <returns>One array of shape [<see cref="Dimension"/>] for each document.</returns>
    public double[][] Rows() =>
        [.. Enumerable.Range(0, Count).Select(mu => Enumerable.Range(0, Dimension).Select(i => (double)Vectors[mu, i]).ToArray())];
}
