namespace Hopfield.Playground;

/// <summary>All pictures of one size: the course's digits and photographs, random pixels, and what a person draws.</summary>
/// <param name="side">Pixels along a side, one of <see cref="Sides"/>.</param>
internal sealed class Shelf(int side)
{
    /// <summary>The sizes there are.</summary>
    public static IReadOnlyList<int> Sides { get; } = [8, 16, 32];

    private static ImageSet? _digits, _photographs;
    private static int[][]? _digitsOf;

    private ImageSet? _small;

    /// <summary>Pixels along a side.</summary>
    public int Side => side;

    /// <summary>N, the pixels of a picture.</summary>
    public int Dimension => side * side;

    /// <summary>The picture of a key.</summary>
    /// <param name="text">The key.</param>
    /// <returns>The picture, or null where the key is none or its pixels have another size.</returns>
    public Picture? Find(string text)
    {
        if (PictureKey.Parse(text) is not { } key) return null;
        if (key.Source == PictureKey.Own) return PackedPixels.Read(key.Pixels, Dimension) is { } units ? new Picture(text, units) : null;
        sbyte[] picture = key.Source switch
        {
            'd' => Digit(key.Number),
            'p' => Photograph(key.Number),
            _ => Bipolar.Random(Dimension, seed: key.Number),
        };
        if (key.Noise > 0) picture = Corruption.Flip(picture, key.Noise / 100.0, key.Seed);
        return new Picture(text, key.Covered ? Cover(picture) : picture);
    }

    /// <summary>A picture that was drawn.</summary>
    /// <param name="units">Its pixels, ±1, shape [N].</param>
    public Picture Draw(sbyte[] units) => Find(PictureKey.Own + PackedPixels.Write(units))!;

    /// <summary>All pixels off.</summary>
    public Picture Blank() => Draw(Bipolar.Constant(Dimension, -1));

    /// <summary>The same picture with noise in it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="percent">The share of pixels that are flipped, 1 … 100.</param>
    /// <param name="seed">Which ones.</param>
    public Picture Spoil(Picture picture, int percent, int seed) => PictureKey.Parse(picture.Key) is { Source: not PictureKey.Own, Noise: 0, Covered: false } key
        ? Find((key with { Noise = percent, Seed = seed }).ToString())!
        : Draw(Corruption.Flip(picture.Units, percent / 100.0, seed));

    /// <summary>The same picture with its lower half dark.</summary>
    /// <param name="picture">The picture.</param>
    public Picture CoverHalf(Picture picture) => PictureKey.Parse(picture.Key) is { Source: not PictureKey.Own } key
        ? Find((key with { Covered = true }).ToString())!
        : Draw(Cover(picture.Units));

    private sbyte[] Cover(sbyte[] units) => Corruption.Mask(units, (Dimension / 2)..);

    // One after the other through the classes: 0 to 9 as the first hand wrote them, then 0 to 9 of the second.
    private sbyte[] Digit(int number)
    {
        _digits ??= DataSets.Digits();
        _digitsOf ??= [.. Enumerable.Range(0, 10).Select(_digits.IndicesOf)];
        int[] alike = _digitsOf[number % 10];
        sbyte[] small = _digits.Bipolar(alike[number / 10 % alike.Length]);
        int block = side / _digits.Width, width = _digits.Width;
        var large = new sbyte[Dimension];
        for (int at = 0; at < large.Length; at++) large[at] = small[(at / side / block * width) + (at % side / block)];
        return large;
    }

    // As bright as dark: each photograph has its own threshold, as in chapter 09.
    private sbyte[] Photograph(int number)
    {
        _photographs ??= Photographs();
        _small ??= _photographs.Coarse(_photographs.Width / side);
        return _small.Bipolar(number, _small.Median(number));
    }

    private static ImageSet Photographs()
    {
        const string File = "photos64.idx3.gz";
        NumericArray pixels = IdxFile.Read(typeof(Shelf).Assembly.GetManifestResourceStream(File)!, File);
        byte[] labels = [.. Enumerable.Range(0, PictureKey.Photographs).Select(k => (byte)k)];
        return new ImageSet(pixels, NumericArray.From<byte>(labels), [.. labels.Select(k => new PictureKey('p', k).Name)], maxValue: 255);
    }
}
