using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Session.Tests;

/// <summary>Builds small libraries for cells to use.</summary>
internal static class TestLibrary
{
    /// <summary>Compiles a source into a library, the same bytes for the same source.</summary>
    public static string Build(string path, string source, params string[] references)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path), [CSharpSyntaxTree.ParseText(source)],
            [.. references.Concat([typeof(object).Assembly.Location, Path.Combine(framework, "System.Runtime.dll")]).Select(file => MetadataReference.CreateFromImage(File.ReadAllBytes(file)))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var file = File.Create(path);
        var result = compilation.Emit(file);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return path;
    }
}
