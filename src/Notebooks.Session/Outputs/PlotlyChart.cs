using System.Reflection;

namespace Notebooks.Session;

/// <summary>A chart of Plotly.NET or of XPlot, libraries that are known by name: they need not be there.</summary>
internal static class PlotlyChart
{
    private const string PlotlyNet = "Plotly.NET.GenericChart", XPlot = "XPlot.Plotly.PlotlyChart";

    public static bool IsOf(object value) => TypeOf(value.GetType()) is not null;

    /// <summary>The chart as front ends draw it, as a piece of a page, and as text; null for another value.</summary>
    public static Dictionary<string, object>? Bundle(object value)
    {
        if (TypeOf(value.GetType()) is not { } chart)
        {
            return null;
        }
        var bundle = new Dictionary<string, object>();
        if (chart.FullName == XPlot)
        {
            Add("text/html", chart.GetMethod("GetHtml", Type.EmptyTypes)?.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null));
        }
        else
        {
            Add("application/vnd.plotly.v1+json", Say("toFigureJson"));
            Add("text/html", Say("toEmbeddedHTML"));
        }
        bundle["text/plain"] = PlainText.Of(value).ReplaceLineEndings(" ");
        return bundle;

        object? Say(string name) => chart.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [chart])?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null);

        void Add(string mime, object? text)
        {
            if (text is string said)
            {
                bundle[mime] = ValueFormatter.Part(mime, said);
            }
        }
    }

    private static Type? TypeOf(Type? type) => type is null ? null : type.FullName is PlotlyNet or XPlot ? type : TypeOf(type.BaseType);
}
