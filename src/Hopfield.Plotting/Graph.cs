namespace Hopfield.Plotting;

/// <summary>A connection of a graph.</summary>
/// <param name="From">Where it begins, a node number from 0.</param>
/// <param name="To">Where it ends, a node number from 0.</param>
/// <param name="Weight">Its weight w, or the probability of a transition.</param>
public sealed record Edge(int From, int To, double Weight = 1);

/// <summary>The transitions of all states under one update rule, and where they end.</summary>
/// <param name="Name">The update rule, as the button shows it.</param>
/// <param name="EndProbabilities">Probability that a state ends in an end, shape [states, ends]; each row sums to 1.</param>
/// <param name="Transitions">Moves from state to state that can happen; a state that stays has none.</param>
public sealed record StateGraphView(string Name, double[,] EndProbabilities, IReadOnlyList<Edge> Transitions);
