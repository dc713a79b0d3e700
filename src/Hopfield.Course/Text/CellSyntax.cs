using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>Cells of code as C# reads them: as a script.</summary>
internal static class CellSyntax
{
    /// <summary>How a cell is read.</summary>
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>The syntax of a cell.</summary>
    /// <param name="code">The cell's text.</param>
    public static CompilationUnitSyntax Of(string code) => SyntaxFactory.ParseCompilationUnit(code, options: Options);

    /// <summary>The variables and methods that a member of a cell declares for the cells below it.</summary>
    /// <param name="member">The member.</param>
    public static IEnumerable<SyntaxToken> Declared(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier),
        MethodDeclarationSyntax method => [method.Identifier],
        // var (a, b) = …, and out var c
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement } =>
            statement.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax).OfType<SingleVariableDesignationSyntax>().Select(designation => designation.Identifier),
        _ => [],
    };
}
