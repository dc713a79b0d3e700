namespace Hopfield.Plotting;

/// <summary>Points of a map at one value of the parameter that a slider moves.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="Weights">The weight of each point, within [0, 1]; the area of its disc.</param>
/// <param name="Note">A line above the map, such as the best answer; a line feed breaks it in two; may be empty.</param>
public sealed record MapStep(string Label, double[] Weights, string Note = "");

/// <summary>A branch of fixed points over a parameter.</summary>
/// <param name="X">Values of the parameter, shape [K].</param>
/// <param name="Y">The fixed point at each value, shape [K].</param>
/// <param name="Stable">A stable branch is a full line, an unstable one is dotted.</param>
/// <param name="Name">A name for the legend; branches of one name share an entry. May be empty.</param>
public sealed record Branch(double[] X, double[] Y, bool Stable, string Name = "");

/// <summary>Stored patterns and a query in a plane, at one value of the parameter that a slider moves.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="X">First coordinates of the stored patterns, shape [P].</param>
/// <param name="Y">Second coordinates, shape [P].</param>
/// <param name="Query">The place of the query.</param>
/// <param name="Weights">The weight with which the query reads each pattern, within [0, 1], shape [P].</param>
public sealed record ThreadsStep(string Label, double[] X, double[] Y, (double X, double Y) Query, double[] Weights);
