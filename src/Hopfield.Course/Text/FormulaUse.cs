namespace Hopfield.Course;

/// <summary>Which formulas the texts of the course use.</summary>
public static class FormulaUse
{
    /// <summary>The formulas of a notebook's text cells.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IEnumerable<Formula> In(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => CourseMarkdown.Formulas(cell.Source));
    }

    /// <summary>The formulas of everything that has a page: chapters, solutions, and the texts beside them.</summary>
    /// <param name="tree">The course's folders.</param>
    /// <param name="instead">Notebooks to read in place of the files they will replace.</param>
    public static IReadOnlySet<Formula> In(CourseTree tree, IReadOnlyDictionary<string, Notebook> instead)
    {
        ArgumentNullException.ThrowIfNull(tree);
        IEnumerable<string> files = tree.Chapters.Concat(Chapter.In(tree.Solutions)).Select(chapter => Path.GetFullPath(chapter.Path)).Union(instead.Keys);
        return files.SelectMany(file => In(instead.GetValueOrDefault(file) ?? Notebook.Read(file)))
            .Concat(tree.Texts.SelectMany(file => CourseMarkdown.Formulas(File.ReadAllText(file))))
            .ToHashSet();
    }
}
