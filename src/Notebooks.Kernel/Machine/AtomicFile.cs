using System.Text;

namespace Notebooks.Kernel;

/// <summary>
/// Files that are whole or absent: written beside their place and moved into it, so that an interruption at any moment
/// leaves the old file or the new one, never half of one.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text as UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="text">The whole content.</param>
    public static void Write(string path, string text) => Write(path, _utf8.GetBytes(text));

    /// <summary>Writes bytes. A file that holds these bytes already is left alone, time stamp included.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="bytes">The whole content.</param>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (Holds(full, bytes))
        {
            return;
        }
        string beside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, full, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static bool Holds(string path, ReadOnlySpan<byte> bytes)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == bytes.Length && bytes.SequenceEqual(File.ReadAllBytes(path));
    }
}
