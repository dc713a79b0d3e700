namespace Notebooks.Session;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>The cell ran to its end.</summary>
    Ok,

    /// <summary>The cell did not compile, or threw; an <see cref="ErrorOutput"/> was sent.</summary>
    Failed,

    /// <summary>The cell was stopped from outside; an <see cref="ErrorOutput"/> was sent. What its variables held is kept.</summary>
    Interrupted,
}

/// <summary>The end of a cell.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="ExecutionCount">Its number in the session, from 1.</param>
/// <param name="Error">What was sent as the error, or null.</param>
public sealed record CellResult(CellStatus Status, int ExecutionCount, CellError? Error = null);
