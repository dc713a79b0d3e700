using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Hopfield.Benchmarks.Peers;

/// <summary>
/// Loads TorchSharp's native library on systems with an older C++ runtime. Its 0.107.0 is linked against GLIBCXX_3.4.32 (GCC 13)
/// for a single function, std::ios_base_library_init(), which starts the standard streams. Where that version is missing
/// (Debian 12, Ubuntu 22.04), the copy beside this program is rewritten to ask for std::ios_base::Init::Init() of GLIBCXX_3.4
/// instead, which does the same. Systems that have the version keep the file as it is.
/// </summary>
internal static class TorchLoader
{
    private const string Missing = "GLIBCXX_3.4.32", Present = "GLIBCXX_3.4";
    private const string MissingSymbol = "_ZSt21ios_base_library_initv", PresentSymbol = "_ZNSt8ios_base4InitC1Ev";

    /// <summary>Loads the library where that needs help. Anything else that is wrong is left for TorchSharp to report.</summary>
    public static void Load()
    {
        if (!OperatingSystem.IsLinux()) return;
        string[] folders = [Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"), AppContext.BaseDirectory];
        string? library = folders.Select(folder => Path.Combine(folder, "libLibTorchSharp.so")).FirstOrDefault(File.Exists);
        if (library is null || NativeLibrary.TryLoad(library, out _)) return;

        byte[] file = File.ReadAllBytes(library);
        if (!Rewrite(file)) return;
        string beside = library + ".new";
        File.WriteAllBytes(beside, file);
        File.Move(beside, library, overwrite: true);
        NativeLibrary.TryLoad(library, out _);
    }

    /// <summary>Redirects the one symbol; false, and nothing changed, when the file is not as described above.</summary>
    private static bool Rewrite(Span<byte> file)
    {
        const int DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff;
        if (BinaryPrimitives.ReadUInt64BigEndian(file) >> 16 != 0x7f454c460201) return false; // 64 bits, little-endian
        Section needs = Find(file, VersionNeeds), symbols = Find(file, DynamicSymbols), versions = Find(file, SymbolVersions);
        if (needs.Size == 0 || symbols.Size == 0 || versions.Size == 0) return false;
        int names = At(file, needs.Link).Offset;

        int missing = FindVersion(file, needs.Offset, names, Missing), present = FindVersion(file, needs.Offset, names, Present);
        if (missing < 0 || present < 0) return false;
        ushort index = BinaryPrimitives.ReadUInt16LittleEndian(file[(missing + 6)..]);
        int symbol = -1;
        for (int i = 0; i < versions.Size / 2; i++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(file[(versions.Offset + 2 * i)..]) != index) continue;
            if (symbol >= 0) return false; // more than the one function is missing
            symbol = names + BinaryPrimitives.ReadInt32LittleEndian(file[(symbols.Offset + 24 * i)..]);
        }
        if (symbol < 0 || Text(file, symbol) != MissingSymbol) return false;

        file.Slice(present, 4).CopyTo(file[missing..]); // the hash of the version's name
        file.Slice(present + 8, 4).CopyTo(file[(missing + 8)..]); // where its name stands
        Encoding.ASCII.GetBytes(PresentSymbol + "\0", file[symbol..]);
        return true;
    }

    private readonly record struct Section(int Type, int Offset, int Size, int Link);

    private static Section At(ReadOnlySpan<byte> file, int index)
    {
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(file[0x28..]), entry = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3a..]);
        ReadOnlySpan<byte> header = file[(table + index * entry)..];
        return new Section(
            BinaryPrimitives.ReadInt32LittleEndian(header[4..]), (int)BinaryPrimitives.ReadInt64LittleEndian(header[24..]),
            (int)BinaryPrimitives.ReadInt64LittleEndian(header[32..]), BinaryPrimitives.ReadInt32LittleEndian(header[40..]));
    }

    private static Section Find(ReadOnlySpan<byte> file, int type)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3c..]);
        for (int i = 0; i < count; i++)
            if (At(file, i) is var section && section.Type == type) return section;
        return default;
    }

    // A needed library {version, count, file, first entry, next library}, then its entries {hash, flags, index, name, next}.
    private static int FindVersion(ReadOnlySpan<byte> file, int needs, int names, string version)
    {
        for (int library = needs, step = 1; step != 0; library += step)
        {
            int entry = library + BinaryPrimitives.ReadInt32LittleEndian(file[(library + 8)..]);
            for (int next = 1; next != 0; entry += next)
            {
                if (Text(file, names + BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 8)..])) == version) return entry;
                next = BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 12)..]);
            }
            step = BinaryPrimitives.ReadInt32LittleEndian(file[(library + 12)..]);
        }
        return -1;
    }

    private static string Text(ReadOnlySpan<byte> file, int offset) =>
        Encoding.ASCII.GetString(file[offset..(offset + file[offset..].IndexOf((byte)0))]);
}
