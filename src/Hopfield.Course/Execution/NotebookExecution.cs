using System.Text.Json.Nodes;
using Hopfield.Course.Notebooks;
using Hopfield.Course.Publishing;
using Notebooks.Session;

namespace Hopfield.Course.Execution;

/// <summary>Runs a notebook's cells in order in this process, up to the first that fails.</summary>
internal static class NotebookExecution
{
    /// <summary>Runs the cells.</summary>
    /// <param name="notebook">The notebook; its outputs are not touched.</param>
    /// <param name="tell">Hears when a cell begins and what it showed.</param>
    /// <param name="cancellationToken">Interrupts the running cell.</param>
    /// <returns>True where every cell ran to its end.</returns>
    public static async Task<bool> RunAsync(Notebook notebook, Action<CellEvent> tell, CancellationToken cancellationToken)
    {
        using var session = new NotebookSession(CourseKernel.Options);
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            tell(new CellEvent(cell.Number));
            var outputs = new OutputCollector();
            CellResult result = await session.ExecuteAsync(cell.Source, outputs, cancellationToken).ConfigureAwait(false);
            CellFailure? failure = result.Status == CellStatus.Ok ? null : Failure(cell, result);
            tell(new CellEvent(cell.Number, result.ExecutionCount, Json(outputs.Outputs), failure));
            if (failure is not null) return false;
        }

        return true;
    }

    private static JsonArray Json(IReadOnlyList<CellOutput> outputs)
    {
        JsonArray list = [.. outputs.Select(CellOutput.ToJson)];
        foreach (JsonNode? output in list)
        {
            // The first figure of a process carries plotly.js in its HTML: the pages have a copy of their own.
            if (output!["data"] is JsonObject data) FigureOutput.Strip(data);
        }

        return list;
    }

    private static CellFailure Failure(NotebookCell cell, CellResult result)
    {
        string message = result.Error is { } error ? $"{error.Name}: {error.Message}" : "the cell was interrupted.";
        return new CellFailure(cell.Number, result.Error?.Line, string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }
}
