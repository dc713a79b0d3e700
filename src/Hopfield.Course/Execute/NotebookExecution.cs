using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Hopfield.Course;

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
            CellResult result = await session.ExecuteAsync(cell.Source, outputs, cancellationToken);
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
            if (output!["data"] is JsonObject data) PlotlyFigure.DropHtml(data);
        }

        return list;
    }

    private static CellFailure Failure(NotebookCell cell, CellResult result)
    {
        string message = result.Error is { } error ? $"{error.Name}: {error.Message}" : "the cell was interrupted.";
        return new CellFailure(cell.Number, result.Error?.Line, string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }
}

/// <summary>
/// What the child process tells its parent: a cell begins, or a cell has ended with these outputs. One record a line,
/// each behind the record separator of JSON text sequences (RFC 7464), so that whatever a cell's libraries write to the
/// process's own console can be told apart from it.
/// </summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Count">The execution count of an ended cell; null where the cell begins.</param>
/// <param name="Outputs">The outputs of an ended cell.</param>
/// <param name="Failure">What stopped the cell, or null.</param>
internal sealed record CellEvent(int Cell, int? Count = null, JsonArray? Outputs = null, CellFailure? Failure = null)
{
    private const char Separator = '\u001e';

    /// <summary>The record as a line.</summary>
    public string ToLine()
    {
        var json = new JsonObject { ["cell"] = Cell };
        if (Count is { } count) json["count"] = count;
        if (Outputs is not null) json["outputs"] = Outputs.DeepClone();
        if (Failure is not null) json["failure"] = new JsonObject { ["line"] = Failure.Line, ["message"] = Failure.Message };
        return Separator + json.ToJsonString();
    }

    /// <summary>Reads a line; null where it holds no record.</summary>
    /// <param name="line">A line of the child's standard output.</param>
    public static CellEvent? Parse(string line)
    {
        int start = line.LastIndexOf(Separator);
        if (start < 0) return null;
        try
        {
            JsonNode json = JsonNode.Parse(line[(start + 1)..])!;
            int cell = json["cell"]!.GetValue<int>();
            return new CellEvent(
                cell,
                json["count"]?.GetValue<int>(),
                json["outputs"]?.DeepClone() as JsonArray,
                json["failure"] is { } failure
                    ? new CellFailure(cell, failure["line"]?.GetValue<int>(), failure["message"]!.GetValue<string>())
                    : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Where and why a chapter stopped.</summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Line">The line in the cell, from 1, where it is known.</param>
/// <param name="Message">One line.</param>
public sealed record CellFailure(int Cell, int? Line, string Message)
{
    /// <summary>Place and message in one line.</summary>
    public override string ToString() =>
        Line is { } line ? $"cell {Cell}, line {line}: {Message}" : $"cell {Cell}: {Message}";
}
