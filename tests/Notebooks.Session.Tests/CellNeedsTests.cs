namespace Notebooks.Session.Tests;

public sealed class CellNeedsTests
{
    private static readonly string[] _notebook =
    [
        "using System.Numerics;",
        "var a = 1;",
        "int Twice(int x) => 2 * x;\nrecord Point(int X);",
        "Console.WriteLine(\"nothing that others use\");",
        "var list = new List<int>();",
        "list.Add(a);",
        "var b = Twice(a);",
        "a = 5;",
        "var (c, d) = (list.Count, b);",
        "c + d",
        "new Point(3)",
    ];

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 0 })]
    [InlineData(3, new[] { 0 })]
    [InlineData(5, new[] { 0, 1, 4 })]
    [InlineData(6, new[] { 0, 1, 2 })]
    [InlineData(10, new[] { 0, 2 })]
    public void A_cell_needs_those_above_that_make_what_it_names_and_what_these_need(int cell, int[] needed) => Assert.Equal(needed, CellNeeds.Of(_notebook, cell));

    // c and d come of the list, which cell 5 has changed, and of b, which cells 1 and 2 have made; what happened to a later does not matter.
    [Fact]
    public void What_a_cell_changes_belongs_to_what_those_below_need() => Assert.Equal([0, 1, 2, 4, 5, 6, 8], CellNeeds.Of(_notebook, 9));

    [Theory]
    [InlineData("step++;")]
    [InlineData("step[0] = 1;")]
    [InlineData("step.Size = 1;")]
    [InlineData("Change(ref step);")]
    [InlineData("if (int.TryParse(\"1\", out var step)) ;")]
    public void Every_way_to_change_a_variable_is_seen(string code) => Assert.Equal([0], CellNeeds.Of([code, "step"], 1));

    [Fact]
    public void A_cell_that_does_not_compile_needs_what_it_names() => Assert.Equal([0], CellNeeds.Of(["var a = 1;", "a + ("], 1));

    [Fact]
    public void A_place_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CellNeeds.Of(["1"], 1));
}
