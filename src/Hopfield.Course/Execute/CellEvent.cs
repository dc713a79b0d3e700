using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hopfield.Exercises;

namespace Hopfield.Course;

/// <summary>
/// What the child process tells its parent: a cell begins, a cell has ended with these outputs, or this came of what the metadata of a
/// cell of text ask for. One record a line, each behind the record separator of JSON text sequences (RFC 7464), so that whatever a
/// cell's libraries write to the process's own console can be told apart from it.
/// </summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Count">The execution count of an ended cell; null where the cell begins.</param>
/// <param name="Outputs">The outputs of an ended cell.</param>
/// <param name="Failure">What stopped the cell, or null.</param>
internal sealed record CellEvent(int Cell, int? Count = null, JsonArray? Outputs = null, CellFailure? Failure = null)
{
    private const char Separator = '\u001e';

    /// <summary>The claims that an ended cell stated, in their order.</summary>
    public IReadOnlyList<Statement> Claims { get; init; } = [];

    /// <summary>The values of the numbers that a cell of text binds, in their order.</summary>
    public IReadOnlyList<NumberValue> Numbers { get; init; } = [];

    /// <summary>The knobs that a cell of text suggests, after they were turned, in their order.</summary>
    public IReadOnlyList<KnobTurn> Knobs { get; init; } = [];

    /// <summary>The record as a line.</summary>
    public string ToLine() => Separator + JsonSerializer.Serialize(this);

    /// <summary>Reads a line; null where it holds no record.</summary>
    /// <param name="line">A line of the child's standard output.</param>
    public static CellEvent? Parse(string line)
    {
        int start = line.LastIndexOf(Separator);
        if (start < 0) return null;
        try
        {
            return JsonSerializer.Deserialize<CellEvent>(line[(start + 1)..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a number of the text is bound to, at the end of a run.</summary>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Trouble">Why there is none.</param>
public sealed record NumberValue(
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double? Value, string? Trouble = null);

/// <summary>Where and why a chapter stopped.</summary>
/// <param name="Cell">The cell's number in the notebook, from 1.</param>
/// <param name="Line">The line in the cell, from 1, where it is known.</param>
/// <param name="Message">One line.</param>
public sealed record CellFailure(int Cell, int? Line, string Message)
{
    /// <summary>Place and message in one line.</summary>
    public override string ToString() =>
        Line is { } line ? $"cell {Cell}, line {line}: {Message}" : $"cell {Cell}: {Message}";
}
