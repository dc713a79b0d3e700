namespace Hopfield.Plotting.Tests;

/// <summary>A net of five ±1 units, small enough to write down every state, move and end by hand.</summary>
internal sealed class FiveUnits
{
    public static readonly string[] Names = ["T", "R", "L", "M", "B"];

    public static readonly Edge[] Edges = [new(0, 1, -4), new(0, 2, 3), new(0, 3, 4), new(1, 3, 3), new(1, 4, 3), new(2, 3, -1), new(3, 4, -1)];

    public static sbyte[] State(int code) => [.. Enumerable.Range(0, 5).Select(i => (sbyte)((code >> (4 - i) & 1) == 1 ? 1 : -1))];

    public static string Name(int code) => Convert.ToString(code, 2).PadLeft(5, '0');

    public static double Energy(int code)
    {
        sbyte[] s = State(code);
        return -Edges.Sum(edge => edge.Weight * s[edge.From] * s[edge.To]);
    }

    private static double Field(sbyte[] s, int unit) =>
        Edges.Sum(edge => edge.From == unit ? edge.Weight * s[edge.To] : edge.To == unit ? edge.Weight * s[edge.From] : 0);

    /// <summary>Single units that want to change; each leads to a state of lower energy.</summary>
    public static int[] Moves(int code)
    {
        sbyte[] s = State(code);
        return [.. Enumerable.Range(0, 5).Where(i => Field(s, i) * s[i] < 0).Select(i => code ^ (16 >> i))];
    }

    public static int Synchronous(int code)
    {
        sbyte[] s = State(code);
        return Enumerable.Range(0, 5).Sum(i => (Field(s, i) is 0 ? s[i] : Math.Sign(Field(s, i))) > 0 ? 16 >> i : 0);
    }

    /// <summary>Where random single updates end, exactly: each willing unit is the next to change with equal probability.</summary>
    public static StateGraphView Random(int[] ends)
    {
        var p = new double[32, ends.Length];
        foreach (int code in Enumerable.Range(0, 32).OrderBy(Energy))
        {
            int[] moves = Moves(code);
            for (int k = 0; k < ends.Length; k++)
                p[code, k] = moves.Length == 0 ? (code == ends[k] ? 1 : 0) : moves.Average(next => p[next, k]);
        }
        return new StateGraphView("one at a time, random order", p, [.. from code in Enumerable.Range(0, 32) from next in Moves(code) select new Edge(code, next)]);
    }

    /// <summary>Where updates of all units at once end; the last end stands for a cycle of two states.</summary>
    public static StateGraphView AllAtOnce(int[] ends)
    {
        var p = new double[32, ends.Length + 1];
        for (int code = 0; code < 32; code++)
        {
            int now = code;
            for (int step = 0; step < 64; step++) now = Synchronous(now);
            int end = Array.IndexOf(ends, now);
            p[code, end >= 0 ? end : ends.Length] = 1;
        }
        return new StateGraphView("all at once", p, [.. Enumerable.Range(0, 32).Select(code => new Edge(code, Synchronous(code))).Where(move => move.From != move.To)]);
    }
}
