namespace Hopfield;

/// <summary>Units laid out as a square in which every row and column should hold exactly one +1.</summary>
internal static class PermutationMatrix
{
    /// <summary>The column of the +1 in each row, or null when a row or column does not hold exactly one.</summary>
    public static int[]? Read(ReadOnlySpan<sbyte> state, int count)
    {
        var columns = new int[count];
        var taken = new bool[count];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<sbyte> units = state.Slice(row * count, count);
            int column = units.IndexOf((sbyte)1);
            if (column < 0 || column != units.LastIndexOf((sbyte)1) || taken[column]) return null;
            taken[column] = true;
            columns[row] = column;
        }
        return columns;
    }
}
