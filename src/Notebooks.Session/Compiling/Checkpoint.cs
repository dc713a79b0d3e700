using System.ComponentModel;

namespace Notebooks.Session;

/// <summary>
/// Where the code of cells asks whether it is to stop: at each turn of a loop, at the start of each function, and
/// where it has caught an exception. The calls are put in by <see cref="CheckpointInserter"/>.
/// </summary>
/// <remarks>
/// .NET's own way of ending a thread, <c>ControlledExecution</c>, was measured and left: on Linux it brings the process
/// down when the thread happens to be formatting a number, copying an array or running a query.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static bool stop;

    /// <summary>Goes on, or ends the calling code by an exception where its cell was interrupted.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Pass()
    {
        if (Volatile.Read(ref stop))
        {
            throw new OperationCanceledException("The cell was interrupted.");
        }
    }

    /// <summary>Stops all code of cells at its next checkpoint, or lets it pass again.</summary>
    internal static void Close(bool closed) => Volatile.Write(ref stop, closed);
}
