using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// Takes one public type out of what the compiler is shown of the formatting package; the library itself stays whole. The type has
/// commands named Display and DisplayAs, and beside the session's own each call of either would be ambiguous.
/// </summary>
internal static class HiddenType
{
    private static readonly Type _type = typeof(DisplayExtensions);

    /// <summary>The simple name of the library with that type.</summary>
    public static string Library { get; } = _type.Assembly.GetName().Name!;

    /// <summary>The library's image in which the type is internal.</summary>
    /// <param name="image">The library's image, which is changed.</param>
    public static byte[] In(byte[] image)
    {
        using var file = new PEReader(new MemoryStream(image));
        image[file.PEHeaders.MetadataStartOffset + Attributes(file.GetMetadataReader())] &= Internal;
        return image;
    }

    /// <summary>The library's metadata in which the type is internal.</summary>
    /// <param name="metadata">The metadata, of which a copy is made.</param>
    public static unsafe byte[] InMetadata(ReadOnlySpan<byte> metadata)
    {
        byte[] copy = metadata.ToArray();
        fixed (byte* start = metadata)
        {
            copy[Attributes(new MetadataReader(start, metadata.Length))] &= Internal;
        }
        return copy;
    }

    private const byte Internal = unchecked((byte)~TypeAttributes.VisibilityMask);

    // A row of the table of types begins with the type's attributes, and these with its visibility.
    private static int Attributes(MetadataReader metadata)
    {
        var type = metadata.TypeDefinitions.First(type => NameOf(metadata, metadata.GetTypeDefinition(type)) == _type.FullName);
        return metadata.GetTableMetadataOffset(TableIndex.TypeDef) + (metadata.GetTableRowSize(TableIndex.TypeDef) * (MetadataTokens.GetRowNumber(type) - 1));
    }

    private static string NameOf(MetadataReader metadata, TypeDefinition type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
