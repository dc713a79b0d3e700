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
/// What cells and process hand to each other is always the process's: a second one of the same name would make two types of each of its types.
/// </summary>
/// <param name="carriedAssemblies">What the host carries for cells.</param>
/// <param name="installed">Whether these are an installed copy.</param>
/// <param name="process">What else the process has.</param>
internal sealed class Libraries(IEnumerable<Assembly> carriedAssemblies, bool installed, IProcessLibraries process)
{
    private static readonly string[] _own = [.. new[] { typeof(DisplayCommands), typeof(Formatter), typeof(IHtmlContent) }.Select(type => type.Assembly.GetName().Name!)];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Assembly> _carried = carriedAssemblies.ToDictionary(a => a.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Assembly, PortableExecutableReference> _references = [];
    private readonly LibraryFiles _files = new();
    private readonly ConcurrentQueue<string> _notes = [];
    private readonly HashSet<string> _answered = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlySet<string>? _shared;

    /// <summary>Why a <c>#r</c> was not answered, by its text.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = [];

    /// <summary>.NET's own libraries and the display commands: what every session starts with.</summary>
    public ImmutableArray<MetadataReference> Initial() => [.. process.Framework, .. _own.Select(name => ByName(name)!)];

    /// <summary>What was said since the last call of this: which library is in use in place of one that was asked for.</summary>
    public IEnumerable<string> TakeNotes()
    {
        while (_notes.TryDequeue(out string? note))
        {
            yield return note;
        }
    }

    // Front ends start a kernel in the notebook's folder, but one that is started by hand may stand anywhere.
    private static string Start(string reference, string? folder) =>
        Path.IsPathRooted(reference) ? ""
        : folder is not null ? $"; a relative path starts at the folder of the file that names it, {folder}"
        : $"; a relative path starts where the kernel was started, {Directory.GetCurrentDirectory()}: as a rule the notebook's folder";

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
                    // Where libraries have no files, one of the process is meant by its name.
                    : process.PathOf(Path.GetFileNameWithoutExtension(path)) is null && process.ByName(Path.GetFileNameWithoutExtension(path)) is { } own ? own
                    : Refuse(reference, $"the library was not found{Start(reference, folder)}");
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

    /// <summary>The libraries among the files of packages; of those that the process shares with cells it has its own.</summary>
    /// <param name="restored">The packages.</param>
    /// <param name="named">The package that the cell has named.</param>
    public IReadOnlyList<PortableExecutableReference> FromPackages(RestoredPackages restored, string named)
    {
        lock (_gate)
        {
            string? folder = restored.Packages.FirstOrDefault(package => package.Id.Equals(named, StringComparison.OrdinalIgnoreCase))?.Folder;
            var found = new List<PortableExecutableReference>();
            foreach (string path in _files.LibrariesAmong(restored.Files))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                if (IsShared(name) && ByName(name) is { } own)
                {
                    found.Add(own);
                    Compare(path, isNamed: folder is not null && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
                }
                else
                {
                    found.Add((Known(path) ?? _files.Use(path)).Reference);
                }
            }
            return found;
        }
    }

    /// <summary>A library that an extension needs, loaded where cells live.</summary>
    public Assembly LoadFile(string path, AssemblyLoadContext context)
    {
        lock (_gate)
        {
            return (Known(path) ?? _files.Use(path)).Load(context);
        }
    }

    /// <summary>A library by its simple name: carried, of the process, or beside a file that a cell named.</summary>
    public PortableExecutableReference? ByName(string name)
    {
        lock (_gate)
        {
            if (_carried.TryGetValue(name, out var assembly))
            {
                return ReferenceTo(assembly);
            }
            if (_files.Known(name) is { } known)
            {
                return known.Reference;
            }
            if (process.ByName(name) is { } own)
            {
                _answered.Add(name);
                return own;
            }
            return _files.Beside(name)?.Reference;
        }
    }

    /// <summary>The library that code of a cell, or of a file it named, needs at run time; null to leave it to the process.</summary>
    public Assembly? Load(AssemblyName name, AssemblyLoadContext context)
    {
        lock (_gate)
        {
            return _carried.TryGetValue(name.Name!, out var assembly) ? assembly
                : (_files.Known(name.Name!) ?? (process.ByName(name.Name!) is null ? _files.Beside(name.Name!) : null))?.Load(context);
        }
    }

    // What the process has given away already, or might: what its own libraries for cells are made of.
    private bool IsShared(string name) =>
        _carried.ContainsKey(name) || _answered.Contains(name) || (_shared ??= With([.. _own, .. _carried.Keys])).Contains(name);

    // The names of some libraries of the process, and of all that they need: what a value of theirs may be made of.
    private HashSet<string> With(IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(names.Concat(process.Framework.Select(reference => Path.GetFileNameWithoutExtension(reference.Display!))));
        while (open.TryDequeue(out string? name))
        {
            if (found.Add(name) && process.ByName(name)?.GetMetadata() is AssemblyMetadata assembly)
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

    private LibraryFile? Known(string path)
    {
        var known = _files.Known(Path.GetFileNameWithoutExtension(path));
        if (known is not null && known.Path != path && known.Build != BuildId.Of(path))
        {
            _notes.Enqueue($"{known.Name.Name} {VersionOf(known.Path)} is in use since an earlier cell; {VersionOf(path)} would be after a restart of the kernel.");
        }
        return known;
    }

    // Packages name many libraries that the process has; only what somebody could miss is worth a word.
    private void Compare(string path, bool isNamed)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string own = _carried.TryGetValue(name, out var assembly) ? assembly.Location : process.PathOf(name) ?? "";
        if (File.Exists(own) && VersionOf(own) is var ours && VersionOf(path) is var theirs && ours != theirs
            && (isNamed || AssemblyName.GetAssemblyName(path).Version > AssemblyName.GetAssemblyName(own).Version))
        {
            _notes.Enqueue($"{name} {ours} of the kernel is used, not {theirs}: cells and kernel share it.");
        }
    }

    private static string VersionOf(string path) => (System.Diagnostics.FileVersionInfo.GetVersionInfo(path).ProductVersion ?? "of another version").Split('+')[0];

    private PortableExecutableReference? Carried(string reference, string path, Assembly assembly) =>
        !File.Exists(path) || BuildId.Of(path) == assembly.ManifestModule.ModuleVersionId ? ReferenceTo(assembly)
            : Refuse(reference, installed
                ? "the engine was rebuilt: run `kernel install` again, then restart the kernel"
                : "the engine was rebuilt: restart the kernel");

    private PortableExecutableReference? FromFile(string reference, string path)
    {
        if (IsShared(Path.GetFileNameWithoutExtension(path)))
        {
            Compare(path, isNamed: true);
            return ByName(Path.GetFileNameWithoutExtension(path));
        }
        return _files.Known(Path.GetFileNameWithoutExtension(path)) is not { } known ? _files.Use(path).Reference
            : BuildId.Of(path) == known.Build ? known.Reference
            : Refuse(reference, "another build of this library is in use since an earlier cell: restart the kernel");
    }

    private PortableExecutableReference? Refuse(string reference, string reason)
    {
        Refusals[reference] = reason;
        return null;
    }

    private PortableExecutableReference ReferenceTo(Assembly assembly)
    {
        if (!_references.TryGetValue(assembly, out var reference))
        {
            _references[assembly] = reference = ProcessMemory.To(assembly, assembly.Location.Length > 0 ? assembly.Location : process.ByName(assembly.GetName().Name!)?.FilePath ?? $"{assembly.GetName().Name}.dll");
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
