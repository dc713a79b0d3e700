namespace Hopfield;

/// <summary>Grey-scale pictures of one size, each with a class.</summary>
/// <remarks>Immutable, safe to share between threads. Pixels run row by row from the top left.</remarks>
public sealed class ImageSet
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <summary>Joins pictures with their classes.</summary>
    /// <param name="pixels">Unsigned bytes of shape [count, height, width].</param>
    /// <param name="labels">Unsigned bytes of shape [count], each below the number of class names.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="maxValue">The brightest value that a pixel of this set may have, 1 … 255.</param>
    /// <exception cref="ArgumentException">A shape, element type, label or pixel is not as described.</exception>
    public ImageSet(NumericArray pixels, NumericArray labels, IReadOnlyList<string> classNames, byte maxValue)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfZero(maxValue);
        if (pixels.ElementType != ElementType.UInt8 || pixels.Shape.Count != 3 || pixels.Length == 0)
            throw new ArgumentException($"Pictures are UInt8 [count, height, width]; this array is {pixels}.", nameof(pixels));
        if (labels.ElementType != ElementType.UInt8 || labels.Shape.Count != 1 || labels.Length != pixels.Shape[0])
            throw new ArgumentException($"Labels are UInt8 [{pixels.Shape[0]}], one per picture; this array is {labels}.", nameof(labels));
        (Count, Height, Width, MaxValue) = (pixels.Shape[0], pixels.Shape[1], pixels.Shape[2], maxValue);
        ClassNames = [.. classNames];
        _pixels = pixels.ToArray<byte>();
        _labels = labels.ToArray<byte>();
        Origins = [.. Enumerable.Range(0, Count)];
        if (_pixels.Max() > maxValue)
            throw new ArgumentException($"A pixel is {_pixels.Max()}; at most {maxValue} is expected.", nameof(pixels));
        if (_labels.Max() >= ClassNames.Count)
            throw new ArgumentException($"A label is {_labels.Max()}; there are {ClassNames.Count} class names.", nameof(labels));
    }

    private ImageSet(ImageSet of, IReadOnlyList<int> indices)
    {
        (Count, Height, Width, MaxValue, ClassNames) = (indices.Count, of.Height, of.Width, of.MaxValue, of.ClassNames);
        _pixels = [.. indices.SelectMany(of.Pixels)];
        _labels = [.. indices.Select(index => of._labels[index])];
        Origins = [.. indices.Select(index => of.Origins[index])];
    }

    private ImageSet(ImageSet of, int block)
    {
        (Count, Height, Width, MaxValue, ClassNames, Origins, _labels) =
            (of.Count, of.Height / block, of.Width / block, of.MaxValue, of.ClassNames, of.Origins, of._labels);
        var sums = new int[Count * Dimension];
        for (int at = 0; at < of._pixels.Length; at++)
        {
            int picture = at / of.Dimension, row = at % of.Dimension / of.Width, column = at % of.Width;
            sums[(picture * Dimension) + (row / block * Width) + (column / block)] += of._pixels[at];
        }
        int area = block * block;
        _pixels = Array.ConvertAll(sums, sum => (byte)((sum + (area / 2)) / area));
    }

    /// <summary>The number of pictures.</summary>
    public int Count { get; }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows per picture.</summary>
    public int Height { get; }

    /// <summary>Pixels per picture: N when each pixel becomes a unit.</summary>
    public int Dimension => Width * Height;

    /// <summary>The largest grey value of the set: 16 for the digits, 255 elsewhere.</summary>
    public byte MaxValue { get; }

    /// <summary>The name of each class, by label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Where each picture stands in the set that was read, for a set of chosen pictures; else 0, 1, 2, …</summary>
    public IReadOnlyList<int> Origins { get; }

    /// <summary>The grey values of one picture, shape [<see cref="Dimension"/>].</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    public byte[] Pixels(int index) => Row(index).ToArray();

    /// <summary>The class of one picture, from 0.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    public int Label(int index) => _labels[Checked(index)];

    /// <summary>The name of one picture's class.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    public string ClassName(int index) => ClassNames[Label(index)];

    /// <summary>The positions of all pictures of a class, in order.</summary>
    /// <param name="label">0 ≤ label &lt; the number of classes.</param>
    public int[] IndicesOf(int label)
    {
        if ((uint)label >= (uint)ClassNames.Count)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"Labels run from 0 to {ClassNames.Count - 1}.");
        return [.. Enumerable.Range(0, Count).Where(i => _labels[i] == label)];
    }

    /// <summary>One picture of each class that is asked for, as a set of its own.</summary>
    /// <param name="labels">Which classes, in which order, each 0 ≤ label &lt; the number of classes and with at least one picture; left out: every
    /// class. These are not positions: of the digits, label 4 asks for a 4.</param>
    /// <param name="seed">Which picture of each class. 0 gives the first in the order of the file, 1 the second, and so on, round and round; so two
    /// seeds give different pictures wherever a class has enough of them.</param>
    /// <exception cref="ArgumentException">There is no label, or a class has no picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label lies outside its range.</exception>
    public ImageSet Exemplars(IEnumerable<int>? labels = null, int seed = 0)
    {
        int[] chosen = [.. (labels ?? Enumerable.Range(0, ClassNames.Count)).Select(Exemplar)];
        if (chosen.Length == 0) throw new ArgumentException("Expected at least one label, got none.", nameof(labels));
        return new ImageSet(this, chosen);

        int Exemplar(int label)
        {
            int[] pictures = IndicesOf(label);
            if (pictures.Length == 0) throw new ArgumentException($"Expected labels of classes with pictures; class {label} has none.", nameof(labels));
            return pictures[RoundAndRound(seed, pictures.Length)];
        }
    }

    /// <summary>So many pictures, shared out among the classes as evenly as can be, as a set of its own.</summary>
    /// <param name="count">How many, at least 1. Where it does not divide by the number of classes, the first classes give one more.</param>
    /// <param name="seed">Which pictures. 0 gives the first of each class in the order of the file, 1 the next ones, and so on, round and round; so two
    /// seeds share no picture wherever a class has enough of them.</param>
    /// <returns>The chosen pictures, class by class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or a class has fewer pictures than its share.</exception>
    public ImageSet Balanced(int count, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int classes = ClassNames.Count;
        return new ImageSet(this, [.. Enumerable.Range(0, classes).SelectMany(label => ShareOf(label, count / classes + (label < count % classes ? 1 : 0)))]);

        int[] ShareOf(int label, int share)
        {
            int[] pictures = IndicesOf(label);
            return pictures.Length >= share
                ? [.. Enumerable.Range(0, share).Select(i => pictures[RoundAndRound((long)seed * share + i, pictures.Length)])]
                : throw new ArgumentOutOfRangeException(nameof(count), count, $"Class {label} has {pictures.Length} pictures; its share would be {share}.");
        }
    }

    /// <summary>Some of the pictures, drawn at random, each at most once, as a set of its own.</summary>
    /// <param name="count">How many, 1 … <see cref="Count"/>.</param>
    /// <param name="random">The generator; it gives one number for each picture of this set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or above <see cref="Count"/>.</exception>
    public ImageSet Draw(int count, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (count < 1 || count > Count) throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected 1 to {Count} pictures.");
        return new ImageSet(this, [.. Enumerable.Range(0, Count).OrderBy(_ => random.Next()).Take(count)]);
    }

    /// <summary>Cuts the set in two at random: one part to learn from, the rest to be tested on.</summary>
    /// <param name="count">Pictures of the first part, 1 … <see cref="Count"/> − 1.</param>
    /// <param name="seed">Equal seeds give equal parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public (ImageSet Train, ImageSet Test) Split(int count, int seed)
    {
        int[] order = Permutation.Identity(Count);
        Permutation.Shuffle(order, new SeededRandom(seed));
        return Cut(order, count);
    }

    /// <summary>Cuts the set in two as the file has it: where pictures of one writer or one day lie together, the second part is of others.</summary>
    /// <param name="count">Pictures of the first part, 1 … <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public (ImageSet Train, ImageSet Test) SplitInOrder(int count) => Cut(Permutation.Identity(Count), count);

    private (ImageSet Train, ImageSet Test) Cut(int[] order, int count)
    {
        if (count < 1 || count >= Count) throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected 1 to {Count - 1} pictures, so that neither part is empty.");
        return (new ImageSet(this, order[..count]), new ImageSet(this, order[count..]));
    }

    /// <summary>The same pictures with fewer pixels: each new one is the mean of a square of old ones, rounded to a whole grey value.</summary>
    /// <param name="block">Pixels along a side of the square, at least 1; <see cref="Width"/> and <see cref="Height"/> are multiples of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is below 1.</exception>
    /// <exception cref="ArgumentException">Width or height is no multiple of it.</exception>
    public ImageSet Coarse(int block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        if (Width % block != 0 || Height % block != 0)
            throw new ArgumentException($"Expected squares that tile {Width} × {Height} pixels, got a side of {block}.", nameof(block));
        return new ImageSet(this, block);
    }

    /// <summary>One picture as ±1 units: +1 where the grey value reaches the threshold.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    /// <param name="threshold">The smallest grey value that becomes +1; half of <see cref="MaxValue"/>, rounded up, unless given.</param>
    /// <returns>Shape [<see cref="Dimension"/>], entries ±1.</returns>
    public sbyte[] Bipolar(int index, int? threshold = null)
    {
        int least = threshold ?? (MaxValue + 1) / 2;
        return Array.ConvertAll(Pixels(index), pixel => (sbyte)(pixel >= least ? 1 : -1));
    }

    /// <summary>Several pictures as ±1 patterns, one a row.</summary>
    /// <param name="indices">Which pictures, each 0 ≤ index &lt; <see cref="Count"/>.</param>
    /// <param name="threshold">As for one picture.</param>
    /// <returns>One array of shape [<see cref="Dimension"/>] for each index.</returns>
    public sbyte[][] Bipolar(IEnumerable<int> indices, int? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return [.. indices.Select(index => Bipolar(index, threshold))];
    }

    /// <summary>Every picture as a ±1 pattern, one a row: <c>BinaryPatterns.From(digits.Exemplars([0, 4, 7]).Bipolar())</c> stores three digits.</summary>
    /// <returns>One array of shape [<see cref="Dimension"/>] for each picture.</returns>
    public sbyte[][] Bipolar() => Bipolar(Enumerable.Range(0, Count));

    /// <summary>The grey value that splits one picture into halves as equal as can be: as a threshold it makes about as many +1 as −1.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    public int Median(int index)
    {
        byte[] sorted = Pixels(index);
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>One picture as numbers between 0 and 1: grey value divided by <see cref="MaxValue"/>.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    /// <returns>Shape [<see cref="Dimension"/>].</returns>
    public double[] Intensities(int index) => Array.ConvertAll(Pixels(index), pixel => (double)pixel / MaxValue);

    /// <summary>Every picture as numbers between 0 and 1, one a row.</summary>
    /// <returns>One array of shape [<see cref="Dimension"/>] for each picture.</returns>
    public double[][] Intensities() => [.. Enumerable.Range(0, Count).Select(Intensities)];

    private static int RoundAndRound(long position, int length) => (int)(((position % length) + length) % length);

    private ReadOnlySpan<byte> Row(int index) => _pixels.AsSpan(Checked(index) * Dimension, Dimension);

    private int Checked(int index) => (uint)index < (uint)Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Pictures are numbered from 0 to {Count - 1}.");
}
