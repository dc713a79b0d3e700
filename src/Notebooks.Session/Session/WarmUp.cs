namespace Notebooks.Session;

/// <summary>A little code that loads what the first cell would wait for: the compiler, the display, the machinery of a run.</summary>
internal static class WarmUp
{
    private static readonly string[] cells =
        ["var squares = Enumerable.Range(0, 3).Select(i => i * i).ToArray();", "double Mean(int[] a) => a.Average();\n$\"{Mean(squares):F1}\""];

    /// <summary>Compiles and runs it in a chain of its own, which nobody continues.</summary>
    public static async Task RunAsync(CellCompiler throwaway)
    {
        object?[] states = new object?[cells.Length + 1];
        foreach (string code in cells)
        {
            var cell = throwaway.Compile(0, code, [], CancellationToken.None);
            ValueFormatter.Bundle(await cell.Start!(states));
            throwaway.Adopt(cell);
        }
    }
}
