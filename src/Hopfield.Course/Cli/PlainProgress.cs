using System.Globalization;

namespace Hopfield.Course;

/// <summary>Progress as lines, for logs and pipes: one when a chapter starts, one when it ends.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public void Started(Chapter chapter, int cells) => Write($"{chapter.Label}: {cells} code cells");

    /// <inheritdoc/>
    public void CellDone(Chapter chapter)
    {
    }

    /// <inheritdoc/>
    public void Finished(ExecutedChapter result) => Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Chapter.Label}: {(result.Failure is null ? "done" : "FAILED")} after {result.Duration.TotalSeconds:0.0} s"));

    private void Write(string line)
    {
        lock (gate) output.WriteLine(line);
    }
}
