using System.ComponentModel;

namespace Hopfield.Exercises;

/// <summary>The part of a claim's condition that is false, with the values that it compares. The course's kernel adds it to a claim when it compiles a cell.</summary>
/// <param name="condition">The part, as it stands in the cell.</param>
/// <param name="values">What it compares, each as it stands in the cell and with its value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FalsePart(string condition, params (string Text, object? Value)[] values)
{
    /// <inheritdoc/>
    public override string ToString() => $"False here: `{condition}`" + string.Concat(values.Select(side => $"; `{side.Text}` is {Description.Short.Of(side.Value)}"));
}
