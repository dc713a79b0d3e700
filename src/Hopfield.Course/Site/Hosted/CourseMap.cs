using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>The chapters and what each needs, as a picture: to the right of a chapter stands what it is needed for.</summary>
internal static partial class CourseMap
{
    private const int Across = 72, Down = 58, Radius = 19, Edge = 8;

    /// <summary>The numbers of the chapters that a chapter needs, from the links of its line "You need".</summary>
    /// <param name="notebook">The chapter.</param>
    public static IReadOnlyList<string> Needs(Notebook notebook)
    {
        string line = notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("**You need**", StringComparison.Ordinal)) ?? "";
        return [.. LinkPattern().Matches(line).Select(match => match.Groups[1].Value).Distinct()];
    }

    /// <summary>The chapters of the fast path, in order, from the line of README.md that names them.</summary>
    /// <param name="readme">The text of README.md.</param>
    public static IReadOnlyList<string> FastPath(string readme) => [.. PathPattern().Match(readme).Groups[1].Captures.Select(capture => capture.Value)];

    /// <summary>Draws the map.</summary>
    /// <param name="chapters">Number, title, link and needs of each chapter, in reading order.</param>
    /// <param name="fastPath">The numbers of the fast path's chapters.</param>
    public static string Draw(IReadOnlyList<(string Number, string Title, string Link, IReadOnlyList<string> Needs)> chapters, IReadOnlyList<string> fastPath)
    {
        var places = new Dictionary<string, (int Column, int Row)>();
        foreach (var chapter in chapters)
        {
            // Chapters are read in order, so what one needs has its place already. The fast path runs along the first row.
            int column = chapter.Needs.Where(places.ContainsKey).Select(need => places[need].Column + 1).DefaultIfEmpty(0).Max();
            IEnumerable<int> taken = places.Values.Where(place => place.Column == column).Select(place => place.Row);
            places[chapter.Number] = (column, fastPath.Contains(chapter.Number) ? 0 : Enumerable.Range(1, chapters.Count).Except(taken).First());
        }

        int width = ((places.Values.Max(place => place.Column) + 1) * Across) + Edge, height = ((places.Values.Max(place => place.Row) + 1) * Down) + Edge;
        var svg = new StringBuilder();
        foreach (var chapter in chapters)
        {
            foreach (string need in chapter.Needs.Where(places.ContainsKey))
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"need{(OnPath(need, chapter.Number) ? " fast" : "")}\" d=\"{Curve(At(need), At(chapter.Number))}\"/>\n");
        }
        foreach (var chapter in chapters)
        {
            (int x, int y) = At(chapter.Number);
            string label = $"Chapter {chapter.Number}: {chapter.Title}{(chapter.Needs.Count > 0 ? $" Needs {string.Join(", ", chapter.Needs)}." : "")}{(fastPath.Contains(chapter.Number) ? " On the fast path." : "")}";
            string ring = fastPath.Contains(chapter.Number) ? $"<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"{Radius + 5}\"/>" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<a href=\"{chapter.Link}\" aria-label=\"{Page.Encode(label)}\"{(ring.Length > 0 ? " class=\"fast\"" : "")}><title>{Page.Encode(label)}</title>{ring}<circle cx=\"{x}\" cy=\"{y}\" r=\"{Radius}\"/><text x=\"{x}\" y=\"{y + 5}\">{chapter.Number}</text></a>\n");
        }

        string legend = fastPath.Count > 0 ? $" The double ring and the thick line mark the fast path: {string.Join(" → ", fastPath)}." : "";
        return $"""
            <figure class="map">
            <svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" aria-label="What each chapter needs">
            {svg}</svg>
            <figcaption>A line leads from a chapter to those that need it.{legend}</figcaption>
            </figure>
            """;

        (int X, int Y) At(string number) => ((places[number].Column * Across) + Radius + Edge, (places[number].Row * Down) + Radius + Edge);

        bool OnPath(string from, string to) => fastPath.Zip(fastPath.Skip(1)).Contains((from, to));
    }

    private static string Curve((int X, int Y) from, (int X, int Y) to)
    {
        const int Half = Across / 2;
        if (to.X - from.X == Across) return $"M{from.X} {from.Y}C{from.X + Half} {from.Y} {from.X + Half} {to.Y} {to.X} {to.Y}";
        // A long line would run through the chapters between: it takes the lane below the row of the chapter that it leads to.
        int lane = to.Y + (Down / 2);
        return $"M{from.X} {from.Y}C{from.X + Half} {from.Y} {from.X + Half} {lane} {from.X + Across} {lane}H{to.X - Across}C{to.X - Half} {lane} {to.X - Half} {to.Y} {to.X} {to.Y}";
    }

    [GeneratedRegex(@"\]\((\d\d)-[^)]*\.ipynb")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"The fast path[^\n]*?: (?:(\d\d)(?: → )?)+")]
    private static partial Regex PathPattern();
}
