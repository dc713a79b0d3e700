using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Hopfield.Course;

/// <summary>A run as a report in the form of JUnit, which continuous integration shows: a suite for each chapter, a case for each cell, claim and number.</summary>
internal static class JUnitReport
{
    /// <summary>The report.</summary>
    /// <param name="results">The chapters after their run.</param>
    public static XDocument Of(IReadOnlyList<ExecutedChapter> results)
    {
        XElement[] suites = [.. results.Select(Suite)];
        return new XDocument(new XElement("testsuites", new XAttribute("name", "Hopfield.Notebooks"), Counts(suites.Elements("testcase")), suites));
    }

    private static XElement Suite(ExecutedChapter result)
    {
        XElement[] cases = [.. result.Notebook.Cells.SelectMany(cell => Cases(result, cell))];
        // A chapter that could not begin fails in no cell.
        if (result.Failure is { } failure && !cases.Any(c => c.Element("failure") is not null))
            cases = [.. cases, Case(result, "the chapter runs to its end", failure.ToString(), ran: true)];
        return new XElement(
            "testsuite", new XAttribute("name", result.Chapter.Label),
            new XAttribute("time", result.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)), Counts(cases), cases);
    }

    private static IEnumerable<XElement> Cases(ExecutedChapter result, NotebookCell cell)
    {
        string? failure = result.Failure?.Cell == cell.Number ? result.Failure.ToString() : null;
        bool ran = cell.ExecutionCount is not null;
        if (cell.IsCode) yield return Case(result, cell.Place, failure, ran || failure is not null);
        foreach (var claim in result.Claims.GetValueOrDefault(cell.Number, []))
            yield return Case(result, $"{cell.Place}: {claim.Text}", claim.Holds ? null : claim.Why, ran: true);
        foreach (var (number, value) in BoundNumber.Of(cell).Zip(result.Numbers.GetValueOrDefault(cell.Number, [])).Where(pair => pair.First.Value is not null))
        {
            bool right = value.Value is { } came && number.Allows(came);
            yield return Case(result, $"{cell.Place}: \"{number.Text}\" is {number.Value}", right ? null : value.Trouble ?? string.Create(CultureInfo.InvariantCulture, $"{value.Value:G8} came"), ran: true);
        }
    }

    private static XElement Case(ExecutedChapter result, string name, string? failure, bool ran) => new(
        "testcase", new XAttribute("classname", result.Chapter.Label), new XAttribute("name", Plain(name)),
        failure is not null ? new XElement("failure", new XAttribute("message", Plain(failure))) : ran ? null : new XElement("skipped", new XAttribute("message", "a cell above it failed")));

    private static XAttribute[] Counts(IEnumerable<XElement> cases) =>
    [
        new("tests", cases.Count()), new("failures", cases.Count(c => c.Element("failure") is not null)), new("skipped", cases.Count(c => c.Element("skipped") is not null)),
    ];

    // XML has no place for most control characters, escaped or not.
    private static string Plain(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}
