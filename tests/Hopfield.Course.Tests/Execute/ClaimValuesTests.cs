using Notebooks.Session;

namespace Hopfield.Course.Tests;

public sealed class ClaimValuesTests
{
    [Theory]
    [InlineData("Check.That(n == 4, \"Four.\")", "✗ Four.\n  False here: `n == 4`; `n` is 9.")]
    [InlineData("Check.That(n < 20 && 2 * n\n        >= xs.Sum(), // why\n    \"More.\")", "✗ More.\n  False here: `2 * n >= xs.Sum()`; `2 * n` is 18; `xs.Sum()` is 60.")]
    [InlineData("Check.That((n, xs[1]) == (9, 21), \"Both.\")", "✗ Both.\n  False here: `(n, xs[1]) == (9, 21)`; `(n, xs[1])` is (9, 20).")]
    [InlineData("Check.That(xs is [10, 20], \"Two.\")", "✗ Two.\n  False here: `xs is [10, 20]`; `xs` is [10, 20, 30].")]
    [InlineData("Check.That(n > 0, \"First.\").And(n == 1, \"Second.\")", "✓ First.\n✗ Second.\n  False here: `n == 1`; `n` is 9.")]
    [InlineData("Check.That(xs.All(x => x > 10) && n == 9, \"All.\")", "✗ All.\n  False here: `xs.All(x => x > 10)`.")] // a call compares nothing
    [InlineData("Check.That(xs.All(x => x < n), \"All.\")", "✗ All.\n  False here: `xs.All(x => x < n)`.")]
    [InlineData("Check.That(xs.Count(x => x > n) is var big && big == 2, \"Two.\")", "✗ Two.\n  False here: `xs.Count(x => x > n) is var big && big == 2`.")] // declares
    [InlineData("Check.That($\"{n} \\\"x\\\"\" == \"8\", \"Text.\")", "✗ Text.\n  False here: `$\"{n} \\\"x\\\"\" == \"8\"`; `$\"{n} \\\"x\\\"\"` is \"9 \"x\"\".")]
    [InlineData("Claim Of(int few) => Check.That(few > 3, \"A parameter.\");\nOf(2)", "✗ A parameter.\n  False here: `few > 3`; `few` is 2.")]
    [InlineData("Claim Under(ref int few) => Check.That(few > 3, \"By reference.\");\nUnder(ref none)", "✗ By reference.\n  False here: `few > 3`.")] // fits into no lambda
    [InlineData("Check.That(xs.AsSpan() == default, \"A span.\")", "✗ A span.\n  False here: `xs.AsSpan() == default`.")]
    public async Task A_false_claim_shows_its_false_part_with_what_it_compares(string cell, string shown) => Assert.Equal(shown, await ShownAsync(cell));

    [Fact]
    public async Task What_follows_on_the_line_of_a_claim_keeps_its_place_in_messages()
    {
        using NotebookSession session = await SessionAsync();
        CellResult result = await session.ExecuteAsync("Check.That(n == 4, \"Four.\"); int zero = 0; n / zero", new OutputCollector(), TestContext.Current.CancellationToken);
        Assert.Equal("DivideByZeroException", result.Error!.Name);
        Assert.Contains("int zero = 0; n / zero", string.Join('\n', result.Error.Traceback));
        Assert.DoesNotContain("FalsePart", string.Join('\n', result.Error.Traceback));
        result = await session.ExecuteAsync("Check.That(n == four, \"Four.\")", new OutputCollector(), TestContext.Current.CancellationToken);
        Assert.Contains("four", result.Error!.Message);
        Assert.DoesNotContain("FalsePart", string.Join('\n', result.Error.Traceback));
    }

    private static async Task<string> ShownAsync(string cell)
    {
        using NotebookSession session = await SessionAsync();
        var outputs = new OutputCollector();
        CellResult result = await session.ExecuteAsync(cell, outputs, TestContext.Current.CancellationToken);
        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        return Assert.IsType<ExecuteResult>(Assert.Single(outputs.Outputs)).Data["text/plain"].ToString()!;
    }

    private static async Task<NotebookSession> SessionAsync()
    {
        var session = new NotebookSession(CourseKernel.Options);
        await session.ExecuteAsync("#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;\nint n = 9; int[] xs = [10, 20, 30]; int none = 0;", new OutputCollector(), TestContext.Current.CancellationToken);
        return session;
    }
}
