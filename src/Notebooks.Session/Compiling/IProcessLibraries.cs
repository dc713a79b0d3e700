using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Notebooks.Session;

/// <summary>The libraries that a process has, .NET's and the host's own, as references for the compiler. Where they are read from depends on the host.</summary>
public interface IProcessLibraries
{
    /// <summary>.NET's own libraries.</summary>
    ImmutableArray<MetadataReference> Framework { get; }

    /// <summary>A library that the process was started with; null for another.</summary>
    /// <param name="name">Its simple name.</param>
    PortableExecutableReference? ByName(string name);

    /// <summary>The file of a library that the process was started with; null for another, and where there are no files.</summary>
    /// <param name="name">Its simple name.</param>
    string? PathOf(string name);
}
