using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>The last line of a chapter: the link to the next chapter that exists, or, in the last one, back to all of them.</summary>
public static partial class NextLink
{
    private const string Overview = "**Next:** you have reached the last chapter; [the overview](../README.md) lists them all.";

    /// <summary>The line that a chapter should end with.</summary>
    /// <param name="next">File name and title of the next chapter, or null for the last one.</param>
    public static string Line((string File, string Title)? next) =>
        next is { } chapter ? $"**Next:** [{chapter.Title}]({chapter.File})" : Overview;

    /// <summary>Writes the line into a chapter, in place of an old one or below everything.</summary>
    /// <param name="notebook">The chapter; its last cell must be text.</param>
    /// <param name="next">File name and title of the next chapter, or null for the last one.</param>
    /// <returns>True where the chapter had another line before.</returns>
    /// <exception cref="NotebookException">The last cell is no text.</exception>
    public static bool Write(Notebook notebook, (string File, string Title)? next)
    {
        if (notebook.Cells is not [.., { IsMarkdown: true } last])
            throw new NotebookException("The last cell must be text: it ends with the link to the next chapter.");
        string old = last.Source.TrimEnd();
        string text = OldLine().IsMatch(old) ? OldLine().Replace(old, "") : $"{old}\n\n";
        string renewed = text + Line(next);
        if (renewed == last.Source) return false;
        last.Source = renewed;
        return true;
    }

    [GeneratedRegex(@"(?<=^|\n)(\*\*)?Next\b[^\n]*$")]
    private static partial Regex OldLine();
}
