using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>All chapters with what they share: symbols, references, formulas.</summary>
internal sealed class LintedCourse
{
    private LintedCourse(CourseTree tree)
    {
        Tree = tree;
        Chapters = [.. tree.Chapters.Select(c => new LintedChapter(c))];
        Symbols = SymbolTable.Read(System.IO.Path.Combine(tree.Notebooks, "SYMBOLS.md"));
        References = ReferenceList.Read(System.IO.Path.Combine(tree.Notebooks, "REFERENCES.md"));
        Formulas = FormulaBook.Read(tree.Formulas);
        Readme = File.ReadAllText(System.IO.Path.Combine(tree.Root, "README.md"));
    }

    public CourseTree Tree { get; }

    public IReadOnlyList<LintedChapter> Chapters { get; }

    public SymbolTable Symbols { get; }

    public ReferenceList References { get; }

    public FormulaBook Formulas { get; }

    /// <summary>The page from which readers set out.</summary>
    public string Readme { get; }

    public static LintedCourse Read(CourseTree tree) => new(tree);

    /// <summary>The chapter that follows in reading order among those that exist, or null.</summary>
    public LintedChapter? After(LintedChapter chapter) => Chapters.SkipWhile(c => c != chapter).Skip(1).FirstOrDefault();

    /// <summary>Every rule over every chapter.</summary>
    public IReadOnlyList<Finding> Lint(IEnumerable<IRule> rules) =>
        [.. from chapter in Chapters from rule in rules from finding in rule.Check(chapter, this) select finding];
}
