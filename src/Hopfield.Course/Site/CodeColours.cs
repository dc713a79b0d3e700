using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>
/// Colours C# by Roslyn's own classifier. The cells of a notebook are classified as one script, so that a name declared
/// in one cell is known in the next.
/// </summary>
internal sealed class CodeColours : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _project = ProjectId.CreateNewId();

    /// <summary>Prepares a project that sees what cells see.</summary>
    public CodeColours()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        _workspace.AddProject(ProjectInfo.Create(
            _project,
            VersionStamp.Default,
            "cells",
            "cells",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: SessionOptions.DefaultImports),
            parseOptions: CellSyntax.Options,
            metadataReferences: trusted.Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))));
    }

    /// <summary>Colours pieces of code that belong together.</summary>
    /// <param name="cells">The pieces in order.</param>
    /// <returns>One piece of HTML for each, without an element around it.</returns>
    public IReadOnlyList<string> Colour(IReadOnlyList<string> cells)
    {
        string script = string.Join('\n', cells);
        DocumentInfo info = DocumentInfo.Create(
            DocumentId.CreateNewId(_project),
            "cells.csx",
            sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(script), VersionStamp.Default)));
        Document document = _workspace.CurrentSolution.AddDocument(info).GetDocument(info.Id)!;
        List<ClassifiedSpan> spans = [.. Classifier
            .GetClassifiedSpansAsync(document, new TextSpan(0, script.Length)).GetAwaiter().GetResult()
            .Where(span => CssClass(span.ClassificationType) is not null)
            .OrderBy(span => span.TextSpan.Start)];

        var html = new List<string>();
        int start = 0;
        foreach (string cell in cells)
        {
            html.Add(Paint(script, new TextSpan(start, cell.Length), spans));
            start += cell.Length + 1;
        }

        return html;
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private static string Paint(string script, TextSpan cell, List<ClassifiedSpan> spans)
    {
        var html = new StringBuilder();
        int at = cell.Start;
        foreach (ClassifiedSpan span in spans)
        {
            TextSpan? inside = cell.Intersection(span.TextSpan);
            if (inside is not { Length: > 0 } part || part.Start < at) continue;
            html.Append(WebUtility.HtmlEncode(script[at..part.Start]))
                .Append("<span class=\"").Append(CssClass(span.ClassificationType)).Append("\">")
                .Append(WebUtility.HtmlEncode(script[part.Start..part.End])).Append("</span>");
            at = part.End;
        }

        return html.Append(WebUtility.HtmlEncode(script[at..cell.End])).ToString();
    }

    private static string? CssClass(string kind) => kind switch
    {
        ClassificationTypeNames.Keyword => "k",
        ClassificationTypeNames.ControlKeyword => "k",
        ClassificationTypeNames.PreprocessorKeyword => "p",
        ClassificationTypeNames.PreprocessorText => "s",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral => "s",
        ClassificationTypeNames.StringEscapeCharacter => "e",
        ClassificationTypeNames.NumericLiteral => "n",
        ClassificationTypeNames.Comment => "c",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName or ClassificationTypeNames.StructName
            or ClassificationTypeNames.RecordStructName or ClassificationTypeNames.InterfaceName or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "t",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "m",
        ClassificationTypeNames.PropertyName or ClassificationTypeNames.EnumMemberName or ClassificationTypeNames.ConstantName => "f",
        _ => kind.StartsWith("xml doc comment", StringComparison.Ordinal) ? "c" : null,
    };
}
