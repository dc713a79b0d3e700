namespace Notebooks.Session;

/// <summary>Where a cell's outputs go.</summary>
public interface IOutputSink
{
    /// <summary>
    /// Takes one output. A session calls this in the order of the outputs and never twice at a time for one cell, but
    /// from any thread; a task that a cell left running may still call it after the cell has ended.
    /// </summary>
    /// <param name="output">What the cell sent.</param>
    void Publish(CellOutput output);
}

/// <summary>A sink that can also ask the person in front of the notebook.</summary>
public interface IInputSource
{
    /// <summary>Asks for a line of text and waits for it.</summary>
    /// <param name="prompt">What to show.</param>
    /// <param name="hidden">True where the answer is not to be seen: a password.</param>
    /// <returns>The line, or null where nobody can answer.</returns>
    string? Ask(string prompt, bool hidden);
}
