using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Notebooks.Session;

/// <summary>Takes a public type out of what the compiler is shown of a library; the library itself stays whole.</summary>
internal static class HiddenType
{
    /// <summary>A library's image in which one of its types is internal.</summary>
    /// <param name="image">The library's image, which is changed.</param>
    /// <param name="name">The type, with its namespace.</param>
    /// <exception cref="ArgumentException">The library has no such type.</exception>
    public static byte[] In(byte[] image, string name)
    {
        using var file = new PEReader(new MemoryStream(image));
        var metadata = file.GetMetadataReader();
        var type = metadata.TypeDefinitions.FirstOrDefault(type => NameOf(metadata, metadata.GetTypeDefinition(type)) == name);
        if (type.IsNil)
        {
            throw new ArgumentException($"The library has no type {name}.", nameof(name));
        }
        // A row of the table of types begins with the type's attributes, and these with its visibility.
        int row = metadata.GetTableMetadataOffset(TableIndex.TypeDef) + (metadata.GetTableRowSize(TableIndex.TypeDef) * (MetadataTokens.GetRowNumber(type) - 1));
        image[file.PEHeaders.MetadataStartOffset + row] &= unchecked((byte)~TypeAttributes.VisibilityMask);
        return image;
    }

    private static string NameOf(MetadataReader metadata, TypeDefinition type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
