using System.Globalization;
using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>A tour through cities that have places, from each to the next and back to the first.</summary>
    /// <param name="cities">Cities with places; the first coordinate points upwards, as a latitude does.</param>
    /// <param name="tour">The cities in the order of the tour; a city that is left out is seen to be missing.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The cities have no places, a city does not exist, or the text alternative is empty.</exception>
    public static Figure Tour(CityDistances cities, IReadOnlyList<int> tour, string alt, string title = "")
    {
        (double[] x, double[] y) = PlacesOf(cities);
        return Tour(x, y, cities.Cities, tour, alt, title);
    }

    /// <summary>A tour through places, from each to the next and back to the first.</summary>
    /// <param name="x">First coordinates of the places, shape [K].</param>
    /// <param name="y">Second coordinates of the places, shape [K].</param>
    /// <param name="names">Names of the places, shape [K].</param>
    /// <param name="order">The places in the order of the tour; a place that is left out is seen to be missing.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, a place does not exist, or the text alternative is empty.</exception>
    public static Figure Tour(double[] x, double[] y, IReadOnlyList<string> names, IReadOnlyList<int> order, string alt, string title = "")
    {
        CheckMap(x, y, names);
        CheckOrder(order, x.Length, nameof(order));
        var summary = new Summary("Tour", title).Line($"{x.Length} places, {order.Distinct().Count()} of them visited")
            .Line(string.Join(" → ", Closed(order).Select(place => names[place])));
        return Figure.Draw(alt, summary, () => BeginTour(title, 560).Add(Way(x, y, order), Towns(x, y, names)).ToJson());
    }

    /// <summary>Tours through the same cities, one at each position of a slider: a search at work, or rivals beside each other.</summary>
    /// <param name="cities">Cities with places; the first coordinate points upwards, as a latitude does.</param>
    /// <param name="steps">What the slider shows, and the tour.</param>
    /// <param name="parameter">What the slider moves, such as "search".</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="start">The step shown first.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The cities have no places, a city does not exist, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of number <paramref name="start"/>.</exception>
    public static Figure TourSlider(
        CityDistances cities, IReadOnlyList<(string Label, Tour Tour)> steps, string parameter, string alt, int start = 0, string title = "")
    {
        (double[] x, double[] y) = PlacesOf(cities);
        FigureInput.Some(steps);
        FigureInput.Step(start, steps.Count);
        foreach ((_, Tour tour) in steps) CheckOrder(tour.Cities, x.Length, nameof(steps));
        var summary = new Summary("Tours", title).Line($"{x.Length} places").Slider(parameter, steps.Select(step => step.Label), start)
            .Lines(steps, step => $"{step.Label}: length {Whole(step.Tour.Length)}", most: 15);
        return Figure.Draw(alt, summary, () =>
            BeginTour(title, 660)
                .Set("margin", new { l = 70, r = 40, t = title.Length > 0 ? 110 : 60, b = 20 }).Set("annotations", Note(steps[start].Tour))
                .Add(Towns(x, y, cities.Cities))
                .AddSteps(steps, step => step.Label, step => [Way(x, y, step.Tour.Cities)], start, parameter, step => new() { ["annotations"] = Note(step.Tour) })
                .ToJson());

        static object[] Note(Tour tour) =>
            [new { text = $"length {Whole(tour.Length)}", x = 0, xref = "paper", xanchor = "left", y = 1.02, yref = "paper", yanchor = "bottom", showarrow = false }];
    }

    // Long tours differ in their last digits: 7373 and 7462 miles.
    private static string Whole(double length) => length >= 1000 ? length.ToString("#,0", CultureInfo.InvariantCulture) : Summary.Format(length);

    private static (double[] X, double[] Y) PlacesOf(CityDistances cities)
    {
        ArgumentNullException.ThrowIfNull(cities);
        if (cities.Places is not { } places) throw new ArgumentException($"Expected cities with places to draw; {cities.Name} has distances only.", nameof(cities));
        return ([.. Enumerable.Range(0, cities.Count).Select(k => places[k, 1])], [.. Enumerable.Range(0, cities.Count).Select(k => places[k, 0])]);
    }

    private static void CheckOrder(IReadOnlyList<int> order, int count, string name)
    {
        FigureInput.Some(order, name);
        foreach (int place in order)
            if (place < 0 || place >= count) throw new ArgumentException($"Expected places from 0 to {count - 1}; one is {place}.", name);
    }

    private static int[] Closed(IReadOnlyList<int> order) => [.. order, order[0]];

    private static FigureBuilder BeginTour(string title, int height) =>
        new FigureBuilder(title, height).Set("xaxis", new { showticklabels = false, zeroline = false, showgrid = false })
            .Set("yaxis", new { showticklabels = false, zeroline = false, showgrid = false, scaleanchor = "x" }).Set("showlegend", false);

    private static Trace Way(double[] x, double[] y, IReadOnlyList<int> order) =>
        Traces.Line(Closed(order).Select(place => x[place]), Closed(order).Select(place => y[place]), Theme.Moving, 3).Quiet();

    private static Trace Towns(double[] x, double[] y, IReadOnlyList<string> names) =>
        Traces.Points(x, y, new { color = Theme.Plus, size = 14, line = new { color = "#000000", width = 1 } })
            .With("mode", "markers+text").With("text", names).With("textposition", "top center").With("cliponaxis", false).Hover("%{text}");
}
