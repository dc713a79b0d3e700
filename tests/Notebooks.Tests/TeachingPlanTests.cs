using System.Globalization;
using System.Text.RegularExpressions;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>The plans for lecturers speak of chapters, sections, exercises and minutes as they are.</summary>
public partial class TeachingPlanTests
{
    private static readonly string _text = File.ReadAllText(Path.Combine(CourseFiles.Tree.Root, "docs", "TEACHING.md"));
    private static readonly LintedCourse _course = CourseFiles.Read();

    [Fact]
    public void A_lecture_takes_sections_that_exist_and_the_minutes_of_their_notes()
    {
        int sum = 0, lectures = 0;
        foreach (Match row in LectureRow.Matches(_text))
        {
            int minutes = Number(row.Groups["minutes"].Value);
            if (row.Groups["number"].Value.Length == 0)
            {
                Assert.Equal(sum, minutes);
                (sum, lectures) = (0, lectures + 1);
                continue;
            }
            sum += minutes;
            LintedChapter chapter = Chapter(row.Groups["number"].Value);
            string heading = row.Groups["section"].Value;
            var section = chapter.Sections().FirstOrDefault(cells => cells[0].Source.StartsWith($"## {heading}", StringComparison.Ordinal));
            Assert.True(section is not null, $"Chapter {chapter.Number} has no section \"{heading}\".");
            Assert.True(section.Any(cell => cell.Source.Contains($"**For the lecturer · {minutes} minutes.**", StringComparison.Ordinal)), $"{chapter.Number}, \"{heading}\": no note of {minutes} minutes.");
        }
        Assert.Equal((0, 2), (sum, lectures));
    }

    [Fact]
    public void A_day_or_a_week_has_the_minutes_of_its_chapters()
    {
        Match[] rows = [.. PlanRow.Matches(_text).Cast<Match>()];
        Assert.Equal(5 + 15, rows.Length);
        foreach (var row in rows)
        {
            LintedChapter[] chapters = [.. row.Groups["chapters"].Value.Split(", ").Select(Chapter)];
            Assert.Equal(chapters.Sum(c => Minutes(c).Reading), Number(row.Groups["reading"].Value));
            Assert.Equal(chapters.Sum(c => Minutes(c).Exercises), Number(row.Groups["exercises"].Value));
        }
    }

    [Fact]
    public void Every_exercise_that_is_set_exists()
    {
        foreach (Match exercise in Exercise.Matches(_text))
        {
            string all = string.Concat(Chapter(exercise.Groups["chapter"].Value).Cells.Select(cell => cell.Source));
            Assert.Contains($"Exercise {exercise.Value}", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_marks_of_a_question_are_those_of_its_parts_and_all_are_as_many_as_it_says()
    {
        int all = 0;
        foreach (Match question in Question.Matches(_text))
        {
            int marks = Number(question.Groups["marks"].Value);
            Assert.Equal(marks, Part.Matches(question.Groups["answer"].Value).Sum(part => Number(part.Groups[1].Value)));
            all += marks;
        }
        Assert.Equal(60, all);
    }

    private static LintedChapter Chapter(string number) => Assert.Single(_course.Chapters, chapter => chapter.Number == number);

    // As README's table of chapters says it.
    private static (int Reading, int Exercises) Minutes(LintedChapter chapter)
    {
        Match row = Regex.Match(_course.Readme, $@"^\| \[{chapter.Number} · .*\| (\d+) \+ (\d+) \|\r?$", RegexOptions.Multiline);
        Assert.True(row.Success, $"README's table has no chapter {chapter.Number}.");
        return (Number(row.Groups[1].Value), Number(row.Groups[2].Value));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (?<number>\d\d)? ?\| (?<section>[^|]+) \| (?<minutes>\d+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex LectureRow { get; }

    [GeneratedRegex(@"^\| \d+ \| (?<chapters>\d\d(, \d\d)*) \| (?<reading>\d+) \| (?<exercises>\d+) \| .+\|\r?$", RegexOptions.Multiline)]
    private static partial Regex PlanRow { get; }

    [GeneratedRegex(@"\b(?<chapter>\d\d)\.\d\b")]
    private static partial Regex Exercise { get; }

    [GeneratedRegex(@"^\d+\. \*\*[^*]+\*\* \((?<marks>\d+)\)\.(?<answer>.*)$", RegexOptions.Multiline)]
    private static partial Regex Question { get; }

    [GeneratedRegex(@"\((\d)\)")]
    private static partial Regex Part { get; }
}
