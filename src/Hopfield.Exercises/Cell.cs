namespace Hopfield.Exercises;

/// <summary>The cell that is running.</summary>
public static class Cell
{
    /// <summary>
    /// Asks to stop when the reader presses Interrupt. Hand it to every call that may take longer than a second.
    /// Outside this course's kernel it is <see cref="CancellationToken.None"/>.
    /// </summary>
    public static CancellationToken Token => AppContext.GetData("Notebooks.Kernel.CellToken") as CancellationToken? ?? CancellationToken.None;

    /// <summary>Waits, so that what was shown can be seen before the next is. Where a command runs the notebook nobody looks on, and no time is lost.</summary>
    /// <param name="seconds">How long; Interrupt ends it at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not between 0 and 10 seconds.</exception>
    public static Task Pause(double seconds) =>
        seconds is not (>= 0 and <= 10) ? throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A pause takes between 0 and 10 seconds.")
        : AppContext.GetData("Notebooks.Kernel.IsWatched") is false ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromSeconds(seconds), Token);
}
