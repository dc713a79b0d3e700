namespace Hopfield.Kernels;

/// <summary>The tables of <see cref="BitFields"/>: for eight patterns, the sums ±z ± z ± z ± z that their two nibbles can stand for.</summary>
internal static class FieldTables
{
    /// <summary>Bytes of one entry: low and high bytes of the first nibble's 16 sums, then of the second's.</summary>
    public const int Bytes = 64;

    /// <summary>The largest |z| in an entry. Eight of these add up to at most 32,760: an entry alone never leaves 16 bits. What a larger z has left goes
    /// to a further entry.</summary>
    public const int MaxEntry = 4095;

    /// <summary>The number of entries: one for eight patterns, and more where a |z| is above 4095.</summary>
    public static int Count(ReadOnlySpan<int> z)
    {
        int count = 0;
        for (int mu = 0; mu < z.Length; mu += 8)
        {
            int most = 0;
            foreach (int value in z.Slice(mu, Math.Min(8, z.Length - mu))) most = Math.Max(most, Math.Abs(value));
            count += Math.Max(1, (most + MaxEntry - 1) / MaxEntry);
        }
        return count;
    }

    /// <summary>Writes all entries, the row of planes that each belongs to, and where each block of 16-bit sums ends.</summary>
    /// <returns>The ends, as many as there are blocks.</returns>
    public static Span<int> Write(ReadOnlySpan<int> z, Span<byte> tables, Span<int> rowOf, Span<int> ends)
    {
        int entry = 0, blocks = 0, inBlock = 0;
        Span<int> left = stackalloc int[8], now = stackalloc int[8];
        for (int mu = 0; mu < z.Length; mu += 8)
        {
            left.Clear();
            z.Slice(mu, Math.Min(8, z.Length - mu)).CopyTo(left);
            do
            {
                int most = 0;
                for (int k = 0; k < 8; k++)
                {
                    now[k] = Math.Clamp(left[k], -MaxEntry, MaxEntry);
                    left[k] -= now[k];
                    most += Math.Abs(now[k]);
                }
                if (inBlock + most > short.MaxValue)
                {
                    ends[blocks++] = entry;
                    inBlock = 0;
                }
                inBlock += most;
                rowOf[entry] = mu >> 3;
                Write(now, tables.Slice(entry * Bytes, Bytes));
                entry++;
            }
            while (left.ContainsAnyExcept(0));
        }
        ends[blocks++] = entry;
        return ends[..blocks];
    }

    // Sum n differs from the sum without its highest bit by twice that value.
    private static void Write(ReadOnlySpan<int> values, Span<byte> entry)
    {
        Span<int> sums = stackalloc int[16];
        for (int half = 0; half < 2; half++)
        {
            ReadOnlySpan<int> four = values.Slice(4 * half, 4);
            sums[0] = -(four[0] + four[1] + four[2] + four[3]);
            for (int k = 0; k < 4; k++)
            {
                for (int n = 0; n < 1 << k; n++) sums[(1 << k) + n] = sums[n] + 2 * four[k];
            }
            for (int n = 0; n < 16; n++)
            {
                entry[32 * half + n] = (byte)sums[n];
                entry[32 * half + 16 + n] = (byte)(sums[n] >> 8);
            }
        }
    }
}
