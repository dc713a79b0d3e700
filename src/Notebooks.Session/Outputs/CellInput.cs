namespace Notebooks.Session;

/// <summary>What <c>Console.ReadLine</c> reads in a cell: a line that the front end asks its user for.</summary>
internal sealed class CellInput(TextReader outside) : TextReader
{
    private string _line = "";
    private int _next;

    public override string? ReadLine()
    {
        if (CellOutputs.Current is not { } cell)
        {
            return outside.ReadLine();
        }
        if (_next < _line.Length)
        {
            string rest = _line[_next..].TrimEnd('\n');
            _next = _line.Length;
            return rest;
        }
        return cell.Ask("", hidden: false);
    }

    public override int Peek()
    {
        if (CellOutputs.Current is null)
        {
            return outside.Peek();
        }
        if (_next == _line.Length)
        {
            if (ReadLine() is not { } text)
            {
                return -1;
            }
            _line = text + "\n";
            _next = 0;
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
}
