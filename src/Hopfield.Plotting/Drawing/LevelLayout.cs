namespace Hopfield.Plotting;

/// <summary>Places states in rows by energy, lowest at the bottom, so that every legal move goes down.</summary>
internal sealed class LevelLayout
{
    private const double RowGap = 1.3;
    private const double Aspect = 1.15;

    /// <summary>Positions, one for each state.</summary>
    public (double X, double Y)[] Positions { get; }

    /// <summary>The height of each row with the energy it stands for.</summary>
    public IReadOnlyList<(double Y, double Energy)> Rows { get; }

    public LevelLayout(IReadOnlyList<double> energies, IReadOnlyList<Edge> moves)
    {
        Positions = new (double, double)[energies.Count];
        int[][] rows = [.. Enumerable.Range(0, energies.Count).GroupBy(state => Math.Round(energies[state], 9)).OrderBy(row => row.Key).Select(row => row.ToArray())];
        Rows = [.. rows.Select((row, level) => (level * RowGap, energies[row[0]]))];
        double width = Math.Max(rows.Max(row => row.Length), Aspect * RowGap * (rows.Length - 1));

        List<int>[] neighbours = [.. energies.Select(_ => new List<int>())];
        foreach (Edge move in moves)
        {
            neighbours[move.From].Add(move.To);
            neighbours[move.To].Add(move.From);
        }
        foreach ((int level, int[] row) in rows.Index()) Spread(row, level, width);

        // Each state moves towards the middle of its neighbours; a few rounds untangle most crossings.
        for (int round = 0; round < 24; round++)
        {
            foreach ((int level, int[] row) in rows.Index())
            {
                int[] ordered = [.. row.OrderBy(state => neighbours[state].Count > 0 ? neighbours[state].Average(other => Positions[other].X) : Positions[state].X).ThenBy(state => state)];
                ordered.CopyTo(row, 0);
                Spread(row, level, width);
            }
        }
    }

    private void Spread(int[] row, int level, double width)
    {
        double step = Math.Min(width / row.Length, width / 3);
        for (int i = 0; i < row.Length; i++) Positions[row[i]] = ((i - (row.Length - 1) / 2.0) * step, level * RowGap);
    }
}
