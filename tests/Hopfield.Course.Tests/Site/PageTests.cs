using System.Text.RegularExpressions;

namespace Hopfield.Course.Tests;

public sealed partial class PageTests
{
    [Fact]
    public void A_known_formula_is_MathML_and_an_unknown_one_its_TeX()
    {
        FormulaBook book = FormulaBook.Empty.With([new(new("N", false), "<math><mi>N</mi></math>")]);
        string html = new MarkdownHtml(book, url => url, ReferenceLinks.None).Convert("With $N$ and $a<b$.");
        Assert.Contains("<span class=\"formula inline\"><math><mi>N</mi></math></span>", html);
        Assert.Contains("<code class=\"formula inline tex\">a&lt;b</code>", html);
    }

    [Fact]
    public void Headings_of_one_page_have_anchors_of_their_own()
    {
        var markdown = new MarkdownHtml(FormulaBook.Empty, url => url, ReferenceLinks.None);
        markdown.Convert("## What we found?\n\n## What we found");
        markdown.Convert("## What `we` found\n\n## …");
        Assert.Equal(["what-we-found", "what-we-found-2", "what-we-found-3", "section"], markdown.Sections.Select(section => section.Id));
    }

    [Fact]
    public void A_citation_leads_to_its_reference_and_an_unknown_key_stays_as_it_is()
    {
        using var course = new TrialCourse();
        File.WriteAllText(course.Tree.References, "# References\n\n- **Hopfield1982** · J. J. Hopfield. *A \"title\".* PNAS.\n- **Bold** words that are no reference.");
        ReferenceLinks references = ReferenceLinks.Read(course.Tree.References, "../REFERENCES.md");
        string html = new MarkdownHtml(FormulaBook.Empty, url => url, references).Convert("As in [Hopfield1982], not in [Nobody] or `[Hopfield1982]`.\n\n- **Hopfield1982** · here");
        Assert.Contains("<a href=\"../REFERENCES.md#hopfield1982\" class=\"citation\" title=\"J. J. Hopfield. A &quot;title&quot;. PNAS.\">Hopfield1982</a>", html);
        Assert.Contains("[Nobody] or <code>[Hopfield1982]</code>", html);
        Assert.Contains("<li id=\"hopfield1982\">", html);
    }

    [Fact]
    public void A_question_to_the_reader_stands_out()
    {
        var markdown = new MarkdownHtml(FormulaBook.Empty, url => url, ReferenceLinks.None);
        Assert.StartsWith("<p class=\"prompt\"><strong>Predict.</strong> How many?</p>", markdown.Convert("**Predict.** How many?"));
        Assert.StartsWith("<p><strong>Bold.</strong>", markdown.Convert("**Bold.** No question."));
    }

    [Fact]
    public void Nothing_in_a_figure_can_end_its_script_and_its_html_is_not_needed()
    {
        var outputs = new OutputHtml(new MarkdownHtml(FormulaBook.Empty, url => url, ReferenceLinks.None));
        var figure = Outputs.Figure("""{"data":[{"text":"</script><b>"}],"layout":{"meta":{"alt":"A \"curve\" <low>"},"height":333}}""", png: "QUJD");
        figure["data"]!["text/html"] = "<p>never shown</p>";
        string html = outputs.Convert(figure, "<p>Caption</p>");
        Assert.DoesNotContain("</script><b>", html);
        Assert.DoesNotContain("never shown", html);
        Assert.Contains("aria-label=\"A &quot;curve&quot; &lt;low&gt;\"", html);
        Assert.Contains("min-height:333px", html);
        Assert.Contains("data:image/png;base64,QUJD", html);
        Assert.EndsWith("<figcaption><p>Caption</p></figcaption></figure>", html);
        Assert.True(outputs.HasFigures);
    }

    [Fact]
    public void Console_text_is_shown_as_text_with_its_colours()
    {
        var outputs = new OutputHtml(new MarkdownHtml(FormulaBook.Empty, url => url, ReferenceLinks.None));
        string html = outputs.Convert(Outputs.Stream("<b>\u001b[31;1mred\u001b[0m\u001b[2K"), "");
        Assert.Equal("<pre class=\"stream stdout\">&lt;b&gt;<span class=\"ansi-red ansi-bold\">red</span></pre>", html);
    }

    [Fact]
    public void Code_is_coloured_with_what_earlier_cells_declared_and_loses_no_character()
    {
        using var colours = new CodeColours();
        string[] cells = ["record Net(int N);\nvar net = new Net(5); // a < b", "#r \"x.dll\"\nNet other = net;\nreturn $\"{other.N}\";"];
        IReadOnlyList<string> html = colours.Colour(cells);
        Assert.Contains("<span class=\"k\">record</span> <span class=\"t\">Net</span>", html[0]);
        Assert.Contains("<span class=\"c\">// a &lt; b</span>", html[0]);
        Assert.Contains("<span class=\"t\">Net</span> other", html[1]);
        Assert.Equal(cells, html.Select(piece => System.Net.WebUtility.HtmlDecode(Tag().Replace(piece, ""))));
    }

    [Fact]
    public void The_site_needs_no_network_and_all_its_links_lead_somewhere()
    {
        using TrialCourse course = TwoChapters();
        new Site(course.Tree).Write([]);
        foreach (string page in Directory.GetFiles(course.Tree.Site, "*.html", SearchOption.AllDirectories))
        {
            string html = File.ReadAllText(page);
            foreach (Match link in Link().Matches(html))
            {
                string url = link.Groups["url"].Value;
                if (url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith('#')) continue;
                bool outside = url.StartsWith("https://", StringComparison.Ordinal);
                Assert.True(!outside || link.Value.StartsWith("href", StringComparison.Ordinal), $"{page} loads {url}");
                if (!outside) Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(url.Split('#')[0]))), $"{page} links to {url}");
            }
        }
    }

    [Fact]
    public void Links_between_notebooks_become_links_between_pages_and_others_lead_to_the_files()
    {
        using TrialCourse course = TwoChapters();
        string index = new Site(course.Tree).Write([]);
        string page = File.ReadAllText(Path.Combine(course.Tree.Site, "02-first.html"));
        Assert.Contains("href=\"03-second.html#energy\"", page);
        Assert.Contains("href=\"symbols.html\"", page);
        Assert.Contains("href=\"../../data/a%20b.csv\"", page);
        Assert.Contains("href=\"https://example.org/x.ipynb\"", page);
        Assert.Contains("<a href=\"02-first.html\">First?</a>", File.ReadAllText(index));
    }

    [Fact]
    public void A_caption_is_one_with_its_figure_notes_stay_with_the_lecturer_and_setup_folds()
    {
        using TrialCourse course = TwoChapters();
        new Site(course.Tree).Write([]);
        string page = File.ReadAllText(Path.Combine(course.Tree.Site, "03-second.html"));
        Assert.Matches("(?s)<figure>.*The caption.*</figure>", page);
        Assert.DoesNotContain("for the lecturer", page);
        Assert.Contains("<details><summary>Setup</summary>", page);
        Assert.Contains("Your turn · 03.1", page);
        Assert.Contains("assets/plotly.min.js", page);
        Assert.DoesNotContain("assets/plotly.min.js", File.ReadAllText(Path.Combine(course.Tree.Site, "02-first.html")));
    }

    [Fact]
    public void The_index_says_where_a_chapter_stopped()
    {
        using TrialCourse course = TwoChapters();
        Chapter chapter = course.Tree.Chapters[0];
        var run = new ExecutedChapter(chapter, Notebook.Read(chapter.Path), new CellFailure(2, 3, "X: <y>"), TimeSpan.FromSeconds(1));
        string html = File.ReadAllText(new Site(course.Tree).Write([run]));
        Assert.Contains("stopped in cell 2, line 3: X: &lt;y&gt;", html);
        Assert.Contains("outputs as published", html); // the chapter that was not run
    }

    private static TrialCourse TwoChapters()
    {
        var course = new TrialCourse();
        course.Write("02-first.ipynb", "# 02 · First?\n\nA claim with $N$.\n\nTo [next](03-second.ipynb#energy), [symbols](SYMBOLS.md), [data](../data/a%20b.csv), [out](https://example.org/x.ipynb).");
        Chapter second = course.Write("03-second.ipynb", "# Second", "[setup]using System;", "## Energy", "[exercise:03.1]1 + 1", "[caption]**The caption**", "2", "for the lecturer");
        Notebook notebook = Notebook.Read(second.Path);
        notebook.Cells[3].Outputs = [Outputs.Figure("""{"data":[],"layout":{}}""")];
        notebook.Cells[6].Metadata["slideshow"] = new System.Text.Json.Nodes.JsonObject { ["slide_type"] = "notes" };
        notebook.Write(second.Path);
        notebook.Write(Path.Combine(course.Tree.Solutions, "03-second.ipynb"));
        File.WriteAllText(Path.Combine(course.Tree.Notebooks, "SYMBOLS.md"), "# Symbols\n\n[back](02-first.ipynb)");
        Directory.CreateDirectory(Path.Combine(course.Tree.Root, "data"));
        File.WriteAllText(Path.Combine(course.Tree.Root, "data", "a b.csv"), "");
        return course;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("(href|src)=\"(?<url>[^\"]*)\"")]
    private static partial Regex Link();
}
