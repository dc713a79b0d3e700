using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session.Tests;

public sealed class AdditionTests
{
    // Adds one to every literal 6.
    private static IEnumerable<(int, string)> OneMore(SemanticModel model) =>
        model.SyntaxTree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(number => number.ToString() == "6").Select(number => (number.Span.End, " + 1"));

    private static Notebook With(Func<SemanticModel, IEnumerable<(int Position, string Text)>> additions) => new(new SessionOptions { Additions = additions });

    [Fact]
    public async Task What_the_host_adds_is_compiled_beside_the_checkpoints()
    {
        using Notebook notebook = With(OneMore);
        Assert.Equal("7", (await notebook.Run("6")).Value);
        Assert.Equal("14", (await notebook.Run("Func<int, int> f = x => 6 + x; int sum = 0; for (int i = 0; i < 1; i++) sum += f(7); sum")).Value);
    }

    [Fact]
    public async Task Messages_are_about_the_text_as_it_was_written()
    {
        using Notebook notebook = With(OneMore);
        Ran ran = await notebook.Run("int six = 6; throw new Exception(\"on purpose\");");
        Assert.Contains("int six = 6; throw", ran.Traceback);
        Assert.DoesNotContain("+ 1", ran.Traceback);
        Assert.Contains("six = 6 + ;", (await notebook.Run("int six = 6 + ;")).Traceback);
    }

    [Fact]
    public async Task Where_it_does_not_compile_the_cell_runs_without_it()
    {
        using Notebook notebook = With(_ => [(0, "no C# at all ")]);
        Assert.Equal("6", (await notebook.Run("6")).Value);
    }

    [Fact]
    public async Task A_text_that_is_not_yet_run_is_understood_after_the_cells_so_far()
    {
        using var notebook = new Notebook();
        await notebook.Run("int earlier = 1;");
        SemanticModel model = notebook.Session.Understand("#!time\nearlier + 1");
        var sum = model.SyntaxTree.GetRoot().DescendantNodes().OfType<BinaryExpressionSyntax>().Single();
        Assert.Equal("int", model.GetTypeInfo(sum).Type?.ToDisplayString());
        Assert.Equal("#!time\n".Length, sum.SpanStart); // places are those of the text
    }
}
