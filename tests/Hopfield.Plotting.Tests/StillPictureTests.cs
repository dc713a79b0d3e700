using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Hopfield.Plotting.Tests;

public sealed class StillPictureTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    private static XElement Draw(string json) => XElement.Parse(StillPicture.Draw((JsonObject)JsonNode.Parse(json)!));

    private static double[] Numbers(string text) =>
        [.. text.Split([' ', 'M', 'L', 'H', 'V', 'h', 'v', 'a', 'l', 'z'], StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    /// <summary>As large at most as a picture that a published notebook carries; nine figures, as many as a chapter has, then leave room below the limit of a notebook.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_figure_has_a_small_picture_that_shows_its_traces_and_names_its_axes(string name)
    {
        Figure figure = Gallery.All[name].Value;
        string text = StillPicture.Draw(figure.ToJson()!);
        Assert.InRange(text.Length, 1, 80_000);
        Assert.DoesNotContain("NaN", text);
        Assert.DoesNotContain("Infinity", text);
        XElement picture = XElement.Parse(text);
        Assert.Equal(figure.Alt, picture.Element(_svg + "title")!.Value);
        Assert.True(picture.Descendants(_svg + "path").Count() > 2, "Something is drawn besides axes.");
        string words = string.Concat(picture.Descendants(_svg + "text").Select(one => one.Value));
        foreach (string axis in (string[])["xaxis", "yaxis"])
            if (figure.Layout()[axis]?["title"]?["text"] is { } title && figure.Layout()[axis]?["visible"] is null) Assert.Contains(((string)title!).Split('<')[0], words);
        string folder = Path.Combine(Gallery.Artifacts(), "stills");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), text);
    }

    [Fact]
    public void Points_lie_where_the_axes_say()
    {
        XElement picture = Draw("""{"data":[{"type":"scatter","mode":"lines","x":[0,5,10],"y":[0,1,2]}],"layout":{"xaxis":{"range":[0,10]},"yaxis":{"range":[0,2]}}}""");
        double[] line = Numbers((string)picture.Descendants(_svg + "g").Single().Element(_svg + "path")!.Attribute("d")!);
        Assert.Equal(line[0] + line[4], 2 * line[2], 0.2);
        Assert.Equal(line[1] + line[5], 2 * line[3], 0.2);
        Assert.True(line[4] > line[0] && line[5] < line[1], "To the right and upwards.");
        double At(string label) => (double)picture.Descendants(_svg + "text").Last(one => one.Value == label).Attribute("x")!;
        Assert.Equal(line[0], (double)picture.Descendants(_svg + "text").First(one => one.Value == "0").Attribute("x")!, 0.1);
        Assert.Equal(line[4], At("10"), 0.1);
    }

    [Fact]
    public void A_logarithmic_axis_has_equal_steps_for_equal_factors()
    {
        XElement picture = Draw("""{"data":[{"type":"scatter","mode":"lines","x":[1,10,100],"y":[0,0,0]}],"layout":{"xaxis":{"type":"log"}}}""");
        double[] line = Numbers((string)picture.Descendants(_svg + "g").Single().Element(_svg + "path")!.Attribute("d")!);
        Assert.Equal(line[0] + line[4], 2 * line[2], 0.2);
    }

    /// <summary>plotly.js counts a note's place on such an axis in powers of ten, that of a line in the axis's own numbers.</summary>
    [Fact]
    public void A_note_and_the_line_that_it_names_lie_at_one_place_of_a_logarithmic_axis()
    {
        XElement picture = Draw("""{"data":[{"type":"scatter","mode":"lines","x":[1,1000],"y":[0,1]}],"layout":{"xaxis":{"type":"log"},"annotations":[{"x":2,"y":1,"yref":"paper","text":"here"}],"shapes":[{"x0":100,"x1":100,"y0":0,"y1":1,"yref":"paper"}]}}""");
        double note = (double)picture.Descendants(_svg + "text").Single(one => one.Value == "here").Attribute("x")!;
        Assert.Equal(Numbers((string)picture.Elements(_svg + "path").Last().Attribute("d")!)[0], note, 0.1);
    }

    [Fact]
    public void Markers_without_a_colour_have_that_of_their_line_and_are_no_more_than_the_trace_allows()
    {
        XElement picture = Draw("""{"data":[{"type":"scatter","mode":"markers","x":[0,1,2,3,4,5],"y":[0,1,2,3,4,5],"line":{"color":"#123456"},"marker":{"maxdisplayed":3}}],"layout":{}}""");
        XElement marks = picture.Descendants(_svg + "g").Single().Elements(_svg + "path").Single();
        Assert.Equal("#123456", (string?)marks.Attribute("stroke"));
        Assert.Equal(3, ((string)marks.Attribute("d")!).Count(letter => letter == 'M'));
    }

    [Fact]
    public void Only_the_step_of_a_slider_that_is_shown_is_drawn_and_named()
    {
        XElement picture = Draw("""
            {"data":[{"type":"scatter","mode":"lines","name":"one","x":[0,1],"y":[0,1],"visible":false},{"type":"scatter","mode":"lines","name":"two","x":[0,1],"y":[1,0]}],
             "layout":{"sliders":[{"active":1,"currentvalue":{"prefix":"β = "},"steps":[{"label":"1"},{"label":"2"}]}]}}
            """);
        string[] words = [.. picture.Descendants(_svg + "text").Select(one => one.Value)];
        Assert.Contains("β = 2", words);
        Assert.Contains("two", words);
        Assert.DoesNotContain("one", words);
        Assert.Single(picture.Descendants(_svg + "g").Single().Elements(_svg + "path"));
    }

    [Fact]
    public void A_gap_breaks_a_line_and_leaves_a_cell_open()
    {
        XElement line = Draw("""{"data":[{"type":"scatter","mode":"lines","x":[0,1,2,3,4],"y":[0,1,null,1,0]}],"layout":{}}""");
        Assert.Equal(2, ((string)line.Descendants(_svg + "g").Single().Element(_svg + "path")!.Attribute("d")!).Count(letter => letter == 'M'));
        XElement cells = Draw("""{"data":[{"type":"heatmap","showscale":false,"z":[[0,null,1]]}],"layout":{}}""");
        Assert.Equal(["M0 0h1", "M2 0h1"], cells.Descendants(_svg + "g").Single(one => one.Attribute("transform") is not null).Elements(_svg + "path").Select(one => (string?)one.Attribute("d")));
    }

    [Fact]
    public void Cells_lie_where_the_axes_say_and_rows_run_upwards_unless_reversed()
    {
        foreach (bool reversed in (bool[])[false, true])
        {
            string range = reversed ? "[2.5,-0.5]" : "[-0.5,2.5]";
            XElement picture = Draw("""{"data":[{"type":"heatmap","showscale":false,"z":[[0,1],[1,1],[1,1]]}],"layout":{"xaxis":{"range":[-0.5,1.5]},"yaxis":{"range":RANGE}}}""".Replace("RANGE", range));
            XElement field = picture.Descendants(_svg + "g").Single(one => one.Attribute("transform") is not null);
            double[] placed = [.. ((string)field.Attribute("transform")!).Split(['(', ' ', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsAsciiDigit(word[^1])).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            // The cell that differs is the first of the first row.
            Assert.Contains("M0 0h1", field.Elements(_svg + "path").Select(one => (string?)one.Attribute("d")));
            double label = (double)picture.Descendants(_svg + "text").First(one => one.Value is "0" or "0.0" && (string?)one.Attribute("text-anchor") == "end").Attribute("y")! - 5;
            Assert.Equal(label, placed[1], 0.6);
            Assert.Equal(reversed, placed[3] > 0);
        }    }

    /// <summary>A front end may put all pictures of a notebook into one page, and takes no style sheet of a picture.</summary>
    [Fact]
    public void Pictures_of_one_page_do_not_share_names_and_bring_no_style()
    {
        string[] pictures = [.. Gallery.All.Values.Select(figure => StillPicture.Draw(figure.Value.ToJson()!))];
        string[] names = [.. pictures.SelectMany(picture => XElement.Parse(picture).Descendants().Select(one => (string?)one.Attribute("id")).OfType<string>())];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(pictures, picture => Assert.DoesNotContain("style", picture));
    }

    [Fact]
    public void Near_faces_of_a_surface_cover_far_ones()
    {
        // Seen along −y: of the two rows of a slope the one with the smaller y is near, and is drawn last.
        XElement picture = Draw("""
            {"data":[{"type":"surface","x":[0,1],"y":[0,1,2],"z":[[0,0],[1,1],[2,2]],"showscale":false}],"layout":{"scene":{"camera":{"eye":{"x":0.01,"y":-2,"z":0.5}}}}}
            """);
        string[] faces = [.. picture.Element(_svg + "g")!.Elements(_svg + "path").Select(path => (string)path.Attribute("fill")!)];
        Assert.Equal(2, faces.Length);
        var colours = new StillColours(null, 0, 2);
        Assert.Equal([colours.Of(1.5), colours.Of(0.5)], faces);
    }

    [Fact]
    public void No_text_of_a_figure_is_taken_for_a_tag()
    {
        XElement picture = Draw("""{"data":[{"type":"scatter","mode":"lines","name":"a < b & \"c\"","x":[0,1],"y":[0,1],"line":{"color":"\"/><script/>"}}],"layout":{"xaxis":{"title":{"text":"N<sup>n</sup>"}}}}""");
        Assert.Contains(picture.Descendants(_svg + "text"), one => one.Value == "a < b & \"c\"");
        Assert.Contains(picture.Descendants(_svg + "text"), one => one.Value == "Nn");
        Assert.Empty(picture.Descendants(_svg + "script"));
    }
}
