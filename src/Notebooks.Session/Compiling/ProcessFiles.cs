using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>The libraries of a process that was started from files. They are read once for all sessions.</summary>
internal sealed class ProcessFiles : IProcessLibraries
{
    private static readonly string[] _paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static readonly Dictionary<string, Lazy<PortableExecutableReference>> _known = _paths.DistinctBy(Path.GetFileName)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => new Lazy<PortableExecutableReference>(() => FromFile(path)), StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<ImmutableArray<MetadataReference>> _framework = new(() =>
        [.. _paths.Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Distinct().Order(StringComparer.Ordinal).Select(name => _known[name].Value)]);

    private ProcessFiles()
    {
    }

    /// <summary>Those of this process.</summary>
    public static ProcessFiles All { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<MetadataReference> Framework => _framework.Value;

    /// <inheritdoc/>
    public PortableExecutableReference? ByName(string name) => _known.GetValueOrDefault(name)?.Value;

    /// <inheritdoc/>
    public string? PathOf(string name) => _known.ContainsKey(name) ? _paths.First(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)) : null;

    // The formatting package has commands named Display and DisplayAs too; beside the session's own each call of either would be ambiguous.
    private static PortableExecutableReference FromFile(string path) =>
        AssemblyMetadata.Create(Path.GetFileNameWithoutExtension(path) == HiddenType.Library
            ? ModuleMetadata.CreateFromImage(HiddenType.In(File.ReadAllBytes(path)))
            : ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata)).GetReference(XmlDocumentation.For(path), filePath: path);
}
