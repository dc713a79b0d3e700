using System.Collections;

namespace Notebooks.Session;

/// <summary>
/// Makes a grid of a collection: a vector one row, a matrix its rows, a dictionary two columns, a list of objects a
/// column for each member. Long ones are cut. No more items are taken than are shown, so endless ones are cut too.
/// </summary>
internal static class GridBuilder
{
    private const int MaxRows = 20;
    private const int MaxColumns = 20;
    private const int MaxInline = 32;

    /// <summary>The grid for a collection; null for an array of three or more dimensions, whose shape is all that is shown.</summary>
    public static Grid? Of(IEnumerable items)
    {
        if (items is Array { Rank: > 1 } array)
        {
            return array.Rank == 2 ? Matrix(array) : null;
        }
        var first = items.Cast<object?>().Take(MaxInline + 1).ToList();
        int? count = items is ICollection collection ? collection.Count : first.Count <= MaxInline ? first.Count : null;
        if (items is IDictionary || Shape.PairOf(first.FirstOrDefault()) is not null)
        {
            return Table(["key", "value"], [.. first.Select(entry => Shape.PairOf(entry) is var (key, value) ? new[] { key, value } : [entry])], count);
        }
        if (first.Exists(ValueFormatter.IsSpecial))
        {
            return Table(["value"], [.. first.Select(item => new[] { item })], count);
        }
        if (first.All(item => item is null || PlainText.IsScalar(item)))
        {
            return Vector(first, count);
        }
        if (first.All(item => item is not null && Shape.KeyOf(item, out _)))
        {
            return Table(["key", "values"], [.. first.Select(group => new[] { Shape.KeyOf(group!, out object? key) ? key : null, ((IEnumerable)group!).Cast<object?>().Take(MaxColumns) })], count);
        }
        if (first.All(item => item is IEnumerable row and not string && row.Cast<object?>().Take(MaxColumns + 1).All(cell => cell is null || PlainText.IsScalar(cell))))
        {
            return Table([], [.. first.Select(row => ((IEnumerable)row!).Cast<object?>().Take(MaxColumns + 1).ToArray())], count);
        }
        var type = first[0]?.GetType();
        var members = type is null || first[0] is IEnumerable || Json.IsOf(first[0]!) || first.Exists(item => item?.GetType() != type) ? [] : Shape.MembersOf(type);
        return members.Count == 0
            ? Table(["value"], [.. first.Select(item => new[] { item })], count)
            : Table([.. members.Select(member => member.Name)], [.. first.Select(item => members.Select(member => Shape.Read(member, item)).ToArray())], count);
    }

    /// <summary>The grid of a value that has columns and rows; null for another.</summary>
    public static Grid? OfTable(object value) => Shape.TableOf(value) is var (columns, rows) ? Table(columns, [.. rows.Take(MaxRows + 1)], null) : null;

    /// <summary>The members of one object, a row each; null for an object that has none to show.</summary>
    public static Grid? OfMembers(object value)
    {
        var type = value.GetType();
        var members = Shape.MembersOf(type);
        return members.Count == 0 ? null
            : new Grid(["member", "value"], [.. members.Take(MaxRows).Select(member => new[] { new Grid.Cell(member.Name), ValueFormatter.Cell(Shape.Read(member, value)) })],
                Inline: Shape.IsAnonymous(type) ? PlainText.Of(value) : null);
    }

    private static Grid Vector(List<object?> first, int? count)
    {
        bool whole = count <= MaxInline;
        var cells = first.Take(MaxInline).Select(ValueFormatter.Cell).ToList();
        string? note = whole ? null : count is null ? "… and more" : $"… {count} values";
        string inline = "[" + string.Join(", ", cells.Select(cell => cell.Text)) + (whole ? "]" : ", …]") + (whole || count is null ? "" : $" ({count} values)");
        return new Grid([], cells.Count == 0 ? [] : [[.. cells]], note, inline);
    }

    private static Grid Matrix(Array array)
    {
        int rows = array.GetLength(0), columns = array.GetLength(1);
        object?[][] cells = [.. Enumerable.Range(0, Math.Min(rows, MaxRows + 1)).Select(row =>
            Enumerable.Range(0, Math.Min(columns, MaxColumns + 1)).Select(column => array.GetValue(row + array.GetLowerBound(0), column + array.GetLowerBound(1))).ToArray())];
        var grid = Table([], cells, rows);
        return rows > MaxRows || columns > MaxColumns || array.Length == 0 ? grid with { Note = PlainText.SizeOf(array) } : grid;
    }

    private static Grid Table(string[] columns, object?[][] rows, int? count)
    {
        bool wide = columns.Length > MaxColumns;
        string? note = rows.Length <= MaxRows ? null : count is null ? "… and more rows" : $"… {count - MaxRows} more rows";
        return new Grid(wide ? [.. columns[..MaxColumns], "…"] : columns, [.. rows.Take(MaxRows).Select(Row)], note);
    }

    private static Grid.Cell[] Row(object?[] cells) =>
        cells.Length <= MaxColumns ? [.. cells.Select(ValueFormatter.Cell)] : [.. cells.Take(MaxColumns).Select(ValueFormatter.Cell), new Grid.Cell("…")];
}
