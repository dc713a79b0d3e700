using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class GalleryTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    private static int Size(JsonObject json) => json.ToJsonString().Length;

    /// <summary>Sizes in bytes: a usual figure, and one whose slider carries everything it can show.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_figure_stays_small(string name)
    {
        int limit = name.EndsWith("slider", StringComparison.Ordinal) || name == "state-graph" ? 150_000 : 40_000;
        Assert.InRange(Size(Gallery.All[name].Value.ToJson()!), 1, limit);
    }

    /// <summary>The browser check draws what this writes.</summary>
    [Fact]
    public void The_gallery_is_written_for_the_browser()
    {
        string folder = Path.Combine(Gallery.Artifacts(), "gallery");
        Directory.CreateDirectory(folder);
        foreach ((string name, Lazy<Figure> figure) in Gallery.All)
        {
            string path = Path.Combine(folder, name + ".json");
            File.WriteAllText(path, figure.Value.ToJson()!.ToJsonString());
            Assert.True(File.Exists(path));
        }

        // As a notebook's page: a module loader is there, the first figure brings the library, one figure stands twice.
        string first = Gallery.All["patterns"].Value.ToHtml();
        string second = FigureHtml.Write(Gallery.All["bars"].Value, withLibrary: false);
        const string Loader = "<script>window.define=()=>{throw new Error('the module loader was asked')};window.define.amd={}</script>";
        File.WriteAllText(Path.Combine(folder, "page.html"), $"<!doctype html><meta charset=\"utf-8\">{Loader}{first}{second}{second}");
    }
}
