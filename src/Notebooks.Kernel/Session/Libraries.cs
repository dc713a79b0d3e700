using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Kernel;

/// <summary>
/// The libraries that cells can use: those the process carries, .NET's own, and files named by <c>#r</c> with what lies
/// beside them. The compiler asks it by path and by name, the loader by name, and both get the same library.
/// </summary>
internal sealed class Libraries(KernelOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Assembly> carried = options.CarriedAssemblies.ToDictionary(a => a.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Assembly, PortableExecutableReference> references = [];
    private readonly Dictionary<string, LibraryFile> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> folders = [];

    // Every library that the process was started with: .NET's and the host's own. What the compiler is told of them is
    // read once for all sessions.
    private static readonly Dictionary<string, Lazy<PortableExecutableReference>> platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).DistinctBy(Path.GetFileName)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => new Lazy<PortableExecutableReference>(() => MetadataOnly(path)), StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<ImmutableArray<MetadataReference>> framework = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Distinct().Order(StringComparer.Ordinal).Select(name => platform[name].Value)]);

    /// <summary>Why a <c>#r</c> was not answered, by its text.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = [];

    /// <summary>.NET's own libraries and the display commands: what every session starts with.</summary>
    public ImmutableArray<MetadataReference> Initial() =>
        [.. framework.Value, .. new[] { typeof(DisplayCommands), typeof(Formatter), typeof(IHtmlContent) }.Select(type => ByName(type.Assembly.GetName().Name!)!)];

    /// <summary>Answers a <c>#r</c>; null with a reason in <see cref="Refusals"/>.</summary>
    public PortableExecutableReference? ByPath(string reference, string? folder)
    {
        lock (gate)
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

    /// <summary>The files of packages: those that are not yet known and are .NET libraries.</summary>
    public IReadOnlyList<PortableExecutableReference> FromPackages(IReadOnlyList<string> paths)
    {
        lock (gate)
        {
            string native = $"{Path.DirectorySeparatorChar}native{Path.DirectorySeparatorChar}";
            folders.AddRange(paths.Where(path => path.Contains(native, StringComparison.Ordinal)).Select(path => Path.GetDirectoryName(path)!).Except(folders));
            return [.. paths.Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase) && !path.Contains(native, StringComparison.Ordinal))
                .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Path: path)).Where(file => !carried.ContainsKey(file.Name))
                .Select(file => (files.GetValueOrDefault(file.Name) ?? Keep(file.Name, file.Path)).Reference)];
        }
    }

    /// <summary>A library by its simple name: carried, of the process, or beside a file that a cell named.</summary>
    public PortableExecutableReference? ByName(string name)
    {
        lock (gate)
        {
            return carried.TryGetValue(name, out var assembly) ? ReferenceTo(assembly)
                : files.TryGetValue(name, out var file) ? file.Reference
                : platform.TryGetValue(name, out var known) ? known.Value
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
            bool processHasIt = platform.TryGetValue(name.Name!, out var own) && AssemblyName.GetAssemblyName(own.Value.FilePath!).Version >= file?.Name.Version;
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

    private PortableExecutableReference ReferenceTo(Assembly assembly)
    {
        if (!references.TryGetValue(assembly, out var reference))
        {
            references[assembly] = reference = FromMemory(assembly);
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
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)blob, length)).GetReference(XmlDocumentation.For(assembly.Location), filePath: assembly.Location);
    }

    private static PortableExecutableReference MetadataOnly(string path) =>
        AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(File.OpenRead(path), PEStreamOptions.PrefetchMetadata)).GetReference(XmlDocumentation.For(path), filePath: path);
}
