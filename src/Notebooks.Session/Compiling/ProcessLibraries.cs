using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>The libraries of the process, .NET's and the host's own, as references for the compiler. They are read once for all sessions.</summary>
internal static class ProcessLibraries
{
    private static readonly string[] _paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static readonly Dictionary<string, Lazy<PortableExecutableReference>> _known = _paths.DistinctBy(Path.GetFileName)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => new Lazy<PortableExecutableReference>(() => FromFile(path)), StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<ImmutableArray<MetadataReference>> _framework = new(() =>
        [.. _paths.Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Distinct().Order(StringComparer.Ordinal).Select(name => _known[name].Value)]);

    /// <summary>.NET's own libraries.</summary>
    public static ImmutableArray<MetadataReference> Framework => _framework.Value;

    /// <summary>The names of some libraries of the process, and of all that they need: what a value of theirs may be made of.</summary>
    /// <param name="names">The names to begin with.</param>
    public static IReadOnlySet<string> With(IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(names.Concat(_framework.Value.Select(reference => Path.GetFileNameWithoutExtension(reference.Display!))));
        while (open.TryDequeue(out string? name))
        {
            if (found.Add(name) && ByName(name)?.GetMetadata() is AssemblyMetadata assembly)
            {
                var metadata = assembly.GetModules()[0].GetMetadataReader();
                foreach (var reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
                {
                    open.Enqueue(metadata.GetString(reference.Name));
                }
            }
        }
        return found;
    }

    /// <summary>A library that the process was started with; null for another.</summary>
    public static PortableExecutableReference? ByName(string name) => _known.GetValueOrDefault(name)?.Value;

    /// <summary>The file of a library that the process was started with; null for another.</summary>
    public static string? PathOf(string name) => _known.ContainsKey(name) ? _paths.First(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>A library as the process has it in memory: its file may have been rebuilt since.</summary>
    public static unsafe PortableExecutableReference InMemory(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out byte* blob, out int length))
        {
            throw new ArgumentException($"The carried assembly {assembly.GetName().Name} has no metadata in memory.");
        }
        return Reference(ModuleMetadata.CreateFromMetadata((nint)blob, length), assembly.Location);
    }

    // The formatting package has commands named Display and DisplayAs too; beside the session's own each call of either would be ambiguous.
    private static PortableExecutableReference FromFile(string path) =>
        Reference(Path.GetFileNameWithoutExtension(path) == typeof(DisplayExtensions).Assembly.GetName().Name
            ? ModuleMetadata.CreateFromImage(HiddenType.In(File.ReadAllBytes(path), typeof(DisplayExtensions).FullName!))
            : ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata), path);

    private static PortableExecutableReference Reference(ModuleMetadata module, string path) =>
        AssemblyMetadata.Create(module).GetReference(XmlDocumentation.For(path), filePath: path);
}
