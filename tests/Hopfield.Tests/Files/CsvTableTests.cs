namespace Hopfield.Tests;

public class CsvTableTests
{
    private static string Refused(string text) => Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, name: "t.csv")).Message;

    [Fact]
    public void Cells_come_back_by_column()
    {
        var table = CsvTable.Parse("name,x,n\nred,1.5,3\nblue,,-4\n");
        Assert.Equal(["name", "x", "n"], table.Columns);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["red", "blue"], table.Strings("name"));
        Assert.Equal([1.5, double.NaN], table.Doubles("x"));
        Assert.Equal([3, -4], table.Integers("n"));
        Assert.Equal("blue", table[1, 0]);
    }

    [Fact]
    public void Quoted_cells_hold_separators_quotes_and_line_breaks()
    {
        var table = CsvTable.Parse("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\"\"\r\n");
        Assert.Equal(["x, y", "two\nlines"], table.Strings("a"));
        Assert.Equal(["say \"hi\"", ""], table.Strings("b"));
    }

    [Theory]
    [InlineData("a,b\n1,2", 1)]
    [InlineData("a,b\n1,2\n", 1)]
    [InlineData("a,b\n", 0)]
    [InlineData("a,b", 0)]
    [InlineData("a\n\n", 1)]
    [InlineData("a,b\n\n", 0)]
    [InlineData("a,b\r\n1,2\r\n\r\n\n", 1)]
    [InlineData("a\n\n\n", 2)]
    public void Line_breaks_at_the_end_are_no_rows(string text, int rows) => Assert.Equal(rows, CsvTable.Parse(text).RowCount);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column() => Assert.Equal(["a", "b"], CsvTable.Parse("\uFEFFa,b\n1,2\n").Columns);

    [Fact]
    public void A_cell_outside_the_table_is_refused_by_name()
    {
        var table = CsvTable.Parse("a,b\n1,2\n", name: "t.csv");
        Assert.Contains("1 of 't.csv'", Assert.Throws<ArgumentOutOfRangeException>("row", () => table[1, 0]).Message);
        Assert.Throws<ArgumentOutOfRangeException>("row", () => table[-1, 0]);
        Assert.Contains("2 of 't.csv'", Assert.Throws<ArgumentOutOfRangeException>("column", () => table[0, 2]).Message);
        Assert.Throws<ArgumentOutOfRangeException>("column", () => table[0, -1]);
    }

    [Fact]
    public void Tabs_may_separate() => Assert.Equal(["x,y"], CsvTable.Parse("a\tb\n1\tx,y\n", '\t').Strings("b"));

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3, has 1 cells where the header has 2")]
    [InlineData("a,b\n\n1,2\n", "line 2, has 1 cells")]
    [InlineData("a,b\n\"\"\n", "line 2, has 1 cells")]
    [InlineData("a,b\n\"x\ny\",1\n1,2,3\n", "line 4, has 3 cells")]
    [InlineData("a,b\n\"1,2\n", "line 2, opens a quote that is never closed")]
    [InlineData("a,b\n\"1\"x,2\n", "line 2, has text after a closing quote")]
    [InlineData("a,b\n1\"x,2\n", "line 2, has a quote inside a cell")]
    [InlineData("a,a\n1,2\n", "two columns named 'a'")]
    [InlineData("", "is empty")]
    public void Malformed_text_is_refused_with_its_line(string text, string message) => Assert.Contains(message, Refused(text));

    [Theory]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("NA")]
    [InlineData("x")]
    public void A_cell_that_is_no_finite_number_names_row_and_column(string cell)
    {
        var table = CsvTable.Parse($"v;w\n1;2\n{cell};4\n", ';', "t.csv");
        string message = Assert.Throws<InvalidDataException>(() => table.Doubles("v")).Message;
        Assert.Contains("row 2, column 'v'", message);
        Assert.Contains($"'{cell}'", message);
        Assert.Throws<InvalidDataException>(() => table.Integers("v"));
    }

    [Fact]
    public void An_unknown_column_is_told_which_exist() =>
        Assert.Contains("it has a, b", Assert.Throws<ArgumentException>(() => CsvTable.Parse("a,b\n").Strings("c")).Message);

    [Fact]
    public void Bytes_that_are_not_text_are_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0x61, 0x0A, 0xFF, 0xFE]);
            Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(() => CsvTable.Read(path)).Message);
            File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0x31]);
            Assert.Equal(["a"], CsvTable.Read(path).Columns);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
