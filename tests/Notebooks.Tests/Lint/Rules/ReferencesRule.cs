namespace Notebooks.Tests.Lint;

/// <summary>Every citation is a key of REFERENCES.md and stands in the chapter's own list, and the text says what each work of the list is cited for.</summary>
internal sealed class ReferencesRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var listed = new HashSet<string>();
        var cited = new List<(LintedCell Cell, string Key)>();
        foreach (var cell in chapter.MarkdownCells)
        {
            int list = cell.Source.IndexOf($"## {Vocabulary.References}", StringComparison.Ordinal);
            if (list >= 0) listed.UnionWith(ReferenceList.Cited(cell.Source[list..]));
            cited.AddRange(ReferenceList.Cited(list >= 0 ? cell.Source[..list] : cell.Source).Select(key => (cell, key)));
        }
        if (listed.Count == 0) yield return chapter.Whole($"lists no reference. Below ## {Vocabulary.References}, name the keys of REFERENCES.md that the chapter rests on, such as [Hopfield1982].");
        foreach (var (cell, key) in cited)
        {
            if (!course.References.Knows(key)) yield return chapter.At(cell, $"cites [{key}], which is no key of REFERENCES.md. Correct the key or add the reference.");
            else if (!listed.Contains(key)) yield return chapter.At(cell, $"cites [{key}], which the chapter's own list of references lacks. Add it below ## {Vocabulary.References}.");
        }
        foreach (string key in listed.Where(k => !course.References.Knows(k)))
            yield return chapter.Whole($"lists [{key}], which is no key of REFERENCES.md. Correct the key or add the reference.");
        foreach (string key in listed.Where(k => course.References.Knows(k) && cited.All(c => c.Key != k)))
            yield return chapter.Whole($"lists [{key}], which its text does not cite. Say where the chapter rests on it, or take it off the list.");
    }
}
