using System.Globalization;

namespace Hopfield.Playground;

/// <summary>Where a picture comes from, and what was done to it: <c>d3n20.1c</c> is the fourth digit with 20 % noise of seed 1, its lower half covered.</summary>
/// <param name="Source">One of <see cref="Sources"/>, or <see cref="Own"/>.</param>
/// <param name="Number">Which one of its source; 0 for a picture of one's own.</param>
/// <param name="Pixels">The pixels of a picture of one's own, packed; empty for others.</param>
/// <param name="Noise">The share of flipped pixels in percent.</param>
/// <param name="Seed">Which pixels are flipped.</param>
/// <param name="Covered">Whether the lower half is covered.</param>
internal sealed record PictureKey(char Source, int Number, string Pixels = "", int Noise = 0, int Seed = 0, bool Covered = false)
{
    /// <summary>Digits, photographs, and random pixels.</summary>
    public const string Sources = "dpr";

    /// <summary>A picture that was drawn.</summary>
    public const char Own = 'x';

    // Nobody needs more, and a number that is too long is no number.
    private const int Most = 99_999;

    private static readonly string[] _photographs = ["a man with a camera", "an astronaut", "a cat", "a cup of coffee", "a rocket", "a horse", "a wall of bricks"];

    /// <summary>How many photographs there are.</summary>
    public static int Photographs => _photographs.Length;

    /// <summary>What a person calls it.</summary>
    public string Name => (Source switch
    {
        'd' when Number < 10 => $"digit {Number}",
        'd' => $"digit {Number % 10}, hand {(Number / 10) + 1}",
        'p' => _photographs[Number],
        'r' => $"random {Number + 1}",
        _ => "your picture",
    }) + (Noise > 0 || Covered ? ", spoilt" : "");

    /// <summary>Reads a key; null where it is none.</summary>
    /// <param name="text">Such as <c>d3</c>, <c>p0n40.2</c>, <c>x8AAAf</c>.</param>
    public static PictureKey? Parse(string text)
    {
        if (text.Length < 2) return null;
        if (text[0] == Own) return new PictureKey(Own, 0, text[1..]);
        if (!Sources.Contains(text[0])) return null;

        int at = 1;
        if (TakeNumber(text, ref at) is not { } number || (text[0] == 'p' && number >= _photographs.Length)) return null;
        var key = new PictureKey(text[0], number);
        if (at < text.Length && text[at] == 'n')
        {
            at++;
            if (TakeNumber(text, ref at) is not (>= 1 and <= 100 and { } noise) || at >= text.Length || text[at] != '.') return null;
            at++;
            if (TakeNumber(text, ref at) is not { } seed) return null;
            key = key with { Noise = noise, Seed = seed };
        }
        if (at < text.Length && text[at] == 'c') (key, at) = (key with { Covered = true }, at + 1);
        return at == text.Length ? key : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Source == Own
        ? Own + Pixels
        : string.Create(CultureInfo.InvariantCulture, $"{Source}{Number}{(Noise > 0 ? $"n{Noise}.{Seed}" : "")}{(Covered ? "c" : "")}");

    private static int? TakeNumber(string text, ref int at)
    {
        int from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return int.TryParse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= Most ? number : null;
    }
}
