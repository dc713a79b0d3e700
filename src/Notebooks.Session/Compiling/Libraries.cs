using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// The libraries that cells can use: those the process carries, .NET's own, and files named by <c>#r</c> with what lies
/// beside them. The compiler asks it by path and by name, the loader by name, and both get the same library.
/// </summary>
internal sealed class Libraries(IEnumerable<Assembly> carriedAssemblies, bool installed)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Assembly> _carried = carriedAssemblies.ToDictionary(a => a.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Assembly, PortableExecutableReference> _references = [];
    private readonly LibraryFiles _files = new();

    /// <summary>Why a <c>#r</c> was not answered, by its text.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = [];

    /// <summary>.NET's own libraries and the display commands: what every session starts with.</summary>
    public ImmutableArray<MetadataReference> Initial() =>
        [.. ProcessLibraries.Framework, .. new[] { typeof(DisplayCommands), typeof(Formatter), typeof(IHtmlContent) }.Select(type => ByName(type.Assembly.GetName().Name!)!)];

    /// <summary>Answers a <c>#r</c>; null with a reason in <see cref="Refusals"/>.</summary>
    public PortableExecutableReference? ByPath(string reference, string? folder)
    {
        lock (_gate)
        {
            Refusals.TryRemove(reference, out _);
            bool isFile = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || reference.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
            if (!isFile && ByName(reference) is { } known)
            {
                return known;
            }
            string path = Path.GetFullPath(reference.Replace('\\', '/'), folder ?? Directory.GetCurrentDirectory());
            try
            {
                return _carried.TryGetValue(Path.GetFileNameWithoutExtension(path), out var assembly) ? Carried(reference, path, assembly)
                    : File.Exists(path) ? FromFile(reference, path)
                    : Refuse(reference, $"the library was not found; a relative path starts at the notebook's folder, {Directory.GetCurrentDirectory()}");
            }
            catch (BadImageFormatException)
            {
                return Refuse(reference, "the file is not a .NET library");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Refuse(reference, $"the library could not be read: {e.Message}");
            }
        }
    }

    /// <summary>The libraries among the files of packages; a carried one is left to the process.</summary>
    public IReadOnlyList<PortableExecutableReference> FromPackages(IReadOnlyList<string> paths)
    {
        lock (_gate)
        {
            return [.. _files.UsePackages(paths.Where(path => !_carried.ContainsKey(Path.GetFileNameWithoutExtension(path)))).Select(file => file.Reference)];
        }
    }

    /// <summary>A library by its simple name: carried, of the process, or beside a file that a cell named.</summary>
    public PortableExecutableReference? ByName(string name)
    {
        lock (_gate)
        {
            return _carried.TryGetValue(name, out var assembly) ? ReferenceTo(assembly)
                : _files.Known(name)?.Reference ?? ProcessLibraries.ByName(name) ?? _files.Beside(name)?.Reference;
        }
    }

    /// <summary>The library that code of a cell, or of a file it named, needs at run time; null to leave it to the process.</summary>
    public Assembly? Load(AssemblyName name, AssemblyLoadContext context)
    {
        lock (_gate)
        {
            if (_carried.TryGetValue(name.Name!, out var assembly))
            {
                return assembly;
            }
            var own = ProcessLibraries.ByName(name.Name!);
            var file = _files.Known(name.Name!) ?? (own is null ? _files.Beside(name.Name!) : null);
            bool processHasIt = own is not null && AssemblyName.GetAssemblyName(own.FilePath!).Version >= file?.Name.Version;
            return file is null || processHasIt ? null : file.Load(context);
        }
    }

    private PortableExecutableReference? Carried(string reference, string path, Assembly assembly) =>
        !File.Exists(path) || BuildId.Of(path) == assembly.ManifestModule.ModuleVersionId ? ReferenceTo(assembly)
            : Refuse(reference, installed
                ? "the engine was rebuilt: run `kernel install` again, then restart the kernel"
                : "the engine was rebuilt: restart the kernel");

    private PortableExecutableReference? FromFile(string reference, string path) =>
        _files.Known(Path.GetFileNameWithoutExtension(path)) is not { } known ? _files.Use(path).Reference
            : BuildId.Of(path) == known.Build ? known.Reference
            : Refuse(reference, "another build of this library is in use since an earlier cell: restart the kernel");

    private PortableExecutableReference? Refuse(string reference, string reason)
    {
        Refusals[reference] = reason;
        return null;
    }

    private PortableExecutableReference ReferenceTo(Assembly assembly)
    {
        if (!_references.TryGetValue(assembly, out var reference))
        {
            _references[assembly] = reference = ProcessLibraries.InMemory(assembly);
        }
        return reference;
    }
    /// <summary>The compiler's way to the libraries.</summary>
    internal sealed class Resolver(Libraries libraries) : MetadataReferenceResolver
    {
        public override bool ResolveMissingAssemblies => true;

        public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
            libraries.ByPath(reference, Path.IsPathRooted(baseFilePath) ? Path.GetDirectoryName(baseFilePath) : null) is { } found
                // The compiler's properties make the types of the libraries that this one needs visible too.
                ? [found.WithProperties(properties)]
                : [];

        public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
            libraries.ByName(referenceIdentity.Name);

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    /// <summary>The loader's way to the libraries: where the compiled cells of one session live, with the libraries that they named.</summary>
    internal sealed class LoadContext(Libraries libraries) : AssemblyLoadContext("cells")
    {
        protected override Assembly? Load(AssemblyName assemblyName) => libraries.Load(assemblyName, this);

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
        {
            string runtime = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            foreach (string folder in libraries._files.Folders.SelectMany(folder => new[] { folder, Path.Combine(folder, runtime), Path.Combine(folder, "..", "..", runtime) }))
            {
                foreach (string name in (string[])[unmanagedDllName, $"{unmanagedDllName}.dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib"])
                {
                    if (NativeLibrary.TryLoad(Path.Combine(folder, name), out nint handle))
                    {
                        return handle;
                    }
                }
            }
            return 0;
        }
    }
}
