namespace Hopfield.Exercises;

/// <summary>The cell that is running.</summary>
public static class Cell
{
    /// <summary>
    /// Asks to stop when the reader presses Interrupt. Hand it to every call that may take longer than a second.
    /// Outside this course's kernel it is <see cref="CancellationToken.None"/>.
    /// </summary>
    public static CancellationToken Token => AppContext.GetData("Notebooks.Kernel.CellToken") as CancellationToken? ?? CancellationToken.None;
}
