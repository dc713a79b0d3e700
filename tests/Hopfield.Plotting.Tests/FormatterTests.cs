using System.Reflection;
using System.Runtime.Loader;

namespace Hopfield.Plotting.Tests;

public sealed class FormatterTests
{
    /// <summary>What .NET Interactive looks for, by name only: an attribute, a source, and formatters with these members.</summary>
    [Fact]
    public void Formatters_are_found_by_name()
    {
        object attribute = typeof(Figure).GetCustomAttributes().Single(one => one.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        Assert.Equal(["text/html"], (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!);

        object made = Activator.CreateInstance(source)!;
        var formatters = (System.Collections.IEnumerable)source.GetMethod("CreateTypeFormatters")!.Invoke(made, null)!;
        var written = new Dictionary<string, string>();
        foreach (object formatter in formatters)
        {
            var writer = new StringWriter();
            object? done = formatter.GetType().GetMethod("Format")!.Invoke(formatter, [Gallery.All["bars"].Value, writer]);
            Assert.True((bool)done!);
            written[(string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!] = writer.ToString();
        }
        Assert.Equal(["text/html", "text/plain"], written.Keys.Order());
        Assert.Contains("hopfield-figure", written["text/html"]);
        Assert.StartsWith("Bars", written["text/plain"]);
    }

    /// <summary>.NET Interactive knows no other form than HTML. The library comes with one figure of a process.</summary>
    [Fact]
    public void The_library_travels_at_most_once_in_a_process()
    {
        var formatter = new FigureFormatter("text/html");
        int full = Enumerable.Range(0, 8).AsParallel().Count(_ =>
        {
            var writer = new StringWriter();
            formatter.Format(Gallery.All["bars"].Value, writer);
            return writer.ToString().Length > 1_000_000;
        });
        Assert.InRange(full, 0, 1);
    }

    /// <summary>Where Plotly.NET can't be loaded no cell may fail of it.</summary>
    [Fact]
    public void Every_figure_without_Plotly_shows_its_text_and_says_why()
    {
        var context = new WithoutPlotly();
        Type gallery = context.LoadFromAssemblyPath(typeof(Gallery).Assembly.Location).GetType(typeof(Gallery).FullName!)!;
        var shown = (IReadOnlyList<string[]>)gallery.GetMethod(nameof(Gallery.Describe))!.Invoke(null, null)!;
        Assert.Equal(Gallery.All.Count, shown.Count);
        Assert.All(shown, figure =>
        {
            Assert.Equal("text/plain", figure[0]);
            Assert.Contains("cannot load Plotly.NET 6", figure[1]);
            Assert.Contains("<pre>", figure[2]);
            Assert.Contains("cannot load Plotly.NET 6", figure[2]);
        });
    }

    /// <summary>A host may carry an older F# library than Plotly.NET was built with. Two of it would not fit together.</summary>
    [Fact]
    public void A_newer_FSharp_library_than_the_hosts_is_answered_by_the_hosts()
    {
        _ = Gallery.All["bars"].Value;
        var newer = new AssemblyName("FSharp.Core") { Version = new Version(999, 0, 0, 0) };
        Assert.Same(typeof(Microsoft.FSharp.Core.Unit).Assembly, AssemblyLoadContext.Default.LoadFromAssemblyName(newer));
    }

    private sealed class WithoutPlotly() : AssemblyLoadContext("without Plotly.NET")
    {
        protected override Assembly? Load(AssemblyName name) => name.Name switch
        {
            "FSharp.Core" or "Plotly.NET" or "Plotly.NET.CSharp" => throw new FileNotFoundException($"Could not load file or assembly '{name}'."),
            "Hopfield.Plotting" => LoadFromAssemblyPath(typeof(Figure).Assembly.Location),
            _ => null,
        };
    }
}
