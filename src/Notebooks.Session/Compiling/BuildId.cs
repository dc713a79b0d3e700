using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Notebooks.Session;

/// <summary>What tells two builds of a library apart. Builds are deterministic: the same sources have the same id.</summary>
public static class BuildId
{
    /// <summary>The id of a library's file: the version id of its module.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The id.</returns>
    /// <exception cref="BadImageFormatException">The file is no .NET library.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Guid Of(string path)
    {
        using var pe = new PEReader(File.OpenRead(path));
        return Of(pe.GetMetadataReader());
    }

    internal static Guid Of(MetadataReader metadata) => metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
}
