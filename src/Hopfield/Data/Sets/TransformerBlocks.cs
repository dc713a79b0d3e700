namespace Hopfield;

/// <summary>Two attention blocks of a pretrained transformer that reads lines of text from pictures, with what enters the first of them.</summary>
/// <remarks>
/// The encoder of the PP-OCRv4 text recogniser: width d = 120, 8 heads of 15 units, normalisation before each half (ε = 1e-5),
/// SiLU in the feed-forward half. Every line of text was padded to 60 positions; padding counts as positions.
/// </remarks>
/// <param name="Blocks">The blocks, first to last.</param>
/// <param name="FinalGain">Gain of the normalisation after the last block, shape [d].</param>
/// <param name="FinalBias">Bias of the normalisation after the last block, shape [d].</param>
/// <param name="Inputs">For each line the input of the first block, shape [positions, d].</param>
/// <param name="Lines">The text of each line.</param>
public sealed record TransformerBlocks(
    IReadOnlyList<TransformerBlock> Blocks, float[] FinalGain, float[] FinalBias, IReadOnlyList<float[,]> Inputs, IReadOnlyList<string> Lines);

/// <summary>The weights of one block: H += Attention(norm₁(H)), then H += FeedForward(norm₂(H)), on rows H of shape [positions, d].</summary>
/// <param name="HeadCount">The number of heads; head h owns columns h·d/heads … (h+1)·d/heads − 1 of each third of <paramref name="QueryKeyValue"/>.</param>
/// <param name="Beta">β = 1/√(d/heads), the factor before the softmax.</param>
/// <param name="AttentionGain">Gain of the first normalisation, shape [d].</param>
/// <param name="AttentionBias">Bias of the first normalisation, shape [d].</param>
/// <param name="QueryKeyValue">Maps a row to queries, keys and values side by side, shape [d, 3d].</param>
/// <param name="QueryKeyValueBias">Added to them, shape [3d].</param>
/// <param name="Output">Maps the joined heads back, shape [d, d].</param>
/// <param name="OutputBias">Added to the result, shape [d].</param>
/// <param name="FeedForwardGain">Gain of the second normalisation, shape [d].</param>
/// <param name="FeedForwardBias">Bias of the second normalisation, shape [d].</param>
/// <param name="Expand">First map of the feed-forward half, shape [d, 2d].</param>
/// <param name="ExpandBias">Added before SiLU, shape [2d].</param>
/// <param name="Contract">Second map of the feed-forward half, shape [2d, d].</param>
/// <param name="ContractBias">Added to the result, shape [d].</param>
public sealed record TransformerBlock(
    int HeadCount, float Beta,
    float[] AttentionGain, float[] AttentionBias, float[,] QueryKeyValue, float[] QueryKeyValueBias, float[,] Output, float[] OutputBias,
    float[] FeedForwardGain, float[] FeedForwardBias, float[,] Expand, float[] ExpandBias, float[,] Contract, float[] ContractBias)
{
    /// <summary>Sends a sequence through the block and keeps what each head did. Cost: O(S·d² + S²·d).</summary>
    /// <param name="rows">H, one position a row, shape [S, d].</param>
    /// <exception cref="ArgumentException">Rows are not of width d.</exception>
    public BlockPass Pass(PatternSet<double> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return BlockPass.Of(this, rows);
    }

    /// <summary>Sends the input of a line, as <see cref="TransformerBlocks.Inputs"/> has it, through the block.</summary>
    /// <param name="rows">H, one position a row, shape [S, d].</param>
    /// <exception cref="ArgumentException">There is no row, rows are not of width d, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public BlockPass Pass(float[,] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var doubles = new double[rows.GetLength(0), rows.GetLength(1)];
        for (int s = 0; s < doubles.GetLength(0); s++)
        {
            for (int i = 0; i < doubles.GetLength(1); i++) doubles[s, i] = rows[s, i];
        }
        return Pass(PatternSet.From(doubles));
    }
}
