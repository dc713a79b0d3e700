using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>What a cell's metadata say to the course's own tools, under the key <c>course</c>.</summary>
internal static class CourseEntries
{
    /// <summary>The key.</summary>
    public const string Key = "course";

    /// <summary>Reads a list of entries.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name">The list's name below the key.</param>
    /// <param name="read">Reads one entry; what it throws as <see cref="FormatException"/> says what is wrong with the entry.</param>
    /// <returns>The entries; none where the cell has no such list.</returns>
    /// <exception cref="NotebookException">The list or one of its entries cannot be read.</exception>
    public static IReadOnlyList<T> Of<T>(NotebookCell cell, string name, Func<JsonObject, T> read)
    {
        if (cell.Metadata[Key]?[name] is not { } list) return [];
        var entries = new List<T>();
        foreach (JsonNode? entry in list as JsonArray ?? throw Unreadable(cell, name, "a list is expected"))
        {
            try
            {
                entries.Add(read(entry as JsonObject ?? throw new FormatException("it is no object")));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                throw Unreadable(cell, $"{name}[{entries.Count}]", error.Message);
            }
        }

        return entries;
    }

    /// <summary>A text of an entry; null where it has none of that name.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">The text's name.</param>
    public static string? Text(JsonObject entry, string name) => entry[name]?.GetValue<string>();

    /// <summary>A text that an entry must have.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">The text's name.</param>
    /// <exception cref="FormatException">There is none, or an empty one.</exception>
    public static string Required(JsonObject entry, string name) =>
        Text(entry, name) is { Length: > 0 } text ? text : throw new FormatException($"it has no {name}");

    private static NotebookException Unreadable(NotebookCell cell, string place, string why) =>
        new($"The metadata of cell {cell.Number} ({cell.Id}) cannot be used: {Key}.{place}: {why}.");
}
