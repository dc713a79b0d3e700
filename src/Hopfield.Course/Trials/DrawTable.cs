using System.Globalization;

namespace Hopfield.Course;

/// <summary>In how many other draws of a chapter each of its claims and each of its bound numbers held.</summary>
internal sealed class DrawTable
{
    // What is said of all draws may fail in one of twenty: a claim about chance has its exceptions.
    private const double Enough = 19 / 20.0;

    private readonly string _chapter;
    private readonly Row[] _rows;
    private readonly int _draws;

    /// <summary>Counts.</summary>
    /// <param name="shown">The draw that the chapter shows: what it claims and says.</param>
    /// <param name="others">The other draws, at least one.</param>
    public DrawTable(ExecutedChapter shown, IReadOnlyList<ExecutedChapter> others)
    {
        (_chapter, _draws) = (shown.Chapter.Label, others.Count);
        _rows = [Ends(others), .. shown.Notebook.Cells.SelectMany(cell => Claims(cell, shown, others)), .. shown.Notebook.Cells.SelectMany(cell => Numbers(cell, shown, others))];
    }

    /// <summary>True where all that is said of every draw held in enough of them.</summary>
    public bool Holds => _rows.All(row => row.Instance || IsEnough(row));

    /// <summary>The table, a line each, with what fails too often marked.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{_chapter}: held in how many of {_draws} other draws";
        foreach (Row row in _rows.Where(row => !row.Instance))
        {
            yield return Line(row, IsEnough(row) ? ' ' : '✗');
            foreach (string trouble in row.Troubles) yield return $"        {trouble}";
        }

        Row[] instance = [.. _rows.Where(row => row.Instance)];
        if (instance.Length > 0) yield return "of the draw that is shown alone:";
        foreach (Row row in instance) yield return Line(row, ' ');
        int failing = _rows.Count(row => !row.Instance && !IsEnough(row));
        yield return failing == 0
            ? $"{_chapter}: all of these hold"
            : $"{_chapter}: {failing} of {_rows.Length - instance.Length} fail in more than one draw of twenty";
    }

    private bool IsEnough(Row row) => row.Held >= Enough * _draws;

    private static string Line(Row row, char mark) => string.Create(CultureInfo.InvariantCulture, $"{mark} {row.Held,4}  {row.What}");

    private static Row Ends(IReadOnlyList<ExecutedChapter> others) => new("every cell runs to its end", others.Count(draw => draw.Failure is null), Instance: false)
    {
        Troubles = [.. others.Index().Where(draw => draw.Item.Failure is not null).Select(draw => $"draw {draw.Index + 1}, {draw.Item.Failure}")],
    };

    private static IEnumerable<Row> Claims(NotebookCell cell, ExecutedChapter shown, IReadOnlyList<ExecutedChapter> others) =>
        shown.Claims.GetValueOrDefault(cell.Number, []).Select((claim, i) => new Row(
            $"{Place(cell)}: {claim.Text}",
            others.Count(draw => draw.Claims.GetValueOrDefault(cell.Number, []).ElementAtOrDefault(i)?.Holds == true),
            cell.HasTag(Tags.Instance)));

    private static IEnumerable<Row> Numbers(NotebookCell cell, ExecutedChapter shown, IReadOnlyList<ExecutedChapter> others)
    {
        foreach ((int i, BoundNumber number) in BoundNumber.Of(cell).Index().Where(bound => bound.Item.Value is not null))
        {
            NumberValue?[] values = [.. others.Select(draw => draw.Numbers.GetValueOrDefault(cell.Number, []).ElementAtOrDefault(i))];
            double[] came = [.. values.Select(value => value?.Value).OfType<double>().Order()];
            string spread = came.Length == 0 ? "no value" : $"{Short(came[0])} … {Short(came[came.Length / 2])} … {Short(came[^1])}";
            yield return new Row(
                $"{Place(cell)}: {number.Text} (tolerance {Short(number.Tolerance)}): {spread}, from {number.Value}",
                came.Count(number.Allows),
                number.Instance)
            {
                Troubles = [.. values.Select(value => value?.Trouble).OfType<string>().Distinct()],
            };
        }
    }

    private static string Place(NotebookCell cell) => $"cell {cell.Number} ({cell.Id})";

    private static string Short(double value) => value.ToString(Math.Abs(value) >= 1e5 ? "N0" : "G5", CultureInfo.InvariantCulture);

    private sealed record Row(string What, int Held, bool Instance)
    {
        public IReadOnlyList<string> Troubles { get; init; } = [];
    }
}
