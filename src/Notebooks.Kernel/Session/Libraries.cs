using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Kernel;

/// <summary>
/// The libraries that cells can use: those the process carries, .NET's own, and files named by <c>#r</c> with what lies
/// beside them. The compiler asks it by path and by name, the loader by name, and both get the same library.
/// </summary>
internal sealed class Libraries(KernelOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Assembly> carried = options.CarriedAssemblies.ToDictionary(a => a.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PortableExecutableReference> references = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, LibraryFile> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> folders = [];

    // Every library that the process was started with: .NET's and the host's own.
    private readonly Dictionary<string, string> platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).DistinctBy(Path.GetFileName)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a <c>#r</c> was not answered, by its text.</summary>
    public Dictionary<string, string> Refusals { get; } = [];

    /// <summary>.NET's own libraries and the display commands: what every session starts with.</summary>
    public ImmutableArray<MetadataReference> Initial()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var own = platform.Where(library => Path.GetDirectoryName(library.Value) == framework).Select(library => library.Key).Order(StringComparer.Ordinal);
        return [.. own.Select(name => ByName(name)!), ReferenceTo(typeof(DisplayCommands).Assembly), ByName("Microsoft.DotNet.Interactive.Formatting")!, ByName("Microsoft.AspNetCore.Html.Abstractions")!];
    }

    /// <summary>Answers a <c>#r</c>; null with a reason in <see cref="Refusals"/>.</summary>
    public PortableExecutableReference? ByPath(string reference, string? folder)
    {
        lock (gate)
        {
            Refusals.Remove(reference);
            bool isFile = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || reference.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
            if (!isFile && ByName(reference) is { } known)
            {
                return known;
            }
            string path = Path.GetFullPath(reference.Replace('\\', '/'), folder ?? Directory.GetCurrentDirectory());
            try
            {
                if (carried.TryGetValue(Path.GetFileNameWithoutExtension(path), out var assembly))
                {
                    return File.Exists(path) && LibraryFile.ReadVersionId(path) != assembly.ManifestModule.ModuleVersionId
                        ? Refuse(reference, options.Installed
                            ? "the engine was rebuilt: run `kernel install` again, then restart the kernel"
                            : "the engine was rebuilt: restart the kernel")
                        : ReferenceTo(assembly);
                }
                return File.Exists(path) ? FromFile(reference, path)
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

    /// <summary>A library by its simple name: carried, of the process, or beside a file that a cell named.</summary>
    public PortableExecutableReference? ByName(string name)
    {
        lock (gate)
        {
            return carried.TryGetValue(name, out var assembly) ? ReferenceTo(assembly)
                : files.TryGetValue(name, out var file) ? file.Reference
                : platform.TryGetValue(name, out string? path) ? References(name, () => MetadataOnly(path))
                : Beside(name)?.Reference;
        }
    }

    /// <summary>The library that code of a cell, or of a file it named, needs at run time; null to leave it to the process.</summary>
    public Assembly? Load(AssemblyName name, System.Runtime.Loader.AssemblyLoadContext context)
    {
        lock (gate)
        {
            if (carried.TryGetValue(name.Name!, out var assembly))
            {
                return assembly;
            }
            var file = files.GetValueOrDefault(name.Name!) ?? (platform.ContainsKey(name.Name!) ? null : Beside(name.Name!));
            bool processHasIt = platform.TryGetValue(name.Name!, out string? own) && AssemblyName.GetAssemblyName(own).Version >= file?.Name.Version;
            return file is null || processHasIt ? null : file.Load(context);
        }
    }

    /// <summary>Folders to look into for native libraries.</summary>
    public IReadOnlyList<string> Folders => folders;

    private PortableExecutableReference? FromFile(string reference, string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (files.TryGetValue(name, out var known))
        {
            return LibraryFile.ReadVersionId(path) == known.VersionId ? known.Reference
                : Refuse(reference, "another build of this library is in use since an earlier cell: restart the kernel");
        }
        return Keep(name, path).Reference;
    }

    private LibraryFile Keep(string name, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!folders.Contains(folder))
        {
            folders.Add(folder);
        }
        return files[name] = LibraryFile.Read(path);
    }

    private LibraryFile? Beside(string name) =>
        folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists) is { } path ? Keep(name, path) : null;

    private PortableExecutableReference? Refuse(string reference, string reason)
    {
        Refusals[reference] = reason;
        return null;
    }

    private PortableExecutableReference ReferenceTo(Assembly assembly) => References(assembly.GetName().Name!, () => FromMemory(assembly));

    private PortableExecutableReference References(string name, Func<PortableExecutableReference> create)
    {
        if (!references.TryGetValue(name, out var reference))
        {
            references[name] = reference = create();
        }
        return reference;
    }

    // The library as the process has it: its file may have been rebuilt since.
    private static unsafe PortableExecutableReference FromMemory(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out byte* blob, out int length))
        {
            throw new ArgumentException($"The carried assembly {assembly.GetName().Name} has no metadata in memory.");
        }
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(Documentation.Beside(assembly.Location), filePath: assembly.Location);
    }

    private static PortableExecutableReference MetadataOnly(string path) =>
        AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata)).GetReference(Documentation.Beside(path), filePath: path);
}
