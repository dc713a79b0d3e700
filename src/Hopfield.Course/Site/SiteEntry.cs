namespace Hopfield.Course;

/// <summary>A chapter as the site shows it: executed just now, or as it is kept in the source tree.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Notebook">Its cells with the outputs to show.</param>
/// <param name="Outline">Title, claim and reading time.</param>
/// <param name="Run">The run that the outputs are from, or null where they are the committed ones.</param>
internal sealed record SiteEntry(Chapter Chapter, Notebook Notebook, ChapterOutline Outline, ExecutedChapter? Run)
{
    /// <summary>Joins the chapters of the tree with what was executed.</summary>
    /// <param name="chapters">All chapters.</param>
    /// <param name="runs">Those executed.</param>
    public static IReadOnlyList<SiteEntry> All(IReadOnlyList<Chapter> chapters, IReadOnlyList<ExecutedChapter> runs) =>
    [
        .. chapters.Select(chapter =>
        {
            ExecutedChapter? run = runs.FirstOrDefault(run => run.Chapter == chapter);
            Notebook notebook = run?.Notebook ?? Notebook.Read(chapter.Path);
            return new SiteEntry(chapter, notebook, ChapterOutline.Of(notebook, chapter.Name), run);
        }),
    ];

    /// <summary>Where the outputs come from, in a few words.</summary>
    public string Provenance => Run switch
    {
        null => "outputs as published",
        { Failure: { } failure } => $"stopped in {failure}",
        { Duration: var time } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"executed on this machine in {time.TotalSeconds:0.0} s"),
    };
}
