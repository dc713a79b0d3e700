using System.Text.Json.Nodes;

namespace Notebooks.Tests;

/// <summary>README shows the course's signature landscape as the chapter publishes it, not a picture of its own that grows old.</summary>
public class ReadmePictureTests
{
    // After publishing chapter 13 anew: HOPFIELD_ACCEPT_PICTURE=1 writes the picture, as CONTRIBUTING.md says.
    [Fact]
    public void README_shows_Figure_13_1_as_published()
    {
        string root = CourseFiles.Tree.Root, shown = Path.Combine(root, "docs", "landscape.png");
        JsonNode notebook = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "notebooks", "13-continuous-retrieval.ipynb")))!;
        JsonNode figure = notebook["cells"]!.AsArray().Single(cell => (string?)cell!["id"] == "knob-figure")!;
        byte[] published = Convert.FromBase64String((string)figure["outputs"]![0]!["data"]!["image/png"]!);
        if (Environment.GetEnvironmentVariable("HOPFIELD_ACCEPT_PICTURE") == "1") File.WriteAllBytes(shown, published);

        Assert.Contains("(docs/landscape.png)", File.ReadAllText(Path.Combine(root, "README.md")), StringComparison.Ordinal);
        Assert.Equal(published, File.ReadAllBytes(shown));
    }
}
