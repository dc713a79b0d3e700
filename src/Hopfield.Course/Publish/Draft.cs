using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A notebook on its way: its text is final, its outputs are still to come.</summary>
/// <param name="Target">Where it will be kept.</param>
/// <param name="Notebook">Text and code as they will be committed.</param>
/// <param name="Committed">The notebook as it is kept now; null where there is none yet.</param>
internal sealed record Draft(Chapter Target, Notebook Notebook, Notebook? Committed)
{
    /// <summary>Drafts a chapter and, where the chapter has exercises, its solutions.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="chapter">The chapter.</param>
    /// <exception cref="NotebookException">The chapter or the source of its exercises cannot be used.</exception>
    public static IEnumerable<Draft> Of(CourseTree tree, Chapter chapter)
    {
        Notebook committed = Notebook.Read(chapter.Path);
        Notebook notebook = committed.Clone();
        string exercises = tree.ExercisesOf(chapter);
        ExerciseSource? source = File.Exists(exercises) ? ExerciseSource.Load(exercises) : null;
        if (source is not null) Write(notebook, source, chapter);
        NextLink.Write(notebook, Next(tree, chapter));
        NotebookForm.Tidy(notebook);
        yield return new Draft(chapter, notebook, committed);
        if (source is null) yield break;

        var target = new Chapter(Path.Combine(tree.Solutions, Path.GetFileName(chapter.Path)));
        Notebook solutions = SolutionsNotebook.Generate(notebook, source, Path.GetFileName(chapter.Path));
        NotebookForm.Tidy(solutions);
        yield return new Draft(target, solutions, File.Exists(target.Path) ? Notebook.Read(target.Path) : null);
    }

    /// <summary>File name and title of the chapter after one, or null for the last.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="chapter">The chapter.</param>
    public static (string File, string Title)? Next(CourseTree tree, Chapter chapter)
    {
        Chapter? next = tree.Chapters.SkipWhile(other => other.Name != chapter.Name).Skip(1).FirstOrDefault();
        return next is null ? null : (Path.GetFileName(next.Path), ChapterOutline.Of(Notebook.Read(next.Path), next.Name).Title);
    }

    private static void Write(Notebook notebook, ExerciseSource source, Chapter chapter)
    {
        try
        {
            ExerciseCells.Write(notebook, source);
        }
        catch (NotebookException error)
        {
            throw new NotebookException($"{chapter.Name}: {error.Message}", error);
        }
    }
}

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
