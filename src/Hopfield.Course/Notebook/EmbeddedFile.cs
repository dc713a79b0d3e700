namespace Hopfield.Course;

/// <summary>The files that this program carries.</summary>
internal static class EmbeddedFile
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="name">Its name, without a folder.</param>
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
