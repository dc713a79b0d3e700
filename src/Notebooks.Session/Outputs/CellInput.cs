namespace Notebooks.Session;

/// <summary>What <c>Console.ReadLine</c> reads in a cell: a line that the front end asks its user for.</summary>
internal sealed class CellInput(TextReader outside) : TextReader
{
    private string line = "";
    private int next;

    public override string? ReadLine()
    {
        if (CellOutputs.Current is not { } cell)
        {
            return outside.ReadLine();
        }
        if (next < line.Length)
        {
            string rest = line[next..].TrimEnd('\n');
            next = line.Length;
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
        if (next == line.Length)
        {
            if (ReadLine() is not { } text)
            {
                return -1;
            }
            line = text + "\n";
            next = 0;
        }
        return line[next];
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
            next++;
        }
        return character;
    }
}
