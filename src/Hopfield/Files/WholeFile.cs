namespace Hopfield;

/// <summary>Files that are whole or absent: written beside their place and moved into it, so that whatever interrupts the writing leaves the old file.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Where it will stand; a file that is there is replaced.</param>
    /// <param name="content">Writes the content; when it throws, nothing has changed.</param>
    public static void Write(string path, Action<Stream> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path), beside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                content(stream);
                stream.Flush(flushToDisk: true); // or a power cut could leave the new name with nothing behind it
            }
            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
