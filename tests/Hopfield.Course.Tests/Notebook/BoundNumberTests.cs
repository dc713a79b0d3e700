namespace Hopfield.Course.Tests;

public sealed class BoundNumberTests
{
    [Theory]
    [InlineData("1,625", 1625, 1)]
    [InlineData("39 %", 39, 1)]
    [InlineData("39%", 39, 1)]
    [InlineData("−0.70", -0.7, 0.01)]
    [InlineData("+4", 4, 1)]
    [InlineData("2.80", 2.8, 0.01)]
    [InlineData("10,048.5", 10048.5, 0.1)]
    [InlineData("3.9e-3", 3.9e-3, 1e-4)]
    [InlineData("ten", 10, 1)]
    [InlineData("Forty", 40, 1)]
    [InlineData("twenty-two", 22, 1)]
    public void A_printed_number_is_read_with_the_unit_of_its_last_digit(string text, double value, double unit)
    {
        PrintedNumber number = PrintedNumber.Read(text)!;
        Assert.Equal(value, number.Value);
        Assert.Equal(unit, number.Unit, 1e-15);
    }

    [Theory, InlineData(""), InlineData("%"), InlineData("many"), InlineData("x1"), InlineData("1 2"), InlineData("twenty-eleven"), InlineData("two-twenty"), InlineData("1,62"), InlineData("half")]
    public void What_is_no_number_is_not_read(string text) => Assert.Null(PrintedNumber.Read(text));

    [Theory]
    [InlineData("2.80", "0", 2.8049, true)] // rounds to the printed digits
    [InlineData("2.80", "0", 2.8051, false)]
    [InlineData("0.29", "0", 0.285, true)] // half-way
    [InlineData("1,625", "12", 1637, true)]
    [InlineData("1,625", "12", 1638, false)]
    [InlineData("4", "0", double.NaN, false)]
    public void A_value_is_allowed_that_rounds_to_the_text_or_lies_within_the_tolerance(string text, string tolerance, double value, bool allowed) =>
        Assert.Equal(allowed, Read($$"""[{"text": "{{text}}", "value": "x", "tolerance": "{{tolerance}}"}]""")[0].Allows(value));

    [Fact]
    public void An_entry_says_where_the_number_comes_from()
    {
        IReadOnlyList<BoundNumber> numbers = Read("""[{"text": "ten", "value": "all", "instance": true}, {"text": "0.138", "source": "AGS1985"}]""");
        Assert.Equal([new("ten", "all", null, 0, true), new("0.138", null, "AGS1985", 0, false)], numbers);
        Assert.Empty(BoundNumber.Of(TrialCourse.Notebook("# T").Cells[0]));
    }

    [Theory]
    [InlineData("{}", "course.numbers: a list is expected")]
    [InlineData("[1]", "course.numbers[0]: it is no object")]
    [InlineData("""[{"value": "x"}]""", "it has no text")]
    [InlineData("""[{"text": "4", "value": "x"}, {"text": "many", "value": "x"}]""", "course.numbers[1]: its text \"many\" is no number")]
    [InlineData("""[{"text": "4"}]""", "it needs a value, an expression, or a source")]
    [InlineData("""[{"text": "4", "value": "x", "source": "y"}]""", "and not both")]
    [InlineData("""[{"text": "4", "value": "x", "tolerance": "small"}]""", "its tolerance is \"small\"")]
    [InlineData("""[{"text": "4", "value": "x", "tolerance": "-1"}]""", "its tolerance is \"-1\"")]
    public void An_entry_that_cannot_be_used_is_named_with_its_cell(string numbers, string why)
    {
        string message = Assert.Throws<NotebookException>(() => Read(numbers)).Message;
        Assert.StartsWith("The metadata of cell 1 ", message);
        Assert.Contains(why, message);
    }

    private static IReadOnlyList<BoundNumber> Read(string numbers) => BoundNumber.Of(TrialCourse.Notebook("{\"numbers\": " + numbers + "}\n# T").Cells[0]);
}
