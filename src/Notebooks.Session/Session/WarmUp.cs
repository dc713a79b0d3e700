namespace Notebooks.Session;

/// <summary>Runs a little code, so that the first cell does not wait for the compiler and the display to be loaded.</summary>
internal static class WarmUp
{
    private static readonly string[] _cells =
        ["var squares = Enumerable.Range(0, 3).Select(i => i * i).ToArray();", "double Mean(int[] a) => a.Average();\n$\"{Mean(squares):F1}\""];

    /// <summary>Compiles and runs it as cells that no other cell continues.</summary>
    /// <param name="compiler">One that no session uses: what it loads belongs to it.</param>
    public static async Task RunAsync(CellCompiler compiler)
    {
        var state = new NotebookState();
        foreach (string code in _cells)
        {
            var cell = compiler.Compile(state, CellCompiler.NameOf(0), null, code, [], CancellationToken.None);
            ValueFormatter.Bundle(await cell.Start!(state.ToRun()));
            state.AdoptRun(cell.Script);
        }
    }
}
