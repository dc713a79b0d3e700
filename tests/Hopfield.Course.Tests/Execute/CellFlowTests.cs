using Notebooks.Session;

namespace Hopfield.Course.Tests;

public sealed class CellFlowTests
{
    [Theory]
    [InlineData("int a = 1;", "int b = a + 1;", "int c = 5;", "b * 2", "1 2 4")] // through another cell
    [InlineData("int Twice(int x) => 2 * x;", "int b = Twice(4);", "b", "6", "1 2 3")] // a function
    [InlineData("record Pair(int A);", "Pair p = new(3);", "int A = 4;", "p.A", "1 2 4")] // a type; the member A is another than the variable
    [InlineData("int a = 1;", "int sum = 0;", "sum += a;", "sum", "1 3 4")] // sets a variable of another cell
    [InlineData("int a = 1;", "int[] all = [0, 0];", "all[1] = a;", "all[0]", "1 3 4")]
    [InlineData("int a = 1;", "int a = 2;", "a + 1", "int b = 5;", "1 2 3")] // declares it anew: has to be the last again
    [InlineData("int a = 1;", "new[] { 1, 2 }.Select(a => a + 1).Sum()", "int Of(int a) => a;", "var q = (a: 1, b: 2).a;", "1")] // other things of that name
    [InlineData("var (a, b) = (1, 2);", "a", "b", "7", "1 2 3")]
    [InlineData("object o = 5;", "bool known = o is int n;", "n + 1", "known", "1 2 3 4")]
    public async Task A_cell_feeds_those_that_use_what_it_makes(string first, string second, string third, string fourth, string fed)
    {
        Notebook notebook = TrialCourse.Notebook("# T", first, "text", second, "text", third, "text", fourth);
        using var session = new NotebookSession(CourseKernel.Options);
        NotebookCell[] cells = [.. notebook.CodeCells];
        foreach (NotebookCell cell in cells)
        {
            CellResult result = await session.ExecuteAsync(cell.Source, new OutputCollector(), TestContext.Current.CancellationToken);
            Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        }

        Assert.Equal(fed, string.Join(' ', new CellFlow(session, cells).From(cells[0]).Select(cell => Array.IndexOf(cells, cell) + 1)));
    }
}
