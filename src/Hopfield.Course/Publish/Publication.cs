using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Makes the notebook that is committed out of a draft and its run.</summary>
internal static class Publication
{
    /// <summary>The largest notebook that is accepted, in bytes.</summary>
    public const int Limit = 1_000_000;

    /// <summary>The executed notebook in its form, without the pictures that are still to be drawn.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="run">Its run; every cell ended well.</param>
    /// <param name="fresh">True to take nothing over from the committed notebook.</param>
    /// <remarks>
    /// Outputs that <c>verify</c> would accept stay as they are committed, unless code above them has changed: publishing
    /// on another machine then changes nothing, and a measurement stays the one that the text speaks of.
    /// </remarks>
    public static Notebook Of(Draft draft, ExecutedChapter run, bool fresh)
    {
        Notebook notebook = Outputs(draft.Notebook, run.Notebook);
        if (fresh || draft.Committed is not { } committed) return notebook;
        FigureOutput.TakePictures(notebook, committed);

        foreach ((NotebookCell cell, NotebookCell old) in notebook.CodeCells.Zip(committed.CodeCells))
        {
            if (cell.Source != old.Source || !cell.Tags.SequenceEqual(old.Tags)) break;
            if (NotebookComparison.Compare(old, cell) is null) cell.Outputs = (JsonArray)old.Outputs.DeepClone();
        }

        return notebook;
    }

    /// <summary>A notebook with the outputs of a run, in the form in which they are committed.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="executed">The same notebook after a run.</param>
    public static Notebook Outputs(Notebook notebook, Notebook executed)
    {
        Notebook copy = notebook.Clone();
        foreach ((NotebookCell cell, NotebookCell ran) in copy.CodeCells.Zip(executed.CodeCells))
        {
            cell.ExecutionCount = ran.ExecutionCount;
            cell.Outputs = NotebookForm.Outputs(ran.Outputs);
        }

        return copy;
    }

    /// <summary>Refuses what must not be committed.</summary>
    /// <param name="name">The notebook's name.</param>
    /// <param name="notebook">The notebook, complete.</param>
    /// <param name="root">The course's folder on this machine.</param>
    /// <exception cref="NotebookException">A path of this machine stands in an output, or the file is too large.</exception>
    public static void Check(string name, Notebook notebook, string root)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar;
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            string shown = string.Concat(Strings(cell.Outputs));
            if (shown.Contains(Path.TrimEndingDirectorySeparator(root), StringComparison.Ordinal) || (home.Length > 2 && shown.Contains(home, StringComparison.Ordinal)))
                throw new NotebookException($"{name}, cell {cell.Number}: an output shows a path of this machine.");
        }

        int size = System.Text.Encoding.UTF8.GetByteCount(notebook.ToJson());
        if (size > Limit) throw new NotebookException($"{name} would have {size / 1000} kB; {Limit / 1000} kB is the limit. Show less in its figures.");
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Strings(pair.Value)),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
