using System.Globalization;
using System.Text;

namespace Hopfield;

/// <summary>A table of text cells with named columns, read from comma- or tab-separated text.</summary>
/// <remarks>
/// UTF-8, one header line, every row as long as the header. Cells may be quoted with " and then hold separators, line breaks and doubled
/// quotes (RFC 4180). A byte-order mark and empty lines at the end are skipped (with a single column an empty line is an empty cell). At most
/// 1 GiB; gzip is recognised by its signature. Immutable, safe to share between threads.
/// </remarks>
public sealed class CsvTable
{
    private readonly string[][] _rows;

    private CsvTable(string name, string[] columns, string[][] rows)
    {
        Name = name;
        Columns = Array.AsReadOnly(columns);
        _rows = rows;
    }

    /// <summary>What error messages call the table: the file's name.</summary>
    public string Name { get; }

    /// <summary>The column names of the header line.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows, without the header.</summary>
    public int RowCount => _rows.Length;

    /// <summary>The text of one cell.</summary>
    /// <param name="row">0 ≤ row &lt; <see cref="RowCount"/>.</param>
    /// <param name="column">0 ≤ column &lt; the number of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its range.</exception>
    public string this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)RowCount)
                throw new ArgumentOutOfRangeException(nameof(row), row, $"Expected a row of the {RowCount} of '{Name}', from 0.");
            if ((uint)column >= (uint)Columns.Count)
                throw new ArgumentOutOfRangeException(nameof(column), column, $"Expected a column of the {Columns.Count} of '{Name}', from 0.");
            return _rows[row][column];
        }
    }

    /// <summary>Reads a file, gzip-compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="separator">What stands between cells: a comma, a tab.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not UTF-8, no header, a column name twice, a row of another length, or a quote out of place; the message names the line.</exception>
    public static CsvTable Read(string path, char separator = ',')
    {
        using var source = ByteSource.Open(path);
        return Parse(source.ReadText(), separator, source.Name);
    }

    /// <summary>Reads a table from a text.</summary>
    /// <param name="text">The table with its header line.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file, except for the encoding.</exception>
    public static CsvTable Parse(string text, char separator = ',', string name = "table")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (separator is '"' or '\r' or '\n') throw new ArgumentException("A quote or line break cannot separate cells.", nameof(separator));
        var records = new List<string[]>();
        const char ByteOrderMark = '\uFEFF';
        var scanner = new Scanner(text.TrimStart(ByteOrderMark), separator, name);
        while (!(records is [{ Length: > 1 }, ..] && scanner.OnlyEmptyLinesLeft) && scanner.Next() is { } record)
        {
            if (records.Count > 0 && record.Length != records[0].Length)
                throw scanner.Fault($"has {record.Length} cells where the header has {records[0].Length}");
            records.Add(record);
        }
        if (records.Count == 0) throw new InvalidDataException($"'{name}' is empty: a table needs a header line.");
        string[] columns = records[0];
        if (columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"'{name}' has two columns named '{twice.Key}'.");
        return new CsvTable(name, columns, [.. records.Skip(1)]);
    }

    /// <summary>The position of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public int IndexOf(string column)
    {
        for (int c = 0; c < Columns.Count; c++)
            if (Columns[c] == column) return c;
        throw new ArgumentException($"'{Name}' has no column '{column}'; it has {string.Join(", ", Columns)}.", nameof(column));
    }

    /// <summary>A column as text.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] Strings(string column)
    {
        int c = IndexOf(column);
        return Array.ConvertAll(_rows, row => row[c]);
    }

    /// <summary>A column of finite numbers; an empty cell is a missing value and becomes NaN.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is neither empty nor a finite number.</exception>
    public double[] Doubles(string column)
    {
        int c = IndexOf(column);
        double[] values = new double[_rows.Length];
        for (int r = 0; r < values.Length; r++)
        {
            string cell = _rows[r][c];
            if (cell.Length == 0) values[r] = double.NaN;
            else if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out values[r]) || !double.IsFinite(values[r]))
                throw NotANumber(r, column, cell, "a finite number or an empty cell");
        }
        return values;
    }

    /// <summary>A column of integers.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is not an integer.</exception>
    public int[] Integers(string column)
    {
        int c = IndexOf(column);
        int[] values = new int[_rows.Length];
        for (int r = 0; r < values.Length; r++)
        {
            if (!int.TryParse(_rows[r][c], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[r]))
                throw NotANumber(r, column, _rows[r][c], "an integer");
        }

        return values;
    }

    private InvalidDataException NotANumber(int row, string column, string cell, string expected) =>
        new($"'{Name}', row {row + 1}, column '{column}': expected {expected}, found '{cell}'.");

    // One record at a time; remembers the line for messages.
    private sealed class Scanner(string text, char separator, string name)
    {
        private int _at;
        private int _line = 1;
        private int _recordLine = 1;

        public InvalidDataException Fault(string problem) => new($"'{name}', line {_recordLine}, {problem}.");

        public bool OnlyEmptyLinesLeft => text.AsSpan(_at).IndexOfAnyExcept('\r', '\n') < 0;

        public string[]? Next()
        {
            if (_at == text.Length) return null;
            _recordLine = _line;
            var cells = new List<string>();
            do cells.Add(_at < text.Length && text[_at] == '"' ? Quoted() : Plain());
            while (Skip(separator));
            _ = Skip('\r');
            if (Skip('\n')) _line++;
            else if (_at < text.Length) throw Fault("has text after a closing quote, or a lone carriage return");
            return [.. cells];
        }

        private bool Skip(char c)
        {
            if (_at == text.Length || text[_at] != c) return false;
            _at++;
            return true;
        }

        private string Plain()
        {
            int start = _at;
            while (_at < text.Length && text[_at] != separator && text[_at] is not ('\r' or '\n'))
                if (text[_at++] == '"') throw Fault("has a quote inside a cell that does not begin with one");
            return text[start.._at];
        }

        private string Quoted()
        {
            var cell = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                char c = text[_at];
                if (c == '"' && (_at + 1 == text.Length || text[_at + 1] != '"'))
                {
                    _at++;
                    return cell.ToString();
                }
                if (c == '"') _at++;
                if (c == '\n') _line++;
                cell.Append(c);
            }
            throw Fault("opens a quote that is never closed");
        }
    }
}
