namespace Hopfield.Layers;

/// <summary>
/// 2,048 bags of 16 words of 8 bits, half of which hold one of 8 signal words: the bit-pattern task of the reference layers' examples. Which
/// bags hold a signal is asked for, and nobody says which words are signals.
/// </summary>
/// <remarks>
/// Words are the numbers 1 to 255. The first half of the bags hold one signal each, in a place of chance, the second half none; all other words
/// are drawn evenly from those that are no signals. 1,536 bags in the middle are there to learn from, the 256 at either end to be judged by,
/// as in the source. Immutable and thread-safe. Source: the example bit_pattern of <c>ml-jku/hopfield-layers</c>.
/// </remarks>
public sealed class WordBags
{
    private const int BagCount = 2048, BagSize = 16, Width = 8, SignalCount = 8, JudgedAtEachEnd = 256;

    private readonly int[][] _bags;
    private readonly int[] _signals;

    private WordBags(int[][] bags, int[] signals) => (_bags, _signals) = (bags, signals);

    /// <summary>The numbers of the bags to learn from, 1,536.</summary>
    public static IReadOnlyList<int> Learned { get; } = [.. Enumerable.Range(JudgedAtEachEnd, BagCount - (2 * JudgedAtEachEnd))];

    /// <summary>The numbers of the bags to be judged by, 512; the first half of them hold a signal.</summary>
    public static IReadOnlyList<int> Judged { get; } = [.. Enumerable.Range(0, BagCount).Except(Learned)];

    /// <summary>The signal words.</summary>
    public IReadOnlyList<int> Signals => _signals;

    /// <summary>Draws signals and bags.</summary>
    /// <param name="seed">Of both.</param>
    /// <param name="behindPlane">Whether the signals are the words from 248 on, those with five certain bits on: a plane parts them from all others. Drawn at random if not.</param>
    public static WordBags Draw(int seed, bool behindPlane = false)
    {
        var random = new SeededRandom(seed, 1);
        int[] words = [.. Enumerable.Range(1, (1 << Width) - 1).OrderBy(word => behindPlane ? -word : random.NextDouble())];
        (int[] signals, int[] others) = (words[..SignalCount], words[SignalCount..]);
        var bags = new int[BagCount][];
        for (int bag = 0; bag < BagCount; bag++)
        {
            int place = random.Next(BagSize);
            bags[bag] = new int[BagSize];
            for (int s = 0; s < BagSize; s++)
                bags[bag][s] = Holds(bag) && s == place ? signals[random.Next(SignalCount)] : others[random.Next(others.Length)];
        }
        return new WordBags(bags, signals);
    }

    /// <summary>The words of a bag.</summary>
    /// <param name="bag">Its number, from 0 to 2,047.</param>
    public ReadOnlySpan<int> Words(int bag) => _bags[bag];

    /// <summary>Whether a bag holds a signal.</summary>
    /// <param name="bag">Its number, from 0 to 2,047.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bag.</exception>
    public static bool HoldsSignal(int bag)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bag, (uint)BagCount, nameof(bag));
        return Holds(bag);
    }

    /// <summary>The bags to learn from, as bits.</summary>
    /// <param name="off">What stands for a bit that is off: 0 as in the source, or −1.</param>
    public TrainingData<BagBatch<float>, float> Learning(int off = 0) => Part(Learned, off);

    /// <summary>The bags to be judged by, as bits.</summary>
    /// <param name="off">What stands for a bit that is off.</param>
    public TrainingData<BagBatch<float>, float> Judging(int off = 0) => Part(Judged, off);

    /// <summary>All words of 8 bits, the word 0 included, in their order.</summary>
    /// <param name="off">What stands for a bit that is off.</param>
    /// <returns>Shape [256, 8], the lowest bit first.</returns>
    public static float[,] AllWords(int off = 0)
    {
        var words = new float[1 << Width, Width];
        for (int word = 0; word < 1 << Width; word++)
        {
            for (int bit = 0; bit < Width; bit++) words[word, bit] = Entry(word, bit, off);
        }
        return words;
    }

    /// <summary>A list of all words: a lookup in which every word is stored, and has a vector of its own that is learned.</summary>
    /// <param name="beta">β of the lookup: how sharply words are told apart.</param>
    /// <param name="random">What draws the first vectors.</param>
    /// <param name="off">What stands for a bit that is off.</param>
    public static HopfieldLookup<float> List(double beta, Random random, int off = 0)
    {
        var first = new Parameter<float>("vectors", 1 << Width, Width);
        first.Draw(HopfieldLayerOptions.SharpDeviation, random);
        var vectors = new float[1 << Width, Width];
        for (int k = 0; k < vectors.Length; k++) vectors[k / Width, k % Width] = first.Value[k];
        var list = new HopfieldLookup<float>(AllWords(off), vectors, HopfieldLayerOptions.Retrieval with { Beta = beta }, random);
        list.Patterns.Frozen = true;
        return list;
    }

    private TrainingData<BagBatch<float>, float> Part(IReadOnlyList<int> numbers, int off)
    {
        var values = new float[numbers.Count * BagSize * Width];
        for (int n = 0; n < values.Length; n++) values[n] = Entry(_bags[numbers[n / Width / BagSize]][n / Width % BagSize], n % Width, off);
        return new(new BagBatch<float>(values, numbers.Count, BagSize, Width), new LogisticLoss<float>([.. numbers.Select(Holds)]));
    }

    private static bool Holds(int bag) => bag < BagCount / 2;

    private static float Entry(int word, int bit, int off) => (word >> bit & 1) == 1 ? 1 : off;
}
