namespace Notebooks.Session;

/// <summary>
/// Runs the code of cells. How that can be stopped depends on what the host has: <see cref="InterruptibleRun"/> needs
/// threads, and <see cref="OneThreadRun"/> does without.
/// </summary>
public interface ICellRunner
{
    /// <summary>Runs one cell.</summary>
    /// <param name="name">What the cell is called.</param>
    /// <param name="body">The cell; it is called once.</param>
    /// <param name="silence">After a call of this, whatever the cell writes or shows throws. It may block for as long as an output is on its way.</param>
    /// <param name="interrupt">Asks to stop the cell.</param>
    /// <returns>How it ended. What the cell throws is no exception of this method.</returns>
    Task<CellEnd> RunAsync(string name, Func<Task> body, Action silence, CancellationToken interrupt);
}

/// <summary>How the run of a cell ended.</summary>
/// <param name="Error">What the cell threw, or null.</param>
/// <param name="Interrupted">True where it was stopped from outside.</param>
/// <param name="Abandoned">True where it could not be stopped and goes on in the background.</param>
public sealed record CellEnd(Exception? Error = null, bool Interrupted = false, bool Abandoned = false);
