namespace Hopfield.Playground;

/// <summary>The pixels of a picture as text for an address: eight to a byte, the first in its highest bit, in the letters of base 64 that an address may hold.</summary>
internal static class PackedPixels
{
    /// <summary>Writes pixels.</summary>
    /// <param name="units">±1 each; a multiple of eight.</param>
    public static string Write(ReadOnlySpan<sbyte> units)
    {
        var bytes = new byte[units.Length / 8];
        for (int i = 0; i < units.Length; i++)
        {
            if (units[i] > 0) bytes[i / 8] |= (byte)(128 >> (i % 8));
        }
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Reads pixels.</summary>
    /// <param name="text">What <see cref="Write"/> wrote.</param>
    /// <param name="count">How many there must be.</param>
    /// <returns>±1 each, or null where the text is not of so many pixels.</returns>
    public static sbyte[]? Read(string text, int count)
    {
        var bytes = new byte[count / 8];
        string padded = text.Replace('-', '+').Replace('_', '/').PadRight((bytes.Length + 2) / 3 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out int written) || written != bytes.Length) return null;
        var units = new sbyte[count];
        for (int i = 0; i < count; i++) units[i] = (sbyte)((bytes[i / 8] & (128 >> (i % 8))) == 0 ? -1 : 1);
        return units;
    }
}
