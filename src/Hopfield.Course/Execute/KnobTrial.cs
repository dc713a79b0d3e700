using Hopfield.Exercises;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>Turns the knobs that a chapter suggests, as a reader does who has run all of it: changes a cell, runs it and those that it feeds, and looks.</summary>
/// <remarks>A claim that a knob breaks shows a cross, and that is well; a cell that stops is not.</remarks>
/// <param name="session">A session that has run the notebook.</param>
/// <param name="notebook">The notebook.</param>
internal sealed class KnobTrial(NotebookSession session, Notebook notebook)
{
    private readonly Lazy<CellFlow> _flow = new(() => new CellFlow(session, notebook.CodeCells.Where(cell => !cell.IsExercise && !cell.HasTag(Tags.Quiz))));

    /// <summary>Turns the knobs of a cell of text, each from the state that the chapter leaves.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="cancellationToken">Interrupts the running cell.</param>
    public async Task<IReadOnlyList<KnobTurn>> TurnAsync(NotebookCell text, CancellationToken cancellationToken)
    {
        var turns = new List<KnobTurn>();
        foreach (Knob knob in Knob.Of(text)) turns.Add(new KnobTurn(knob.ToString(), await TroubleAsync(knob, cancellationToken)));
        return turns;
    }

    private async Task<string?> TroubleAsync(Knob knob, CancellationToken cancellationToken)
    {
        if (notebook.CodeCells.FirstOrDefault(cell => cell.Id == knob.Cell) is not { } turned) return $"there is no cell of code that is called {knob.Cell}";
        string code;
        try
        {
            code = knob.Turn(turned.Source);
        }
        catch (NotebookException error)
        {
            return error.Message;
        }

        IReadOnlyList<NotebookCell> fed = _flow.Value.From(turned);
        string? trouble = await RunAsync(fed, cell => cell == turned ? code : cell.Source, cancellationToken) ?? await OutcomeAsync(knob, cancellationToken);
        // Back to what the chapter leaves, for the next knob.
        string? back = await RunAsync(fed, cell => cell.Source, cancellationToken);
        return trouble ?? back;
    }

    private async Task<string?> RunAsync(IReadOnlyList<NotebookCell> cells, Func<NotebookCell, string> code, CancellationToken cancellationToken)
    {
        foreach (NotebookCell cell in cells)
        {
            CellResult result = await session.ExecuteAsync(code(cell), new OutputCollector(), cancellationToken);
            if (result.Status != CellStatus.Ok) return $"the cell {cell.Id} stops: {NotebookExecution.Message(result)}";
        }

        return null;
    }

    private async Task<string?> OutcomeAsync(Knob knob, CancellationToken cancellationToken)
    {
        // A claim says what its condition compares: that is what is to be told of an outcome that does not come.
        using var claims = new ClaimLog();
        string code = $"global::Hopfield.Exercises.Check.That({knob.Outcome}, \"Outcome.\");";
        CellResult result = await session.ExecuteAsync(code, new OutputCollector(), counted: false, cancellationToken);
        return result.Status != CellStatus.Ok ? $"the outcome {knob.Outcome} cannot be asked for: {NotebookExecution.Message(result)}"
            : claims.Heard is [{ Holds: false } claim] ? claim.Why
            : null;
    }
}

/// <summary>A knob after it was turned.</summary>
/// <param name="Knob">Which.</param>
/// <param name="Trouble">What came instead of the outcome; null where it came.</param>
public sealed record KnobTurn(string Knob, string? Trouble);
