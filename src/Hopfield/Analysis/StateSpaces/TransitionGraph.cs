namespace Hopfield;

/// <summary>The transition graph of a small ±1 model under one update rule.</summary>
/// <param name="EndProbabilities">The probability that a state (row) ends in a fixed point (column, in the order of
/// <see cref="StateSpace.FixedPoints"/>); the last column is the probability that it never rests. Shape [2^N, fixed points + 1].</param>
/// <param name="Moves">The moves that change the state, as indices of states.</param>
public sealed record TransitionGraph(double[,] EndProbabilities, IReadOnlyList<(int From, int To)> Moves)
{
    internal static TransitionGraph Of(EndProbabilities ends, int states, IEnumerable<StateMove> moves)
    {
        var probabilities = new double[states, ends.Ends.Count + 1];
        for (int state = 0; state < states; state++)
        {
            double[] row = ends.Of(state);
            for (int end = 0; end < row.Length; end++) probabilities[state, end] = row[end];
        }
        return new TransitionGraph(probabilities, [.. moves.Select(move => (move.From, move.To))]);
    }

    internal static TransitionGraph Of(int[] next, int[] fixedPoints)
    {
        Basins basins = Basins.Of(next);
        var probabilities = new double[next.Length, fixedPoints.Length + 1];
        for (int state = 0; state < next.Length; state++)
        {
            int[] attractor = basins.Attractors[basins.EndOf[state]];
            int end = attractor.Length == 1 ? Array.IndexOf(fixedPoints, attractor[0]) : fixedPoints.Length;
            probabilities[state, end] = 1;
        }
        return new TransitionGraph(probabilities, [.. next.Index().Where(move => move.Item != move.Index).Select(move => (move.Index, move.Item))]);
    }
}
