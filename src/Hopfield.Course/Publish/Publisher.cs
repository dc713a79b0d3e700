using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Writes executed drafts back into <c>notebooks/</c>. Everything is made before the first file is written, and each file is written whole.</summary>
/// <param name="tree">The course's folders.</param>
/// <param name="browser">The browser that draws pictures, or null where there is none.</param>
/// <param name="fresh">True to take nothing over from the committed notebooks.</param>
internal sealed class Publisher(CourseTree tree, string? browser, bool fresh)
{
    /// <summary>Publishes what ran well.</summary>
    /// <param name="runs">Drafts and their runs; those that failed are left out, and with a chapter its solutions.</param>
    /// <param name="cancellationToken">Ends the work; no file is left half written.</param>
    /// <returns>A line for each notebook that was refused.</returns>
    public async Task<IReadOnlyList<string>> PublishAsync(IReadOnlyList<(Draft Draft, ExecutedChapter Run)> runs, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        var ready = new Dictionary<string, Notebook>();
        foreach (IGrouping<string, (Draft Draft, ExecutedChapter Run)> pair in runs.GroupBy(run => run.Draft.Target.Name))
        {
            // A chapter and its solutions have one source: they go together or not at all.
            if (pair.Any(run => run.Run.Failure is not null)) continue;
            try
            {
                List<(string, Notebook)> made = [];
                foreach ((Draft draft, ExecutedChapter run) in pair) made.Add((Path.GetFullPath(draft.Target.Path), await MakeAsync(draft, run, cancellationToken)));
                foreach ((string path, Notebook notebook) in made) ready.Add(path, notebook);
            }
            catch (NotebookException error)
            {
                refused.Add(error.Message);
            }
        }

        RenewLinks(ready);
        await WriteAsync(ready, cancellationToken);
        return refused;
    }

    private async Task<Notebook> MakeAsync(Draft draft, ExecutedChapter run, CancellationToken cancellationToken)
    {
        Notebook notebook = Publication.Of(draft, run, fresh);
        await DrawAsync(draft.Target.Name, notebook, cancellationToken);
        Publication.Check(draft.Target.Name, notebook, tree.Root);
        return notebook;
    }

    private async Task DrawAsync(string name, Notebook notebook, CancellationToken cancellationToken)
    {
        IReadOnlyList<(NotebookCell Cell, JsonObject Output, JsonObject Figure)> missing = FigureOutput.WithoutPicture(notebook);
        if (missing.Count == 0) return;
        if (browser is null)
            throw new NotebookException($"{name}, cell {missing[0].Cell.Number}: a figure is new or has changed, and no Chromium, Chrome or Edge was found to draw it ({Chromium.Variable} can name one).");

        await using FigurePictures pictures = await FigurePictures.StartAsync(browser, cancellationToken);
        foreach ((NotebookCell cell, JsonObject output, JsonObject figure) in missing)
        {
            try
            {
                FigureOutput.Add(output, figure, await pictures.DrawAsync(figure, cancellationToken));
            }
            catch (IOException error)
            {
                throw new NotebookException($"{name}, cell {cell.Number}: {error.Message.Split('\n')[0]}", error);
            }
        }
    }

    // A chapter that is new, or has another title, is the next one of a chapter that may not have been asked for.
    private void RenewLinks(Dictionary<string, Notebook> ready)
    {
        foreach (Chapter chapter in tree.Chapters.Where(chapter => !ready.ContainsKey(Path.GetFullPath(chapter.Path))))
        {
            Notebook notebook = Notebook.Read(chapter.Path);
            bool published = notebook.CodeCells.All(cell => cell.ExecutionCount is not null);
            if (published && NextLink.Write(notebook, Draft.Next(tree, chapter))) ready.Add(Path.GetFullPath(chapter.Path), notebook);
        }
    }

    // Formulas first: at every moment the book has what the notebooks show.
    private async Task WriteAsync(Dictionary<string, Notebook> ready, CancellationToken cancellationToken)
    {
        FormulaBook known = FormulaBook.Read(tree.Formulas);
        IReadOnlySet<Formula> used = FormulaUse.In(tree, ready);
        var converter = new FormulaConverter(tree.FormulaConverter, tree.Workshop);
        FormulaBook book = known.With(await converter.ConvertAsync([.. used.Where(formula => known.MathML(formula) is null)], cancellationToken));

        cancellationToken.ThrowIfCancellationRequested();
        book.Write(tree.Formulas);
        foreach ((string path, Notebook notebook) in ready) notebook.Write(path);
        book.Only(used).Write(tree.Formulas);
    }
}
