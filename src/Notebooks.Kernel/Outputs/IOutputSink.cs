namespace Notebooks.Kernel;

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
