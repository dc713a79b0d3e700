namespace Hopfield.Layers;

/// <summary>Sequences of 32 letters of 20 kinds, whose first one is the letter 0 or the letter 1 and is asked for: the latch task of the reference layers' examples.</summary>
/// <remarks>Letters are coded one-hot. Source: the example latch_sequence of <c>ml-jku/hopfield-layers</c>, in which no later letter is 0 or 1.</remarks>
public static class LatchSequences
{
    private const int Length = 32, Letters = 20, Asked = 2;

    /// <summary>Draws sequences.</summary>
    /// <param name="count">Their number, at least 1.</param>
    /// <param name="seed">Of all letters.</param>
    /// <param name="repeats">Whether the letters 0 and 1 may come again after the first place.</param>
    /// <param name="placed">Whether every letter says where it stands, in 32 further units.</param>
    /// <returns>Inputs of shape [count, 32, 20], or [count, 32, 52] with places; an answer is true where the first letter is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no sequence.</exception>
    public static TrainingData<BagBatch<float>, float> Draw(int count, int seed, bool repeats = false, bool placed = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new SeededRandom(seed, 1);
        int width = placed ? Letters + Length : Letters;
        var values = new float[count * Length * width];
        var answers = new bool[count];
        for (int n = 0; n < count; n++)
        {
            answers[n] = random.Next(Asked) == 1;
            for (int s = 0; s < Length; s++)
            {
                int letter = s == 0 ? answers[n] ? 1 : 0 : random.Next(repeats ? 0 : Asked, Letters);
                Span<float> own = values.AsSpan(((n * Length) + s) * width, width);
                own[letter] = 1;
                if (placed) own[Letters + s] = 1;
            }
        }
        return new(new BagBatch<float>(values, count, Length, width), new LogisticLoss<float>(answers));
    }
}
