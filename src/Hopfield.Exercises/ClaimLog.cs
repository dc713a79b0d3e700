using System.Collections.Concurrent;

namespace Hopfield.Exercises;

/// <summary>A claim and what became of it.</summary>
/// <param name="Text">The claim in words.</param>
/// <param name="Holds">Whether it is true.</param>
/// <param name="Why">For a false claim, in a sentence, what is false; empty for a true one.</param>
public sealed record Statement(string Text, bool Holds, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => Holds ? $"✓ {Text}" : $"✗ {Text}\n  {Why}";
}

/// <summary>
/// Hears every claim that is stated while it is open, also one that no cell shows. A false claim stops no notebook: a program that must
/// not overlook one listens. It hears what the code says that opened it, and all that this code starts.
/// </summary>
public sealed class ClaimLog : IDisposable
{
    // Flows into the threads and tasks of a cell, and not into another session of the same process.
    private static readonly AsyncLocal<ClaimLog?> _open = new();

    private readonly ClaimLog? _outer;
    private readonly ConcurrentQueue<Statement> _heard = new();

    /// <summary>Begins to listen.</summary>
    public ClaimLog()
    {
        _outer = _open.Value;
        _open.Value = this;
    }

    /// <summary>The claims so far, in the order in which they were stated.</summary>
    public IReadOnlyList<Statement> Heard => [.. _heard];

    internal static void Note(Statement statement) => _open.Value?._heard.Enqueue(statement);

    /// <summary>Listens no more.</summary>
    public void Dispose() => _open.Value = _outer;
}
