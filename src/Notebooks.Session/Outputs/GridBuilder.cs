using System.Collections;
using System.Reflection;

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
        if (items is IDictionary || IsPair(first.FirstOrDefault()))
        {
            return Table(["key", "value"], [.. first.Select(entry => new[] { Member(entry, "Key"), Member(entry, "Value") })], count);
        }
        if (first.All(item => item is null || PlainText.IsScalar(item)))
        {
            return Vector(first, count);
        }
        if (first.All(item => item is IEnumerable row and not string && row.Cast<object?>().Take(MaxColumns + 1).All(cell => cell is null || PlainText.IsScalar(cell))))
        {
            return Table([], [.. first.Select(row => ((IEnumerable)row!).Cast<object?>().Take(MaxColumns + 1).ToArray())], count);
        }
        var type = first[0]?.GetType();
        var members = type is null || first.Any(item => item?.GetType() != type) ? [] : Members(type);
        return members.Count == 0
            ? Table(["value"], [.. first.Select(item => new[] { item })], count)
            : Table([.. members.Select(member => member.Name)], [.. first.Select(item => members.Select(member => Read(member, item)).ToArray())], count);
    }

    /// <summary>The members of one object, a row each; null for an object that has none to show.</summary>
    public static Grid? OfMembers(object value)
    {
        var members = Members(value.GetType());
        return members.Count == 0 ? null : new Grid(["member", "value"], [.. members.Take(MaxRows).Select(member => new[] { new Grid.Cell(member.Name), Grid.Cell.Of(Read(member, value)) })]);
    }

    private static Grid Vector(List<object?> first, int? count)
    {
        bool whole = count <= MaxInline;
        var cells = first.Take(MaxInline).Select(Grid.Cell.Of).ToList();
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
        return rows > MaxRows || columns > MaxColumns || array.Length == 0 ? grid with { Note = PlainText.Shape(array) } : grid;
    }

    private static Grid Table(string[] columns, object?[][] rows, int? count)
    {
        bool wide = columns.Length > MaxColumns;
        string? note = rows.Length <= MaxRows ? null : count is null ? "… and more rows" : $"… {count - MaxRows} more rows";
        return new Grid(wide ? [.. columns[..MaxColumns], "…"] : columns, [.. rows.Take(MaxRows).Select(Row)], note);
    }

    private static Grid.Cell[] Row(object?[] cells) =>
        cells.Length <= MaxColumns ? [.. cells.Select(Grid.Cell.Of)] : [.. cells.Take(MaxColumns).Select(Grid.Cell.Of), new Grid.Cell("…")];

    private static bool IsPair(object? item) =>
        item is DictionaryEntry || (item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    private static object? Member(object? pair, string name) => pair?.GetType().GetProperty(name)?.GetValue(pair);

    private static List<MemberInfo> Members(Type type) =>
        [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo || (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike))
            .OrderBy(member => member.MetadataToken)];

    // Where a getter throws, its exception is what is shown of the member.
    private static object? Read(MemberInfo member, object? item)
    {
        try
        {
            return item is null ? null : member is FieldInfo field ? field.GetValue(item) : ((PropertyInfo)member).GetValue(item);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }
}
