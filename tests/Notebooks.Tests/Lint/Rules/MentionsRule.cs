using System.Globalization;
using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Chapters, sections, figures and exercises that a text speaks of exist. What is still to be written is "a chapter to come".</summary>
internal sealed partial class MentionsRule : IRule
{
    private static readonly string[] _ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var chapters = course.Chapters.Select(c => c.Number).ToHashSet();
        var figures = course.Chapters.SelectMany(Figures).ToHashSet();
        var exercises = course.Chapters.SelectMany(c => c.Cells).Select(c => c.TagAfter(Tags.Exercise)?.TrimStart('0')).ToHashSet();
        int[] sections = [.. chapter.Sections().Select(section => section[0].Number)];
        foreach (var cell in chapter.Cells)
        {
            string text = Mentions.Text(cell);
            foreach (string number in Mentions.Chapters(text).Where(number => !chapters.Contains(number)))
                yield return chapter.At(cell, $"speaks of chapter {number}, which does not exist. One that is still to be written is \"a chapter to come\".");
            foreach (string number in Numbers(Figure(), text).Where(number => !figures.Contains(number)))
                yield return chapter.At(cell, $"speaks of Figure {number}, which does not exist. Correct the number.");
            foreach (string number in Numbers(Exercise(), text).Where(number => !exercises.Contains(number)))
                yield return chapter.At(cell, $"speaks of exercise {number}, which does not exist. Correct the number.");
            foreach (string word in Section().Matches(text).Select(m => m.Groups[1].Value.ToLowerInvariant()))
            {
                bool exists = word == "next" ? sections.Any(number => number > cell.Number) : Array.IndexOf(_ordinals, word) < sections.Length;
                if (!exists) yield return chapter.At(cell, $"speaks of the {word} section, which does not exist.");
            }
            if (NextChapter().IsMatch(text) && course.After(chapter) is null)
                yield return chapter.At(cell, "speaks of the next chapter, and there is none.");
        }
    }

    private static IEnumerable<string> Figures(LintedChapter chapter) =>
        Enumerable.Range(1, chapter.Cells.Count(c => c.Has(Tags.Caption))).Select(k => string.Create(CultureInfo.InvariantCulture, $"{int.Parse(chapter.Number, CultureInfo.InvariantCulture)}.{k}"));

    private static IEnumerable<string> Numbers(Regex mention, string text) =>
        mention.Matches(text).SelectMany(m => Numeral().Matches(m.Value)).Select(m => m.Value.TrimStart('0'));

    [GeneratedRegex(@"\bFigures? \d+\.\d+(?:(?:, | and | to )\d+\.\d+)*", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\bExercises? \d+\.\d+(?:(?:, | and | to )\d+\.\d+)*", RegexOptions.IgnoreCase)]
    private static partial Regex Exercise();

    [GeneratedRegex(@"\bthe (next|first|second|third|fourth|fifth|sixth|seventh) section\b", RegexOptions.IgnoreCase)]
    private static partial Regex Section();

    [GeneratedRegex(@"\bthe next chapter\b", RegexOptions.IgnoreCase)]
    private static partial Regex NextChapter();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Numeral();
}
