namespace Hopfield.Playground;

/// <summary>A square picture of pixels that are on (+1) or off (−1).</summary>
/// <param name="Key">How an address names it, such as <c>d3</c>; see <see cref="Shelf"/>.</param>
/// <param name="Units">The pixels row by row, shape [N].</param>
internal sealed record Picture(string Key, sbyte[] Units)
{
    /// <summary>What a person calls it.</summary>
    public string Name => PictureKey.Parse(Key) is { } key ? key.Name : "";

    /// <summary>The pixels as shades, shape [N]: 0 where they are off, 255 where they are on.</summary>
    public byte[] Shades => Array.ConvertAll(Units, unit => unit > 0 ? byte.MaxValue : byte.MinValue);

    /// <summary>Whether two pictures have the same pixels, wherever they come from.</summary>
    /// <param name="other">The other picture.</param>
    public bool Shows(Picture other) => Units.AsSpan().SequenceEqual(other.Units);
}
