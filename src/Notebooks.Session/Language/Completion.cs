namespace Notebooks.Session;

/// <summary>What could stand at a place in a cell.</summary>
/// <param name="Items">The candidates, in the order of their names.</param>
/// <param name="Start">Where the text begins that a candidate replaces, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record Completions(IReadOnlyList<Completion> Items, int Start, int End);

/// <summary>One candidate.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is, in the words of Jupyter front ends: class, function, property, instance, keyword, module, …</param>
/// <param name="Signature">Its declaration, for a function.</param>
public sealed record Completion(string Text, string Kind, string? Signature = null);
