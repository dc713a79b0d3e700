using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>A question of a quiz, as the cell that asks it has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">All choices in order.</param>
/// <param name="Right">The right one.</param>
/// <param name="Why">Why it is.</param>
internal sealed record QuizQuestion(string Id, string Text, IReadOnlyList<string> Choices, string Right, string Why)
{
    /// <summary>The questions of a cell that have a right choice.</summary>
    /// <param name="code">The cell's code.</param>
    public static IEnumerable<QuizQuestion> In(string code)
    {
        InvocationExpressionSyntax[] calls = [.. CellSyntax.Of(code).DescendantNodes().OfType<InvocationExpressionSyntax>()];
        foreach (InvocationExpressionSyntax ask in calls.Where(call => call.Expression.ToString() == "Quiz.Ask"))
        {
            // Outermost first: the choices come in the order in which they are read when it is turned round.
            (string Name, InvocationExpressionSyntax Call)[] chain = [.. calls
                .Where(call => call.Expression is MemberAccessExpressionSyntax && call != ask && call.DescendantNodes().Contains(ask))
                .Select(call => (((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.Text, call))
                .Where(link => link.Text is "Right" or "Wrong")
                .Reverse()];
            if (chain.FirstOrDefault(link => link.Name == "Right").Call is not { } right) continue;
            yield return new QuizQuestion(Word(ask, 0), Word(ask, 1), [.. chain.Select(link => Word(link.Call, 0))], Word(right, 0), Word(right, 1));
        }
    }

    private static string Word(InvocationExpressionSyntax call, int argument) => LiteralText.Of(call.ArgumentList.Arguments[argument].Expression);
}
