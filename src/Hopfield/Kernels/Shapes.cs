namespace Hopfield.Kernels;

/// <summary>The length checks that every kernel makes at its door.</summary>
internal static class Shapes
{
    /// <summary>Throws unless a span has the expected length.</summary>
    public static void RequireLength(long length, long expected, string name)
    {
        if (length != expected) Throw(length, expected, name);
    }

    /// <summary>Throws when a span is empty.</summary>
    public static void RequireAny(int length, string name)
    {
        if (length == 0) throw new ArgumentException("Expected at least one entry, got none.", name);
    }

    private static void Throw(long length, long expected, string name) =>
        throw new ArgumentException($"Expected {expected} entries, got {length}.", name);
}
