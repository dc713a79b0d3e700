namespace Hopfield.Plotting;

/// <summary>A connection of a graph, or a move from state to state.</summary>
/// <param name="From">Where it begins, a node number from 0.</param>
/// <param name="To">Where it ends, a node number from 0.</param>
/// <param name="Weight">Its weight w.</param>
internal readonly record struct Edge(int From, int To, double Weight = 1);
