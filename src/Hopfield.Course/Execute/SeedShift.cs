using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>
/// Another draw of a chapter: before a cell runs, every seed that it hands to a library becomes <c>(seed) + shift</c>. The libraries keep
/// no random state of their own, so this reaches all that a chapter draws.
/// </summary>
/// <remarks>
/// A seed is shifted where it leaves the cells, once: functions of a cell hand on what they are given. It is an argument of a parameter
/// called <c>seed</c>, <see cref="Random"/>'s constructor included; one that the call leaves out and that has a value by default; a
/// property <c>Seed</c> in an initialiser. What the framework's methods call a seed draws nothing: a sum begins with it. Lines of the text stay lines.
/// </remarks>
internal static class SeedShift
{
    // More seeds than a cell counts through, so that no draw meets the seeds of another; and prime, since choices of pictures go round.
    private const int Stride = 10_007;

    private const string Seed = "Seed";

    /// <summary>The text of a cell as it is to run.</summary>
    /// <param name="session">A session that has run the cells before.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="draw">Which draw; 0 for the one that the chapter shows.</param>
    /// <exception cref="NotebookException">A seed cannot be reached.</exception>
    public static string Apply(NotebookSession session, string code, int draw)
    {
        string shift = (Stride * draw).ToString(CultureInfo.InvariantCulture);
        SemanticModel model = session.Understand(code);
        List<TextChange> changes = [.. model.SyntaxTree.GetRoot().DescendantNodes().SelectMany(node => Changes(model, node, shift))];
        // The text that was given, and not the one of the model, in which lines for the session are blank.
        return SourceText.From(code).WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();
    }

    private static IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode node, string shift) => node switch
    {
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
            => [.. Arguments(model, node, shift), .. LeftOutProperty(model, node, shift)],
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set when IsSeed(model.GetSymbolInfo(set.Left).Symbol) => Shifted(set.Right, shift),
        SimpleNameSyntax name => Refuse(model, name),
        _ => [],
    };

    private static IEnumerable<TextChange> Arguments(SemanticModel model, SyntaxNode call, string shift)
    {
        IEnumerable<IArgumentOperation> arguments = model.GetOperation(call) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        foreach (IArgumentOperation argument in arguments.Where(argument => IsSeed(argument.Parameter)))
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                yield return Added(call, $"{argument.Parameter!.Name}: {argument.Value.ConstantValue.Value} + {shift}");
            else
                foreach (TextChange change in Shifted(((ArgumentSyntax)argument.Syntax).Expression, shift)) yield return change;
        }
    }

    // A default value of a property is not known here, nor needed: any other number is another draw.
    private static IEnumerable<TextChange> LeftOutProperty(SemanticModel model, SyntaxNode node, string shift)
    {
        if (shift == "0" || node is not BaseObjectCreationExpressionSyntax creation || model.GetTypeInfo(creation).Type is not { } type
            || !type.GetMembers(Seed).Any(member => member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public } && IsSeed(member)))
        {
            yield break;
        }

        if (creation.Initializer is null)
            yield return Insert(creation.Span.End, $" {{ {Seed} = {shift} }}");
        else if (!creation.Initializer.Expressions.OfType<AssignmentExpressionSyntax>().Any(set => set.Left.ToString() == Seed))
            yield return Insert(creation.Initializer.OpenBraceToken.Span.End, $" {Seed} = {shift},");
    }

    // A method that is handed on without being called takes its seed from somewhere that is not to be seen here.
    private static IEnumerable<TextChange> Refuse(SemanticModel model, SimpleNameSyntax name) =>
        model.GetSymbolInfo(name).Symbol is IMethodSymbol method && method.Parameters.Any(IsSeed) && !IsCalled(name)
            ? throw new NotebookException($"{name} is handed on with its seed unseen; call it in a lambda: seed => {name}(…, seed).")
            : [];

    private static bool IsCalled(SimpleNameSyntax name) =>
        name.Ancestors().First(node => node is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax)) is InvocationExpressionSyntax;

    private static bool IsSeed(ISymbol? symbol) =>
        symbol is IParameterSymbol or IPropertySymbol && string.Equals(symbol.Name, Seed, StringComparison.OrdinalIgnoreCase) && !symbol.Locations.Any(place => place.IsInSource)
        && !(symbol.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method && method.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal));

    private static TextChange[] Shifted(ExpressionSyntax seed, string shift) => [Insert(seed.SpanStart, "("), Insert(seed.Span.End, $") + {shift}")];

    private static TextChange Added(SyntaxNode call, string argument)
    {
        BaseArgumentListSyntax? list = call.ChildNodes().OfType<BaseArgumentListSyntax>().FirstOrDefault();
        return list is null ? Insert(((ObjectCreationExpressionSyntax)call).Type.Span.End, $"({argument})")
            : Insert(list.Span.End - 1, list.Arguments.Count == 0 ? argument : $", {argument}");
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
