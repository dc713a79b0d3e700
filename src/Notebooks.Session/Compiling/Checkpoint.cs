using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>
/// Where the code of cells asks whether it is to stop: at each turn of a loop, at the start of each function, and where
/// it has caught an exception. So an interrupt can end its loops and recursions, on whatever thread they run. At the start
/// of a function it also asks whether there is stack left: a recursion without end is then an error of the cell, where .NET would end the process.
/// </summary>
/// <remarks>
/// The calls are put into the text of a cell before it is compiled. Nothing changes but the columns of what follows on the same
/// line, and <see cref="CellSource.WrittenColumn"/> knows by how much. Left alone are: loops inside a finally block, which clean up;
/// functions marked AggressiveOptimization, whose author wants to measure the loop itself; expression trees, which cannot hold a
/// statement; what the compiler writes itself, such as the ToString of a record that contains itself.
/// <para>
/// .NET's own way of ending a thread, <c>ControlledExecution</c>, was measured and left: on Linux it brings the process
/// down when the thread happens to be formatting a number, copying an array or running a query.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private const string Place = $"global::Notebooks.Session.{nameof(Checkpoint)}.";
    private const string Turn = $"{Place}{nameof(Pass)}();", Start = $"{Place}{nameof(Enter)}();", AsyncStart = $"{Place}{nameof(EnterAsync)}();";

    // An exception is thrown anew by each async function that it leaves, with all the calls so far: its way out costs the square of their number.
    private const int AsyncStackBytes = 512 << 10;

    [ThreadStatic]
    private static nint _highest;

    // What a checkpoint does: let pass, stop, or ask. One that asks looks at the clock at each of its first turns, later at every 32nd.
    private const int Open = 0, Closed = 1, Asking = 2, MaxTurns = 32, AskMilliseconds = 30;

    private static int _state, _turns, _untilLook;

    private static long _looked, _asked;

    private static Func<bool> _isStopWanted = () => false;

    /// <summary>Goes on, or ends the calling code by an exception where its cell was interrupted.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Pass()
    {
        if (Volatile.Read(ref _state) != Open)
        {
            Stop();
        }
    }

    /// <summary>The same at the start of a function, which also needs stack.</summary>
    /// <returns>True.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">There is not enough stack for another call.</exception>
    public static bool Enter()
    {
        Pass();
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? true : throw NoStackLeft();
    }

    /// <summary>The same for a function with <c>async</c>, whose calls may stand less deep in each other.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">There is not enough stack for another call.</exception>
    public static unsafe void EnterAsync()
    {
        Enter();
        int here;
        // The stack grows downwards.
        _highest = Math.Max(_highest, (nint)(&here));
        if (_highest - (nint)(&here) > AsyncStackBytes)
        {
            throw NoStackLeft();
        }
    }

    private static InsufficientExecutionStackException NoStackLeft() => new("The calls are nested too deep: no stack is left for another.");

    /// <summary>Stops all code of cells at its next checkpoint, or lets it pass again.</summary>
    internal static void Close(bool closed) => Volatile.Write(ref _state, closed ? Closed : Open);

    /// <summary>Lets the code of cells ask at its checkpoints whether it is to stop, where no other thread could close them.</summary>
    internal static void Ask(Func<bool> isStopWanted)
    {
        (_isStopWanted, _turns, _untilLook) = (isStopWanted, 1, 1);
        Volatile.Write(ref _state, Asking);
    }

    private static void Stop()
    {
        if (_state == Asking)
        {
            if (--_untilLook > 0)
            {
                return;
            }
            long now = Environment.TickCount64;
            // Turns that take long are looked at one by one.
            _turns = now - _looked >= AskMilliseconds ? 1 : Math.Min(2 * _turns, MaxTurns);
            (_looked, _untilLook) = (now, _turns);
            if (now - _asked < AskMilliseconds)
            {
                return;
            }
            _asked = now;
            if (!_isStopWanted())
            {
                return;
            }
            Close(true);
        }
        throw new OperationCanceledException("The cell was interrupted.");
    }

    /// <summary>What has to be put into a text so that it has its checkpoints, by position.</summary>
    internal static IReadOnlyList<(int Position, string Text)> PlacesIn(SyntaxTree tree, Compilation compilation) =>
        new Inserter(new(() => compilation.GetSemanticModel(tree))).Places(tree);

    /// <summary>True when a cell has a function marked <c>[MethodImpl(MethodImplOptions.AggressiveOptimization)]</c>.</summary>
    internal static bool HasHotFunction(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(IsHot);

    private static bool IsHot(SyntaxNode node) =>
        (node is MethodDeclarationSyntax method ? method.AttributeLists : node is LocalFunctionStatementSyntax function ? function.AttributeLists : default)
            .SelectMany(list => list.Attributes)
            .Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.Expression.ToString().EndsWith(nameof(MethodImplOptions.AggressiveOptimization), StringComparison.Ordinal)) == true);

    private sealed class Inserter(Lazy<SemanticModel> model)
    {
        private readonly List<(int Position, string Text)> _beginnings = [], _ends = [];

        public IReadOnlyList<(int Position, string Text)> Places(SyntaxTree tree)
        {
            foreach (var node in tree.GetRoot().DescendantNodes(Enters))
            {
                Take(node);
            }
            // Of ends at one place the innermost comes first, of beginnings the outermost, and ends come before beginnings.
            _ends.Reverse();
            return [.. _ends.Concat(_beginnings).OrderBy(insertion => insertion.Position)];
        }

        private bool Enters(SyntaxNode node) => node is not FinallyClauseSyntax && !IsHot(node) && (node is not LambdaExpressionSyntax lambda || IsDelegate(lambda));

        private void Take(SyntaxNode node)
        {
            switch (node)
            {
                case WhileStatementSyntax loop:
                    Statement(loop.Statement, Turn);
                    break;
                case DoStatementSyntax loop:
                    Statement(loop.Statement, Turn);
                    break;
                case ForStatementSyntax loop:
                    Statement(loop.Statement, Turn);
                    break;
                case CommonForEachStatementSyntax loop:
                    Statement(loop.Statement, Turn);
                    break;
                case GotoStatementSyntax jump:
                    Statement(jump, Turn);
                    break;
                case CatchClauseSyntax caught: // Also a cell that catches everything is to end.
                    Statement(caught.Block, Turn);
                    break;
                case MethodDeclarationSyntax method when !IsHot(method):
                    Function(method.Body, method.ExpressionBody, method.SemicolonToken, ReturnsValue(method.ReturnType, method.Modifiers), StartOf(method.Modifiers));
                    break;
                case LocalFunctionStatementSyntax function when !IsHot(function):
                    Function(function.Body, function.ExpressionBody, function.SemicolonToken, ReturnsValue(function.ReturnType, function.Modifiers), StartOf(function.Modifiers));
                    break;
                case ConstructorDeclarationSyntax constructor:
                    Function(constructor.Body, constructor.ExpressionBody, constructor.SemicolonToken, returns: false);
                    foreach (var argument in constructor.Initializer?.ArgumentList.Arguments ?? [])
                    {
                        Value(argument.Expression);
                    }
                    break;
                case BaseMethodDeclarationSyntax { RawKind: (int)SyntaxKind.OperatorDeclaration or (int)SyntaxKind.ConversionOperatorDeclaration } function:
                    Function(function.Body, function.ExpressionBody, function.SemicolonToken, returns: true);
                    break;
                case AccessorDeclarationSyntax accessor:
                    Function(accessor.Body, accessor.ExpressionBody, accessor.SemicolonToken, accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
                    break;
                case PropertyDeclarationSyntax { ExpressionBody: { } arrow } property:
                    Getter(arrow, property.SemicolonToken);
                    break;
                case IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer:
                    Getter(arrow, indexer.SemicolonToken);
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value }:
                    Value(value);
                    break;
                case FieldDeclarationSyntax { Parent: TypeDeclarationSyntax } field:
                    foreach (var variable in field.Declaration.Variables.Where(variable => variable.Initializer is not null && !field.Modifiers.Any(SyntaxKind.ConstKeyword)))
                    {
                        Value(variable.Initializer!.Value);
                    }
                    break;
                case AnonymousMethodExpressionSyntax function:
                    Statement(function.Block, StartOf(function.Modifiers));
                    break;
                case LambdaExpressionSyntax { Block: { } block } lambda:
                    Statement(block, StartOf(lambda.Modifiers));
                    break;
                case LambdaExpressionSyntax { ExpressionBody: { } body } lambda when IsDelegate(lambda) && model.Value.GetSymbolInfo(lambda).Symbol is IMethodSymbol method:
                    bool returns = !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
                    Around("{ " + StartOf(lambda.Modifiers) + Return(body, returns), body.SpanStart, body.Span.End, "; }");
                    break;
            }
        }

        private void Statement(StatementSyntax body, string call)
        {
            if (body is BlockSyntax block)
            {
                _beginnings.Add((block.OpenBraceToken.Span.End, " " + call));
            }
            else
            {
                Around("{ " + call + " ", body.SpanStart, body.Span.End, " }");
            }
        }

        private void Function(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returns, string start = Start)
        {
            if (body is not null)
            {
                Statement(body, start);
            }
            else if (arrow is not null)
            {
                Arrow(arrow, semicolon, "{ " + start + Return(arrow.Expression, returns), " }");
            }
        }

        private void Getter(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon) =>
            Arrow(arrow, semicolon, "{ get { " + Start + Return(arrow.Expression, returns: true), " } }");

        // "=> x;" becomes "{ Enter(); return x; }": the arrow is turned into a comment, so that columns only ever grow.
        private void Arrow(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, string before, string after)
        {
            _beginnings.Add((arrow.ArrowToken.SpanStart, "/*"));
            Around("*/ " + before, arrow.ArrowToken.Span.End, semicolon.Span.End, after);
        }

        // A member of a type that makes another of the type. The value keeps its own type: a choice whose other side throws has that of the first.
        private void Value(ExpressionSyntax value)
        {
            if (value is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax)
            {
                Around(Place + nameof(Enter) + "() ? ", value.SpanStart, value.Span.End, " : throw null");
            }
        }

        private void Around(string before, int start, int end, string after)
        {
            _beginnings.Add((start, before));
            _ends.Add((end, after));
        }

        private static string StartOf(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.AsyncKeyword) ? AsyncStart : Start;

        private bool IsDelegate(LambdaExpressionSyntax lambda) => model.Value.GetTypeInfo(lambda).ConvertedType is { TypeKind: TypeKind.Delegate };

        private static string Return(ExpressionSyntax expression, bool returns) => returns && expression is not ThrowExpressionSyntax ? " return " : " ";

        private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers) =>
            type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            && !(modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString().Split('.')[^1] is "Task" or "ValueTask");
    }
}
