using Microsoft.CodeAnalysis;

namespace Notebooks.Kernel;

/// <summary>Finds the XML documentation that belongs to a library.</summary>
internal static class Documentation
{
    /// <summary>The file of the same name beside the library; read when the first text is asked for.</summary>
    public static DocumentationProvider Beside(string path) =>
        System.IO.Path.ChangeExtension(path, ".xml") is var xml && File.Exists(xml) ? XmlDocumentationProvider.CreateFromFile(xml) : DocumentationProvider.Default;
}
