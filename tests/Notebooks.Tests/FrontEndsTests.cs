using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests;

/// <summary>What docs/front-ends.md says of the things that readers miss elsewhere is held by files that exist.</summary>
public partial class FrontEndsTests
{
    [Fact]
    public void Every_row_names_the_files_that_hold_it()
    {
        string root = CourseFiles.Tree.Root, text = File.ReadAllText(Path.Combine(root, "docs", "front-ends.md")).ReplaceLineEndings("\n");
        string table = text[text.IndexOf("| what is asked for | here | held by |", StringComparison.Ordinal)..text.IndexOf("## Trying a front end by hand", StringComparison.Ordinal)];
        string[] rows = [.. table.Split('\n').Skip(2).Where(row => row.StartsWith('|'))];
        Assert.Equal(37, rows.Length);
        foreach (string row in rows)
        {
            string[] held = [.. Code.Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value)];
            Assert.NotEmpty(held);
            Assert.All(held, path => Assert.True(Path.Exists(Path.Combine(root, path)), $"{path} does not exist: {row}"));
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code { get; }
}
