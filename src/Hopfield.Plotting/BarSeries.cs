namespace Hopfield.Plotting;

/// <summary>Bars of one colour, one for each place of the axis.</summary>
/// <param name="Name">The name in the legend or above the panel.</param>
/// <param name="Values">Heights, one for each place.</param>
/// <param name="Low">Lower ends of the confidence intervals, or null.</param>
/// <param name="High">Upper ends of the confidence intervals, or null.</param>
public sealed record BarSeries(string Name, double[] Values, double[]? Low = null, double[]? High = null);

/// <summary>One position of a slider over bars.</summary>
/// <param name="Label">The value of the parameter, as the slider shows it.</param>
/// <param name="Series">The bars at this value.</param>
public sealed record BarsStep(string Label, IReadOnlyList<BarSeries> Series);
