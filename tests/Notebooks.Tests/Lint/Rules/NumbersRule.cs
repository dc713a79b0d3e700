using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Every number of "What we found" is bound to what the chapter computes or to its source; one of this draw alone says "here".</summary>
internal sealed partial class NumbersRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.MarkdownCells)
        {
            var bound = BoundNumber.Of(cell.Notebook);
            foreach (var number in bound.Where(n => !Prose.Says(cell.Source, n.Text)))
                yield return chapter.At(cell, $"binds the number {number.Text}, which its text does not say.");
            foreach (var number in bound.Where(n => n.Instance && !Sentences(cell.Source).Any(s => Prose.Says(s, n.Text) && Prose.Says(s, "here"))))
                yield return chapter.At(cell, $"tells the number {number.Text} of one draw alone. Its sentence has to say \"here\".");

            int found = cell.Source.IndexOf($"## {Vocabulary.Found}", StringComparison.Ordinal);
            if (found < 0) continue;
            string text = cell.Source[found..];
            int end = text.IndexOf($"## {Vocabulary.References}", StringComparison.Ordinal);
            text = NoNumbers().Replace(end < 0 ? text : text[..end], " ");
            text = Formula().Replace(text, formula => string.Join(' ', Result().Matches(formula.Value).Select(m => m.Value)));
            foreach (var number in bound) text = Regex.Replace(text, $@"(?<![\d.,]){Regex.Escape(number.Text)}(?![\d]|[.,]\d)", " ");
            foreach (Match number in Number().Matches(text))
                yield return chapter.At(cell, $"says {number.Value} in \"{Vocabulary.Found}\" without saying where it comes from. Bind it in course.numbers of the cell's metadata: text, and value or source.");
        }
    }

    private static string[] Sentences(string text) => SentenceEnd().Split(text);

    // Names that hold a number: citations, links, code, figures, exercises and chapters, and the letters with an index.
    [GeneratedRegex(@"\[\w+\d{4}\w*\]|\]\([^)]*\)|`[^`]*`|\b(?:Figure|Exercise|exercise) \d+\.\d+|\b[Cc]hapters? \d\d(?:(?:, | and | to | or )\d\d)*|_\{?\d+\}?")]
    private static partial Regex NoNumbers();

    [GeneratedRegex(@"\$[^$]*\$")]
    private static partial Regex Formula();

    // Of a formula's numbers those that it comes to, 12.5 in x = 12.5 or the power in 10^{13.4}; others, such as the 2 in 2P - 1, are part of its form.
    [GeneratedRegex(@"(?<=(?:=|<|>|\\approx|\\leq?|\\geq?)\s*)\d+(?:[.,]\d+)*|(?<=10\^\{?)\d+(?:[.,]\d+)*|(?<=^\$)\d+(?:[.,]\d+)*(?=\$$)")]
    private static partial Regex Result();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=[.?:;])\s+|\n\s*\n|\n(?=- )")]
    private static partial Regex SentenceEnd();
}
