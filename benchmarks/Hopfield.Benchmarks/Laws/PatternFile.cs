using System.Text;

namespace Hopfield.Benchmarks.Laws;

/// <summary>A .npy file of patterns in the temporary folder, deleted at the end: zeros that take no room on the disk where the file system knows holes, and one pattern, the last.</summary>
internal sealed class PatternFile : IDisposable
{
    private const int Header = 128;

    /// <param name="type">As .npy files name it, such as &lt;f4.</param>
    /// <param name="patternCount">P.</param>
    /// <param name="last">The bytes of the last pattern.</param>
    /// <param name="columns">Numbers of a pattern.</param>
    public PatternFile(string type, int patternCount, int columns, ReadOnlySpan<byte> last)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".npy");
        using FileStream file = File.Create(Path);
        string shape = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({patternCount}, {columns}), }}";
        file.Write([0x93, .. "NUMPY"u8, 1, 0, Header - 10, 0]);
        file.Write(Encoding.ASCII.GetBytes(shape.PadRight(Header - 11) + "\n"));
        file.SetLength(Header + ((long)patternCount * last.Length));
        file.Seek(-last.Length, SeekOrigin.End);
        file.Write(last);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
