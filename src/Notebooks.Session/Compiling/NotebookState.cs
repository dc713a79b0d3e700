using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Session;

/// <summary>What the cells so far have left: the declarations that the next one sees, the values of their variables, and their texts.</summary>
internal sealed class NotebookState
{
    private readonly Dictionary<string, CellSource> _sources = [];

    // In the compiler's layout: one object a cell, whose fields are the cell's variables. Place 0 is not used.
    private object?[] _values = new object?[64];
    private int _cells;

    /// <summary>The cell that the next one continues; null before the first.</summary>
    public CSharpCompilation? Last { get; private set; }

    /// <summary>The cells from the last to the first.</summary>
    public IEnumerable<CSharpCompilation> Cells
    {
        get
        {
            for (var script = Last; script is not null; script = script.ScriptCompilationInfo!.PreviousScriptCompilation)
            {
                yield return script;
            }
        }
    }

    /// <summary>The objects whose fields are the cells' variables, in the order of the cells.</summary>
    public IEnumerable<object> Values => _values.OfType<object>();

    /// <summary>The texts of all cells, and of the files that they loaded, by full path.</summary>
    public IReadOnlyDictionary<string, CellSource> Sources => _sources;

    /// <summary>Keeps the texts of a cell.</summary>
    public void Remember(IReadOnlyDictionary<string, CellSource> texts)
    {
        foreach (var (path, text) in texts)
        {
            _sources[Path.GetFullPath(path)] = text;
        }
    }

    /// <summary>What a compiled cell is started on: the values of the cells before, and a place for its own.</summary>
    public object?[] ToRun()
    {
        if (_cells + 1 == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }
        return _values;
    }

    /// <summary>Lets later cells see a cell that has run. One that ended before its first statement has left nothing to see.</summary>
    public void AdoptRun(CSharpCompilation cell)
    {
        // A cell's object takes its place before its first statement runs: what an interrupted or failed cell assigned is kept.
        if (_values[_cells + 1] is not null)
        {
            Last = cell;
            _cells++;
        }
    }

    /// <summary>Lets later cells see a cell that has nothing to run, only usings, references or comments.</summary>
    public void AdoptDeclarations(CSharpCompilation cell) => Last = cell;
}
