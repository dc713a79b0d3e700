using System.Buffers;
using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class CompactHopfield : ISavable<CompactHopfield>
{
    static string ISavable<CompactHopfield>.ModelName => nameof(CompactHopfield);

    /// <summary>Reads a memory that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public static CompactHopfield FromFile(string path) => ModelFile.Load<CompactHopfield>(path);

    /// <summary>Writes a memory to an .npz file that NumPy opens; an interruption leaves the old file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path) => ModelFile.Save(this, path);

    void ISavable<CompactHopfield>.Write(ModelWriter writer)
    {
        using MemoryHandle held = Hold();
        writer.Array("patterns", _rows.Values.Span, PatternCount, Dimension);
        writer.Value("beta", Beta);
        writer.Value("largest_norm", MaxNorm);
    }

    static CompactHopfield ISavable<CompactHopfield>.Read(ModelReader reader)
    {
        if (reader.Shape<BFloat16>("patterns") is not [var count, var dimension]) throw reader.Fault("has in 'patterns' no patterns of shape [P, N].");
        Memory<BFloat16> patterns = CacheLine.Allocate<BFloat16>(checked(count * dimension));
        reader.Fill("patterns", patterns.Span);
        return new CompactHopfield(patterns, dimension, reader.Value<float>("beta"), reader.Value<double>("largest_norm"));
    }
}
