using System.Text;

namespace Notebooks.Session;

/// <summary>
/// Takes the place of the process's console: text goes to the cell whose code wrote it, and to the real console where
/// no cell is running. Line ends are <c>\n</c> on every system, so that outputs can be compared between machines.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    // The console is one per process, and so is its replacement.
    private static readonly Lazy<bool> _installed = new(() =>
    {
        Console.SetOut(new CellConsole("stdout", Console.Out));
        Console.SetError(new CellConsole("stderr", Console.Error));
        if (!OperatingSystem.IsBrowser())
        {
            Console.SetIn(TextReader.Synchronized(new CellInput(Console.In)));
        }
        return true;
    });

    private readonly string _stream;
    private readonly TextWriter _outside;

    private CellConsole(string stream, TextWriter outside)
    {
        _stream = stream;
        _outside = outside;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public static void Install() => _ = _installed.Value;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (CellOutputs.Current is { } cell)
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
        if (CellOutputs.Current is { } cell)
        {
            cell.Flush();
        }
        else
        {
            _outside.Flush();
        }
    }
}
