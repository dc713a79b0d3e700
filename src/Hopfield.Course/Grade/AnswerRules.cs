using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>What an answer may not do, because the check that judges it would then be another: declare a name that the check uses, or change what is asked for.</summary>
internal static class AnswerRules
{
    /// <summary>Why an answer is not tried, or null where it may be.</summary>
    /// <param name="answer">The student's cell.</param>
    /// <param name="exercise">The exercise.</param>
    public static string? Trouble(string answer, Exercise exercise)
    {
        CompilationUnitSyntax cell = CellSyntax.Of(answer), stub = CellSyntax.Of(exercise.Stub), check = CellSyntax.Of(exercise.Check);
        if (cell.Usings.Any(directive => directive.Alias is not null || directive.StaticKeyword != default)) return "a using that renames or imports members";
        HashSet<string> asked = [.. stub.Members.SelectMany(Names)];
        HashSet<string> taken = [.. Identifiers(check).Concat(Identifiers(stub)).Except(asked)];
        if (cell.Members.SelectMany(Names).FirstOrDefault(taken.Contains) is { } name) return $"it declares {name}, which the check uses";
        foreach (string signature in stub.Members.SelectMany(Signatures))
        {
            if (!cell.Members.SelectMany(Signatures).Contains(signature)) return $"{signature} is asked for";
        }

        return null;
    }

    private static IEnumerable<string> Identifiers(CompilationUnitSyntax code) =>
        code.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text);

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        DelegateDeclarationSyntax type => [type.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        _ => CellSyntax.Declared(member).Select(name => name.Text),
    };

    // Name and types of what a cell declares; a variable whose type is left to its value has none to keep to.
    private static IEnumerable<string> Signatures(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [$"{Plain(method.ReturnType)} {method.Identifier.Text}({string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Type is null ? "" : Plain(parameter.Type)))})"],
        FieldDeclarationSyntax { Declaration: { Type.IsVar: false } declaration } => declaration.Variables.Select(variable => $"{Plain(declaration.Type)} {variable.Identifier.Text}"),
        _ => [],
    };

    private static string Plain(TypeSyntax type) => type.NormalizeWhitespace().ToString();
}
