using System.Runtime.InteropServices;
using System.Text;

namespace Hopfield.Benchmarks.Laws;

/// <summary>A .npy file of single-precision patterns in the temporary folder, deleted at the end.</summary>
internal sealed class PatternFile : IDisposable
{
    private const int Header = 128;

    public PatternFile(int patternCount, int dimension)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".npy");
        using FileStream file = File.Create(Path);
        string shape = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({patternCount}, {dimension}), }}";
        file.Write([0x93, .. "NUMPY"u8, 1, 0, Header - 10, 0]);
        file.Write(Encoding.ASCII.GetBytes(shape.PadRight(Header - 11) + "\n"));

        // A prime number of values again and again: no two patterns are the same.
        byte[] values = MemoryMarshal.AsBytes<float>(Inputs.Normal(1_000_003, seed: 2)).ToArray();
        for (long left = 4L * patternCount * dimension; left > 0; left -= values.Length) file.Write(values, 0, (int)Math.Min(left, values.Length));
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
