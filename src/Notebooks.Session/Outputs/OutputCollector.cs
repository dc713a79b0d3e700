namespace Notebooks.Session;

/// <summary>
/// Keeps a cell's outputs as a notebook file holds them: neighbouring pieces of one stream joined, updates written into
/// the display they belong to, cleared outputs gone. Two runs with the same outputs give the same list, however the
/// console's text was cut into pieces.
/// </summary>
public sealed class OutputCollector : IOutputSink
{
    private readonly Lock gate = new();
    private readonly List<CellOutput> outputs = [];
    private bool clearBeforeNext;

    /// <summary>The outputs so far: a copy, which later outputs do not change.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get
        {
            lock (gate)
            {
                return [.. outputs];
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(CellOutput output)
    {
        lock (gate)
        {
            switch (output)
            {
                case ClearOutput clear:
                    clearBeforeNext = clear.Wait;
                    if (!clear.Wait)
                    {
                        outputs.Clear();
                    }
                    break;
                case UpdateDisplayData update:
                    for (int i = 0; i < outputs.Count; i++)
                    {
                        if (outputs[i] is DisplayData shown && shown.DisplayId == update.DisplayId)
                        {
                            outputs[i] = shown with { Data = update.Data };
                        }
                    }
                    break;
                default:
                    Append(output);
                    break;
            }
        }
    }

    private void Append(CellOutput output)
    {
        if (clearBeforeNext)
        {
            outputs.Clear();
            clearBeforeNext = false;
        }
        if (output is StreamOutput piece && outputs is [.., StreamOutput last] && last.Name == piece.Name)
        {
            outputs[^1] = last with { Text = last.Text + piece.Text };
        }
        else
        {
            outputs.Add(output);
        }
    }
}
