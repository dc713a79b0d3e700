using Hopfield.Course;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests;

/// <summary>Every chapter is also a program of one file that compiles.</summary>
public class ExportTests
{
    // What a project with implicit usings begins with.
    private const string Implicit = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public static TheoryData<string> Chapters => [.. CourseFiles.Tree.Chapters.Select(c => c.Name)];

    [Theory, MemberData(nameof(Chapters))]
    public void A_chapter_compiles_as_a_program(string name)
    {
        var chapter = CourseFiles.Tree.Chapters.Single(c => c.Name == name);
        string program = ProgramExport.Write(Notebook.Read(chapter.Path), name, "../../src");
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: []).WithFeatures([new("FileBasedProgram", "true")]);
        var references = ProjectSources.Libraries.Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Exported", [CSharpSyntaxTree.ParseText(Implicit, options), CSharpSyntaxTree.ParseText(program, options)], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors.Take(8).Select(e => $"{e.GetMessage()}: {program.Split('\n')[e.Location.GetLineSpan().StartLinePosition.Line]}")));
    }
}
