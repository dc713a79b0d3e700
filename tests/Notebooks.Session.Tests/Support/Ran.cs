namespace Notebooks.Session.Tests;

/// <summary>A cell that was run, with its outputs.</summary>
internal sealed record Ran(CellResult Result, IReadOnlyList<CellOutput> Outputs)
{
    /// <summary>The plain text of the cell's value; null where it has none.</summary>
    public string? Value => Outputs.OfType<ExecuteResult>().SingleOrDefault()?.Data["text/plain"] as string;

    public string Stdout => string.Concat(Outputs.OfType<StreamOutput>().Where(s => s.Name == "stdout").Select(s => s.Text));

    public string Stderr => string.Concat(Outputs.OfType<StreamOutput>().Where(s => s.Name == "stderr").Select(s => s.Text));

    public CellError Error => Result.Error ?? throw new InvalidOperationException("The cell has no error.");

    public string Traceback => string.Join('\n', Error.Traceback);
}
