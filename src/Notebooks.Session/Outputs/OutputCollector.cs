namespace Notebooks.Session;

/// <summary>
/// Keeps a cell's outputs as a notebook file holds them: neighbouring pieces of one stream joined, updates written into
/// the display they belong to, cleared outputs gone. Two runs with the same outputs give the same list, however the
/// console's text was cut into pieces.
/// </summary>
public sealed class OutputCollector : IOutputSink
{
    private readonly Lock _gate = new();
    private readonly List<CellOutput> _outputs = [];
    private bool _clearBeforeNext;

    /// <summary>The outputs so far: a copy, which later outputs do not change.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get
        {
            lock (_gate)
            {
                return [.. _outputs];
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(CellOutput output)
    {
        lock (_gate)
        {
            switch (output)
            {
                case ClearOutput clear:
                    _clearBeforeNext = clear.Wait;
                    if (!clear.Wait)
                    {
                        _outputs.Clear();
                    }
                    break;
                case UpdateDisplayData update:
                    for (int i = 0; i < _outputs.Count; i++)
                    {
                        if (_outputs[i] is DisplayData shown && shown.DisplayId == update.DisplayId)
                        {
                            _outputs[i] = shown with { Data = update.Data };
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
        if (_clearBeforeNext)
        {
            _outputs.Clear();
            _clearBeforeNext = false;
        }
        if (output is StreamOutput piece && _outputs is [.., StreamOutput last] && last.Name == piece.Name)
        {
            _outputs[^1] = last with { Text = last.Text + piece.Text };
        }
        else
        {
            _outputs.Add(output);
        }
    }
}
