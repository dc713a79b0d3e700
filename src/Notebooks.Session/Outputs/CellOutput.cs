namespace Notebooks.Session;

/// <summary>
/// One thing that a running cell sends out. The records mirror the outputs of a notebook file (nbformat 4.5) and the
/// messages of the Jupyter protocol, so that a command line and a socket can both be fed from the same session.
/// </summary>
/// <remarks>
/// A bundle maps a MIME type to a <see cref="string"/>, to a <see cref="System.Text.Json.Nodes.JsonNode"/> for a type
/// that ends in <c>json</c>, or to a <c>byte[]</c> for a picture. Text is never dependent on the machine's culture.
/// </remarks>
public abstract record CellOutput;

/// <summary>Text written to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text as it was written. One call of <c>Console.Write</c> may be a part of a record or share it with others.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value shown in the middle of a cell.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="DisplayId">The name under which the output can be replaced later.</param>
public sealed record DisplayData(IReadOnlyDictionary<string, object> Data, string? DisplayId = null) : CellOutput;

/// <summary>A new content for every output that was shown before under the same name.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="DisplayId">The name given when the value was first shown.</param>
public sealed record UpdateDisplayData(IReadOnlyDictionary<string, object> Data, string DisplayId) : CellOutput;

/// <summary>The value of a cell's last expression.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="ExecutionCount">The number of the cell in this session, from 1.</param>
public sealed record ExecuteResult(IReadOnlyDictionary<string, object> Data, int ExecutionCount) : CellOutput;

/// <summary>What ended a cell before its time.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ErrorOutput(CellError Error) : CellOutput;

/// <summary>Asks the front end to empty the cell's output area.</summary>
/// <param name="Wait">True to keep the old output on the screen until the next one arrives (no flicker).</param>
public sealed record ClearOutput(bool Wait) : CellOutput;
