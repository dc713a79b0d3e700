namespace Hopfield.Plotting;

/// <summary>plotly.js as Plotly.NET carries it: the whole library as one script, readable without a network.</summary>
public static class PlotlyScript
{
    /// <summary>The version of the library that <see cref="Read"/> returns.</summary>
    public const string Version = "2.28.0";

    private static int _sent;

    /// <summary>The text of the library (3.6 MB), to be written into a page.</summary>
    /// <exception cref="InvalidOperationException">The Plotly.NET at hand carries another version.</exception>
    public static string Read()
    {
        string name = $"Plotly.NET.plotly-{Version}.min.js";
        using Stream stream = typeof(Plotly.NET.GenericChart).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Plotly.NET does not carry {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>True once per process: a notebook's page needs one copy of the library.</summary>
    internal static bool FirstInProcess() => Interlocked.Exchange(ref _sent, 1) == 0;
}
