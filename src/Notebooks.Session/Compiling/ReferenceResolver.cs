using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>The compiler's way to the session's libraries.</summary>
internal sealed class ReferenceResolver(Libraries libraries) : MetadataReferenceResolver
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
