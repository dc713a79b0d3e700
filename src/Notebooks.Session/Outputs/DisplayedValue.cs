namespace Notebooks.Session;

/// <summary>A value on the screen, whose content can be replaced: an animation, a progress line, an improving result.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutputs? _cell;

    internal DisplayedValue(CellOutputs? cell, string id)
    {
        _cell = cell;
        Id = id;
    }

    /// <summary>The name by which front ends find the display again.</summary>
    public string Id { get; }

    /// <summary>Shows another value in the same place.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object? value) =>
        (CellOutputs.Current ?? _cell)?.Publish(new UpdateDisplayData(ValueFormatter.Bundle(value), Id));
}
