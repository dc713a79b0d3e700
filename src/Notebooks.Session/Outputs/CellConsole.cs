using System.Text;

namespace Notebooks.Session;

/// <summary>
/// Takes the place of the process's console: text goes to the cell whose code wrote it, and to the real console where
/// no cell is running. Line ends are <c>\n</c> on every system, so that outputs can be compared between machines.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    // The console is one per process, and so is its replacement. Reading and writing it through Console makes both safe for many threads.
    private static readonly Lazy<(TextWriter Out, TextWriter Error, TextReader? In)> _ours = new(() =>
    {
        Console.SetOut(new CellConsole("stdout", Console.Out));
        Console.SetError(new CellConsole("stderr", Console.Error));
        if (!OperatingSystem.IsBrowser())
        {
            Console.SetIn(TextReader.Synchronized(new CellInput(Console.In)));
        }
        return (Console.Out, Console.Error, OperatingSystem.IsBrowser() ? null : Console.In);
    });

    private readonly string _stream;
    private readonly TextWriter _outside;

    private CellConsole(string stream, TextWriter outside)
    {
        _stream = stream;
        _outside = outside;
        CoreNewLine = ['\n'];
    }

    private static CellOutputs? Cell => CellOutputs.Current ?? CellOutputs.OfStrays;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts it into its place, also where a cell has put something else there.</summary>
    public static void Install()
    {
        var (output, error, input) = _ours.Value;
        if (Console.Out != output)
        {
            Console.SetOut(output);
        }
        if (Console.Error != error)
        {
            Console.SetError(error);
        }
        if (input is not null && Console.In != input)
        {
            Console.SetIn(input);
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Cell is { } cell)
        {
            cell.Write(_stream, buffer);
        }
        else
        {
            _outside.Write(buffer);
        }
    }

    public override void Flush()
    {
        if (Cell is { } cell)
        {
            cell.Flush();
        }
        else
        {
            _outside.Flush();
        }
    }
}
