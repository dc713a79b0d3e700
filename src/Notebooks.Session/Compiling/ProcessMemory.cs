using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>
/// The libraries of a process as it has them in memory. A page of a browser has no others; elsewhere this is how a library is
/// read whose file may have been rebuilt since.
/// </summary>
/// <param name="framework">The simple names of .NET's own libraries.</param>
/// <param name="others">The simple names of the libraries that the host brings.</param>
/// <param name="documentation">A folder with their XML documentation; null where there is none.</param>
public sealed class ProcessMemory(IEnumerable<string> framework, IEnumerable<string> others, string? documentation = null) : IProcessLibraries
{
    private readonly string[] _framework = [.. framework.Order(StringComparer.Ordinal)];
    private readonly Dictionary<string, PortableExecutableReference?> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new([.. framework, .. others], StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ImmutableArray<MetadataReference> Framework => [.. _framework.Select(ByName).OfType<MetadataReference>()];

    /// <inheritdoc/>
    public PortableExecutableReference? ByName(string name)
    {
        if (!_names.Contains(name))
        {
            return null;
        }
        if (!_known.TryGetValue(name, out var reference))
        {
            _known[name] = reference = Reference(name);
        }
        return reference;
    }

    /// <inheritdoc/>
    public string? PathOf(string name) => null;

    /// <summary>A library that is loaded.</summary>
    /// <param name="assembly">The library.</param>
    /// <param name="path">What it is called, and beside what its documentation lies.</param>
    /// <exception cref="ArgumentException">It has no metadata in memory.</exception>
    internal static unsafe PortableExecutableReference To(Assembly assembly, string path)
    {
        if (!assembly.TryGetRawMetadata(out byte* blob, out int length))
        {
            throw new ArgumentException($"The assembly {assembly.GetName().Name} has no metadata in memory.");
        }
        var module = assembly.GetName().Name == HiddenType.Library ? Copy(HiddenType.InMetadata(new ReadOnlySpan<byte>(blob, length))) : ModuleMetadata.CreateFromMetadata((nint)blob, length);
        return AssemblyMetadata.Create(module).GetReference(XmlDocumentation.For(path), filePath: path);
    }

    private PortableExecutableReference? Reference(string name)
    {
        try
        {
            return To(Assembly.Load(name), Path.Combine(documentation ?? "", $"{name}.dll"));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    // The array does not move, and lives as long as what is read from it.
    private static unsafe ModuleMetadata Copy(byte[] metadata)
    {
        byte[] pinned = GC.AllocateUninitializedArray<byte>(metadata.Length, pinned: true);
        metadata.CopyTo(pinned, 0);
        fixed (byte* start = pinned)
        {
            return ModuleMetadata.CreateFromMetadata((nint)start, pinned.Length, () => GC.KeepAlive(pinned));
        }
    }
}
