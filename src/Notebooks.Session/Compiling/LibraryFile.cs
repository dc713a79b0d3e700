using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>A library that cells use from a file. It is read into memory once, so that the file stays free: it can be rebuilt or deleted at any time.</summary>
internal sealed class LibraryFile
{
    private readonly ImmutableArray<byte> _image;
    private readonly Lock _gate = new();
    private Assembly? _loaded;

    private LibraryFile(string path, ImmutableArray<byte> image, AssemblyName name, Guid build)
    {
        Path = path;
        _image = image;
        Name = name;
        Build = build;
        Reference = AssemblyMetadata.CreateFromImage(image).GetReference(XmlDocumentation.For(path), filePath: path);
    }

    public string Path { get; }

    public AssemblyName Name { get; }

    public Guid Build { get; }

    /// <summary>What the compiler is given.</summary>
    public PortableExecutableReference Reference { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadImageFormatException">The file is no .NET library.</exception>
    public static LibraryFile Read(string path)
    {
        var image = ImmutableArray.Create(File.ReadAllBytes(path));
        using var pe = new PEReader(image);
        if (!pe.HasMetadata)
        {
            throw new BadImageFormatException("The file holds no .NET metadata.", path);
        }
        var metadata = pe.GetMetadataReader();
        return new(path, image, metadata.GetAssemblyDefinition().GetAssemblyName(), BuildId.Of(metadata));
    }

    public Assembly Load(AssemblyLoadContext context)
    {
        lock (_gate)
        {
            if (_loaded is null)
            {
                string symbols = System.IO.Path.ChangeExtension(Path, ".pdb");
                using var code = new MemoryStream([.. _image]);
                using var debug = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
                _loaded = context.LoadFromStream(code, debug);
            }
            return _loaded;
        }
    }
}
