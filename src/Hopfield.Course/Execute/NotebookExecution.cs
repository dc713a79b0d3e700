using System.Globalization;
using System.Text.Json.Nodes;
using Hopfield.Exercises;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>Runs a notebook's cells in order in this process, up to the first that fails, and then asks for the values of the numbers that its text binds.</summary>
/// <remarks>A run for its own sake fails at a claim that is false and at a number that is not what the text says. A draw only tells of them.</remarks>
/// <param name="tell">Hears when a cell begins and what came of it.</param>
/// <param name="draw">Which draw of the chapter; null for a run for its own sake.</param>
/// <param name="turnKnobs">Whether to turn the knobs that the text suggests, when all cells have run.</param>
internal sealed class NotebookExecution(Action<CellEvent> tell, int? draw, bool turnKnobs) : IDisposable
{
    private readonly NotebookSession _session = new(CourseKernel.Options);

    /// <summary>Runs the cells.</summary>
    /// <param name="notebook">The notebook; its outputs are not touched.</param>
    /// <param name="cancellationToken">Interrupts the running cell.</param>
    /// <returns>True where nothing failed.</returns>
    public async Task<bool> RunAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        // Nobody looks on: a figure that grows need not be drawn but once.
        AppContext.SetData("Notebooks.Kernel.IsWatched", false);
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            tell(new CellEvent(cell.Number));
            CellEvent ended = await RunAsync(cell, cancellationToken);
            tell(ended);
            if (ended.Failure is not null) return false;
        }

        NotebookCell[] texts = [.. notebook.Cells.Where(cell => cell.IsMarkdown)];
        bool well = true;
        foreach (NotebookCell text in texts) well &= await AskNumbersAsync(text, cancellationToken);
        var trial = new KnobTrial(_session, notebook);
        foreach (NotebookCell text in turnKnobs ? texts : [])
            tell(new CellEvent(text.Number) { Knobs = await trial.TurnAsync(text, cancellationToken) });
        return well;
    }

    /// <summary>Ends the session.</summary>
    public void Dispose() => _session.Dispose();

    private async Task<CellEvent> RunAsync(NotebookCell cell, CancellationToken cancellationToken)
    {
        using var claims = new ClaimLog();
        var outputs = new OutputCollector();
        CellResult result;
        try
        {
            result = await _session.ExecuteAsync(Drawn(cell.Source), outputs, cancellationToken);
        }
        catch (NotebookException error)
        {
            return new CellEvent(cell.Number, Failure: new CellFailure(cell.Number, null, error.Message));
        }

        CellFailure? failure = result.Status != CellStatus.Ok ? Failure(cell, result) : draw is null ? False(cell, claims.Heard) : null;
        return new CellEvent(cell.Number, result.ExecutionCount, Json(outputs.Outputs), failure) { Claims = claims.Heard };
    }

    private async Task<bool> AskNumbersAsync(NotebookCell text, CancellationToken cancellationToken)
    {
        IReadOnlyList<BoundNumber> bound = BoundNumber.Of(text);
        var values = new List<NumberValue>();
        foreach (BoundNumber number in bound) values.Add(number.Value is null ? new(null) : await ValueAsync(number.Value, cancellationToken));
        CellFailure? failure = draw is null ? Wrong(text, bound, values) : null;
        tell(new CellEvent(text.Number, Failure: failure) { Numbers = values });
        return failure is null;
    }

    private string Drawn(string code) => draw is { } number ? SeedShift.Apply(_session, code, number) : code;

    // Written by the cell's own means, since a session shows values and hands none out.
    private async Task<NumberValue> ValueAsync(string expression, CancellationToken cancellationToken)
    {
        var outputs = new OutputCollector();
        string code = $"Console.Write(((double)({expression})).ToString(\"R\", System.Globalization.CultureInfo.InvariantCulture))";
        CellResult result = await _session.ExecuteAsync(Drawn(code), outputs, counted: false, cancellationToken);
        string written = string.Concat(outputs.Outputs.OfType<StreamOutput>().Where(stream => stream.Name == "stdout").Select(stream => stream.Text));
        return result.Status == CellStatus.Ok
            ? new NumberValue(double.Parse(written, CultureInfo.InvariantCulture))
            : new NumberValue(null, Message(result));
    }

    private static JsonArray Json(IReadOnlyList<CellOutput> outputs)
    {
        JsonArray list = [.. outputs.Select(CellOutput.ToJson)];
        foreach (JsonNode? output in list)
        {
            if (output!["data"] is JsonObject data) PlotlyFigure.DropOtherForms(data);
        }

        return list;
    }

    private static CellFailure Failure(NotebookCell cell, CellResult result) => new(cell.Number, result.Error?.Line, Message(result));

    /// <summary>What ended a cell, in one line.</summary>
    /// <param name="result">The end of the cell.</param>
    internal static string Message(CellResult result) => OneLine(result.Error is { } error ? $"{error.Name}: {error.Message}" : "the cell was interrupted.");

    private static CellFailure? False(NotebookCell cell, IReadOnlyList<Statement> claims) =>
        claims.FirstOrDefault(claim => !claim.Holds) is { } claim
            ? new CellFailure(cell.Number, null, OneLine($"The claim does not hold: {claim.Text} {claim.Why}"))
            : null;

    private static CellFailure? Wrong(NotebookCell cell, IReadOnlyList<BoundNumber> bound, List<NumberValue> values)
    {
        string[] wrong = [.. bound.Zip(values).Where(pair => pair.First.Value is not null && !Right(pair.First, pair.Second)).Select(pair => string.Create(
            CultureInfo.InvariantCulture,
            $"the text says {pair.First.Text}, but {pair.First.Value} {(pair.Second.Value is { } value ? $"is {value:G8}" : $"cannot be asked for: {pair.Second.Trouble}")}"))];
        return wrong.Length == 0 ? null : new CellFailure(cell.Number, null, string.Join("; ", wrong));
    }

    private static bool Right(BoundNumber number, NumberValue came) => came.Value is { } value && number.Allows(value);

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
