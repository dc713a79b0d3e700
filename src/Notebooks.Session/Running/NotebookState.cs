namespace Notebooks.Session;

/// <summary>The cells that have run, with what their variables hold.</summary>
internal sealed class NotebookState(CellCompiler compiler, ErrorReport errors)
{
    // In the compiler's layout: place 0 is not used.
    private object?[] states = new object?[64];
    private int adopted;

    /// <summary>The objects whose fields are the cells' variables, in the order of the cells.</summary>
    public IEnumerable<object> States => states.OfType<object>();

    /// <summary>Runs a compiled cell, or says why it cannot be run, and makes it one that later cells see.</summary>
    public (CellStatus Status, ErrorOutput? Error) Run(CompiledCell cell, int number, CellOutputs outputs, CancellationToken stop)
    {
        errors.Lines.Remember(cell.Sources);
        if (cell.HasErrors)
        {
            return (CellStatus.Failed, errors.Of(cell.Diagnostics));
        }
        errors.Warn(cell.Diagnostics, outputs);
        if (cell.Start is null)
        {
            // Only usings, references or comments: there is nothing to run, but later cells see them.
            compiler.Adopt(cell);
            return (CellStatus.Ok, null);
        }
        int slot = adopted + 1;
        if (slot == states.Length)
        {
            Array.Resize(ref states, states.Length * 2);
        }
        var end = InterruptibleRun.Run(CellCompiler.NameOf(number), () => RunAsync(cell, number, outputs), outputs, stop);
        // A cell's state takes its place before its first statement runs: what an interrupted or failed cell assigned is kept.
        if (states[slot] is not null)
        {
            compiler.Adopt(cell);
            adopted = slot;
        }
        return end.Interrupted ? (CellStatus.Interrupted, ErrorReport.Interrupted(end.Abandoned))
            : end.Error is not null ? (CellStatus.Failed, errors.Of(end.Error))
            : (CellStatus.Ok, null);
    }

    // Runs on the cell's own thread: showing a value runs code of the notebook too, and can be interrupted like it.
    private async Task RunAsync(CompiledCell cell, int number, CellOutputs outputs)
    {
        CellOutputs.Current = outputs;
        try
        {
            object? value = await cell.Start!(states);
            if (cell.HasValue && value is not DisplayedValue)
            {
                outputs.Publish(new ExecuteResult(ValueFormatter.Bundle(value), number));
            }
        }
        finally
        {
            outputs.Flush();
        }
    }
}
