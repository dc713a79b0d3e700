using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("exact", "energy -11", "energy -11", true)]
    [InlineData("exact", "0.10000", "0.10001", false)]
    [InlineData("exact", "a  b", "a b", false)]
    [InlineData("", "0.10000", "0.10001", true)] // the last digit alone
    [InlineData("", "1000.0", "1000.9", true)] // within 1e-3
    [InlineData("", "1000.0", "1001.2", false)] // 1.2 > 1e-3 · 1000 + 0.1
    [InlineData("tol:1e-4", "1000.00", "1000.90", false)]
    [InlineData("tol:1e-4", "1000.00", "1000.10", true)]
    [InlineData("", "passed 200 of 200", "passed 199 of 200", false)] // counts are equal or not
    [InlineData("", "state 10100", "state 10101", false)]
    [InlineData("", "0.25", "0.26 0.27", false)]
    [InlineData("", "up 0.25", "down 0.25", false)]
    [InlineData("", "E = -0.0001", "E =  0.0000", true)] // a lost sign also shifts the columns
    [InlineData("", "E = -0.0001", "E =  0.0001", false)] // two units of the last digit
    [InlineData("", "E = −0.5", "E = -0.5", true)] // the typographic minus
    [InlineData("", "4", "4.01", true)]
    [InlineData("", "4", "4.9", false)]
    [InlineData("", "1.5e-07", "1.6e-07", true)]
    [InlineData("", "1.5e-07", "1.5e-06", false)]
    [InlineData("", "float32 x1", "float64 x2", false)]
    [InlineData("trained", "AUC 0.832 ± 0.022", "AUC 0.850 ± 0.019", true)]
    [InlineData("trained", "AUC 0.832 ± 0.022", "AUC 0.856 ± 0.022", false)] // 0.024 > 0.022 + 0.001
    [InlineData("trained", "loss 0.5000", "loss 0.5200", false)] // no spread is printed
    [InlineData("measured", "3.2 ms", "anything", true)]
    public void A_text_is_compared_by_the_rule_of_its_cell(string tag, string committed, string executed, bool agrees) =>
        Assert.Equal(agrees, Compare(tag, Outputs.Stream(committed), Outputs.Stream(executed)) is null);

    [Fact]
    public void A_changed_number_names_cell_and_both_values()
    {
        Difference? found = Compare("exact", Outputs.Value("a -9 b"), Outputs.Value("a -11 b"));
        Assert.Equal("cell 2, text/plain: a -9 b is committed, a -11 b came", found!.ToString());
        found = Compare("tol:1e-4", Outputs.Value("energy -9.00 after 3"), Outputs.Value("energy -9.50 after 3"));
        Assert.Equal("cell 2, text/plain: -9.00 is committed, -9.50 came", found!.ToString());
    }

    [Theory]
    [InlineData("", "[100, 0.011]", "[100, 0.09]", true)] // 0.079 ≤ 1e-3 · 100
    [InlineData("", "[100, 0.011]", "[100, 0.2]", false)]
    [InlineData("", "[[100, 1], [2, 3]]", "[[100, 1.05], [2, 3]]", true)] // one scale for a whole grid
    [InlineData("", "[1, 2]", "[1, 3]", false)] // counts, not 1.0 and 2.0
    [InlineData("", "[4, 3.99]", "[4.01, 3.99]", true)] // 4.00 without its zeros
    [InlineData("exact", "[100, 0.01]", "[100, 0.011]", false)]
    [InlineData("exact", "[1, 2]", "[1, 2]", true)]
    [InlineData("", "[1, 2]", "[1, 2, 3]", false)]
    [InlineData("", "[1, null]", "[1, 2]", false)]
    [InlineData("", "[\"β = 2.80\"]", "[\"β = 2.81\"]", true)]
    [InlineData("", "[\"up\"]", "[\"down\"]", false)]
    [InlineData("trained", "[1, 2]", "[5, 7]", true)] // shape only
    [InlineData("trained", "[1, 2]", "[5]", false)]
    public void A_figure_is_compared_array_by_array(string tag, string committed, string executed, bool agrees)
    {
        static JsonObject Figure(string y) => Outputs.Figure($$"""{"layout":{},"data":[{"type":"scatter","y":{{y}} }]}""");
        Difference? found = Compare(tag, Figure(committed), Figure(executed));
        Assert.Equal(agrees, found is null);
        if (found is not null) Assert.StartsWith("data[0].y", found.Where);
    }

    [Fact]
    public void Numbers_that_code_put_in_are_numbers_as_well_as_parsed_ones()
    {
        JsonObject made = Outputs.Display("application/x+json", new JsonObject { ["a"] = 1L, ["b"] = 0.5, ["c"] = 2 });
        Assert.Null(Compare("exact", Outputs.Display("application/x+json", JsonNode.Parse("""{"a":1,"b":0.5,"c":2}""")!), made));
    }

    [Fact]
    public void Another_kind_or_number_of_outputs_is_a_difference_except_where_a_cell_measures()
    {
        Assert.NotNull(Compare("", Outputs.Stream("a"), Outputs.Value("a")));
        Assert.NotNull(Compare("", Outputs.Stream("a")));
        Assert.Null(Compare("measured", Outputs.Stream("a")));
    }

    [Fact]
    public void Pictures_are_not_compared()
    {
        const string Data = """{"data":[]}""";
        Assert.Null(Compare("exact", Outputs.Figure(Data, png: "AAAA"), Outputs.Figure(Data)));
    }

    [Fact]
    public void A_cell_that_was_never_published_is_a_difference()
    {
        Notebook committed = TrialCourse.Notebook("# T", "1 + 1"), executed = committed.Clone();
        executed.Cells[1].ExecutionCount = 1;
        Assert.Equal("cell 2: no execution is committed, one came", Assert.Single(NotebookComparison.Compare(committed, executed)).ToString());
    }

    [Theory]
    [InlineData("tol:2", "must name a tolerance from 0 to below 1")]
    [InlineData("tol:", "must name a tolerance from 0 to below 1")]
    [InlineData("exact measured", "more than one tag")]
    public void A_rule_that_cannot_be_meant_is_refused(string tags, string message)
    {
        NotebookCell cell = TrialCourse.Notebook("# T", $"[{tags}]1").Cells[1];
        Assert.Contains(message, Assert.Throws<NotebookException>(() => ComparisonRule.Of(cell)).Message);
    }

    private static Difference? Compare(string tag, JsonObject before, params JsonObject[] after)
    {
        Notebook committed = TrialCourse.Notebook("# T", tag.Length == 0 ? "1" : $"[{tag}]1");
        committed.Cells[1].Outputs = [before];
        committed.Cells[1].ExecutionCount = 1;
        Notebook executed = committed.Clone();
        executed.Cells[1].Outputs = new JsonArray([.. after]);
        return NotebookComparison.Compare(committed, executed).SingleOrDefault();
    }
}
