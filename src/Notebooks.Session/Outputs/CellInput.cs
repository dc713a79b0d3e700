namespace Notebooks.Session;

/// <summary>What <c>Console.ReadLine</c> reads in a cell: a line that the front end asks its user for.</summary>
internal sealed class CellInput(TextReader outside) : TextReader
{
    private CellOutputs? _asked;
    private string _line = "";
    private int _next;

    public override string? ReadLine()
    {
        if (CellOutputs.Current is not { } cell)
        {
            return outside.ReadLine();
        }
        if (IsLeft(cell))
        {
            string rest = _line[_next..].TrimEnd('\n');
            _next = _line.Length;
            return rest;
        }
        return cell.Ask("", hidden: false);
    }

    public override int Peek()
    {
        if (CellOutputs.Current is not { } cell)
        {
            return outside.Peek();
        }
        if (!IsLeft(cell))
        {
            if (ReadLine() is not { } text)
            {
                return -1;
            }
            (_asked, _line, _next) = (cell, text + "\n", 0);
        }
        return _line[_next];
    }

    public override int Read()
    {
        if (CellOutputs.Current is null)
        {
            return outside.Read();
        }
        int character = Peek();
        if (character >= 0)
        {
            _next++;
        }
        return character;
    }

    // What a cell has not read of its line is not for the next one.
    private bool IsLeft(CellOutputs cell) => _asked == cell && _next < _line.Length;
}
