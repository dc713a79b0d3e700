namespace Hopfield.Exercises;

/// <summary>The cell that is running.</summary>
public static class Cell
{
    /// <summary>
    /// Asks to stop when the reader presses Interrupt. Hand it to every call that may take longer than a second.
    /// Outside this course's kernel it is <see cref="CancellationToken.None"/>.
    /// </summary>
    public static CancellationToken Token => AppContext.GetData("Notebooks.Kernel.CellToken") as CancellationToken? ?? CancellationToken.None;

    /// <summary>
    /// Lets a value grow before the reader's eyes: its states are shown one after another in one place, and the last one is the cell's value.
    /// Elsewhere than in this course's kernel, and where a command runs the notebook, nobody sees it grow: only the last state is drawn.
    /// </summary>
    /// <typeparam name="TStep">What tells one state from another.</typeparam>
    /// <typeparam name="T">What is shown.</typeparam>
    /// <param name="draw">Makes a state.</param>
    /// <param name="steps">The states, the last one last; together they take less than two seconds besides their drawing.</param>
    /// <returns>The last state.</returns>
    /// <exception cref="ArgumentException">There is no state.</exception>
    /// <exception cref="OperationCanceledException">The reader pressed Interrupt.</exception>
    public static async Task<T> Grow<TStep, T>(Func<TStep, T> draw, params IReadOnlyList<TStep> steps)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0) throw new ArgumentException("Expected at least one state to show.", nameof(steps));
        if (AppContext.GetData("Notebooks.Kernel.IsWatched") is not false && AppContext.GetData("Notebooks.Kernel.Show") is Func<object, Action<object?>> show)
        {
            Action<object?>? replace = null;
            foreach (TStep step in steps.SkipLast(1))
            {
                T state = draw(step);
                if (replace is null) replace = show(state);
                else replace(state);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(0.25, 1.8 / steps.Count)), Token);
            }

            replace?.Invoke(null); // what was shown makes room for the cell's value
        }

        return draw(steps[^1]);
    }
}
