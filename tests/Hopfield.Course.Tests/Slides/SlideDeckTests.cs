using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

public class SlideDeckTests
{
    private static string Deck(Notebook notebook)
    {
        using var colours = new CodeColours();
        return SlideDeck.Of(notebook, new MarkdownHtml(FormulaBook.Empty, link => link, ReferenceLinks.None), colours).Html;
    }

    private static Notebook Typed(string[] types, params string[] cells)
    {
        Notebook notebook = TrialCourse.Notebook(cells);
        foreach ((string type, NotebookCell cell) in types.Zip(notebook.Cells)) cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = type };
        return notebook;
    }

    [Theory]
    [InlineData("One. Two.", "One.")]
    [InlineData("See [a. b](c. d) and (e. f). Then.", "See [a. b](c. d) and (e. f).")]
    [InlineData("At $x. y$ it is 0.5 or `a. b`! So.", "At $x. y$ it is 0.5 or `a. b`!")]
    [InlineData("Why? Because.", "Why?")]
    [InlineData("No end", "No end")]
    [InlineData("**Predict.** One? Or two?", "**Predict.** One? Or two?")]
    [InlineData("## Head\n\nOne. Two.\n\n- a. b.\n- c.", "## Head\n\nOne.\n\n- a. b.\n- c.")]
    [InlineData("One. Two:\n\n$$x. y$$", "One.\n\n$$x. y$$")]
    public void A_slide_shows_of_a_paragraph_its_first_sentence(string text, string shown) => Assert.Equal(shown, SlideText.Glance(text));

    [Fact]
    public void The_speaker_reads_the_whole_of_a_text_and_before_it_the_note_with_its_minutes()
    {
        string html = Deck(Typed(
            ["slide", "skip", "notes"], "## Head\n\nOne. Two.", "1 + 1", "> **For the lecturer · 3 minutes.** Wait."));
        Assert.Contains("data-timing=\"180\"", html);
        int shown = html.IndexOf("One.", StringComparison.Ordinal), notes = html.IndexOf("<aside", StringComparison.Ordinal);
        Assert.True(shown < notes && notes < html.IndexOf("Wait.", StringComparison.Ordinal));
        Assert.True(html.IndexOf("Wait.", StringComparison.Ordinal) < html.IndexOf("Two.", StringComparison.Ordinal));
        Assert.DoesNotContain("1 + 1", html);
    }

    [Fact]
    public void Minutes_are_shared_among_the_slides_of_a_section()
    {
        string html = Deck(Typed(["slide", "slide", "notes"], "## Head\n\nOne.", "int a = 1;\nint b = 2;", "> **For the lecturer · 4 minutes.** Wait."));
        Assert.Equal(3, html.Split("data-timing=\"120\"").Length);
    }

    [Fact]
    public void Code_that_shows_something_is_folded_to_its_last_statement()
    {
        Notebook notebook = Typed(["slide", "fragment"], "## Head\n\nOne.", "int a = 1;\nShow(a,\n    alt: \"words\")");
        notebook.Cells[1].Outputs = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "shown\n" }];
        string html = Deck(notebook), summary = html[html.IndexOf("<summary>", StringComparison.Ordinal)..html.IndexOf("</summary>", StringComparison.Ordinal)];
        Assert.Contains("Show", summary);
        Assert.DoesNotContain("words", summary);
        Assert.Contains("class=\"step fragment\"", html);
        Assert.Single(html.Split("<section").Skip(1));
    }

    [Fact]
    public void A_figure_has_a_slide_of_its_own_with_its_caption()
    {
        Notebook notebook = Typed(["slide", "fragment", "skip"], "## Head\n\nOne.", "Draw()", "[caption]**Figure 1.** What it is.");
        notebook.Cells[1].Outputs = [new JsonObject
        {
            ["output_type"] = "display_data", ["metadata"] = new JsonObject(),
            ["data"] = new JsonObject { [PlotlyFigure.MimeType] = new JsonObject { ["data"] = new JsonArray(), ["layout"] = new JsonObject() } },
        }];
        string[] slides = Deck(notebook).Split("<section")[1..];
        Assert.Equal(2, slides.Length);
        Assert.Contains("class=\"chart\"", slides[1]);
        Assert.Contains("What it is.", slides[1]);
    }

    [Fact]
    public void A_full_slide_goes_on_upon_the_next()
    {
        string list = string.Join('\n', Enumerable.Range(1, 7).Select(k => $"- point {k}"));
        Assert.Equal(2, Deck(Typed(["slide", "skip", "fragment"], $"## Head\n\n{list}", "1", list)).Split("<section").Length - 1);
        Assert.Single(Deck(Typed(["slide", "skip", "fragment"], "## Head\n\n- point", "1", "- point")).Split("<section").Skip(1));
    }

    [Fact]
    public void A_quiz_asks_and_answers_with_the_next_step()
    {
        string html = Deck(Typed(["slide", "skip"], "## Quiz",
            "[quiz]Quiz.Ask(\"1.q1\", \"Which one?\")\n  .Wrong(\"That.\", \"No.\")\n  .Right(\"This.\", \"Since it is.\")\n  .Wrong(\"Neither.\", \"One is.\")"));
        Assert.Single(html.Split("<section").Skip(1)); // the heading alone is no slide
        int fragment = html.IndexOf("fragment", StringComparison.Ordinal);
        int[] before = [.. ((string[])["Which one?", "That.", "This.", "Neither."]).Select(words => html.IndexOf(words, StringComparison.Ordinal))];
        Assert.Equal(before.Order(), before);
        Assert.All(before, place => Assert.InRange(place, 0, fragment));
        Assert.True(html.IndexOf("Since it is.", StringComparison.Ordinal) > fragment);
        Assert.DoesNotContain("One is.", html);
    }
}
