using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Hopfield.Course.Tests;

public sealed partial class HostedPageTests
{
    private static readonly Hosting _hosting = new("https://github.com/owner/name", "https://owner.github.io/name/", "0123456789ab", "2026-11-30");

    [Theory]
    [InlineData("https://github.com/owner/name.git", "https://github.com/owner/name")]
    [InlineData("git@github.com:owner/name.git", "https://github.com/owner/name")]
    [InlineData("ssh://git@git.example.org:2222/group/sub/name", "https://git.example.org/group/sub/name")]
    [InlineData("https://user:secret@example.org/owner/name/", "https://example.org/owner/name")]
    [InlineData("/srv/git/name.git", null)]
    [InlineData("../name", null)]
    [InlineData("", null)]
    public void The_address_of_a_repository_is_that_of_its_page(string remote, string? web) => Assert.Equal(web, Hosting.Web(remote));

    [Fact]
    public async Task What_is_no_address_is_refused()
    {
        using var course = new TrialCourse();
        var error = await Assert.ThrowsAsync<NotebookException>(() => Hosting.FindAsync(course.Tree.Root, "here", null, CancellationToken.None));
        Assert.Contains("--repository must be an address like https://github.com/owner/name; it is here.", error.Message);
        error = await Assert.ThrowsAsync<NotebookException>(() => Hosting.FindAsync(course.Tree.Root, null, "pages", CancellationToken.None));
        Assert.Contains("--address", error.Message);
    }

    [Fact]
    public void Buttons_that_need_a_repository_are_left_out_without_one()
    {
        string all = HostedPage.Buttons(_hosting, [("Download notebook", "files/notebooks/02.ipynb")], "Chapter 02", "notebooks/02.ipynb");
        Assert.Contains("<a href=\"https://codespaces.new/owner/name\">Open in Codespaces</a>", all);
        Assert.Contains("<a href=\"files/notebooks/02.ipynb\" download>Download notebook</a>", all);
        Assert.Contains("https://github.com/owner/name/issues/new?title=Chapter%2002%3A%20", all);
        Assert.Contains("https://github.com/owner/name/edit/main/notebooks/02.ipynb", all);
        string few = HostedPage.Buttons(new Hosting(null, null), [("Download notebook", "x.ipynb")], "Chapter 02", "notebooks/02.ipynb");
        Assert.Equal(1, Regex.Count(few, "<a "));
        Assert.DoesNotContain("codespaces", HostedPage.Buttons(_hosting with { Repository = "https://example.org/a/b" }, [("", "")], "", null));
    }

    [Fact]
    public void A_map_places_chapters_behind_what_they_need_and_marks_the_fast_path()
    {
        string map = CourseMap.Draw([("01", "One?", "01.html", []), ("02", "Two?", "02.html", ["01"]), ("03", "A \"third\"?", "03.html", ["01"]), ("04", "Four?", "04.html", ["02", "03"])], ["01", "02", "04"]);
        int[] across = [.. Circle().Matches(map).Select(circle => int.Parse(circle.Groups[1].Value))];
        Assert.Equal(4, across.Length);
        Assert.True(across[0] < across[1] && across[1] == across[2] && across[2] < across[3]);
        Assert.Equal(4, Regex.Count(map, "class=\"need"));
        Assert.Equal(2, Regex.Count(map, "class=\"need fast"));
        Assert.Equal(3, Regex.Count(map, "\" class=\"fast\""));
        Assert.Contains("aria-label=\"Chapter 03: A &quot;third&quot;? Needs 01.\"", map);
    }

    [Fact]
    public void Needs_and_fast_path_are_read_where_readers_read_them()
    {
        using var course = new TrialCourse();
        Notebook notebook = Notebook.Read(course.Write("11-x.ipynb", "# 11 · X\n\n**You need** [chapter 05](05-a.ipynb) for capacity and [chapter 09](09-b.ipynb); see [13](13-c.ipynb) · 40 minutes").Path);
        Assert.Equal(["05", "09", "13"], CourseMap.Needs(notebook));
        Assert.Equal(["01", "02", "15"], CourseMap.FastPath("x\nThe fast path, seven sittings: 01 → 02 → 15. The other chapters"));
    }

    [Fact]
    public void The_glossary_is_the_table_of_symbols()
    {
        IReadOnlyDictionary<string, string> terms = Glossary.Read("| symbol | term | meaning | C# |\n|---|---|---|---|\n| $m$ | overlap, Likeness | $m = 1$ is the **pattern**. | `Overlap` |\n| $E$ | energy | Low is good. | |\n| – | lse | A sum. | |");
        Assert.Equal(["overlap", "likeness", "energy"], terms.Keys);
        Assert.Equal("$m = 1$ is the **pattern**.", terms["likeness"]);
        Assert.Contains("<strong>pattern</strong>", (string?)Glossary.ToJson(terms, new MarkdownHtml(FormulaBook.Empty, url => url, ReferenceLinks.None))["overlap"]);
    }

    [Fact]
    public void A_site_without_a_repository_holds_all_that_its_pages_lead_to()
    {
        using var course = new TrialCourse();
        course.Write("01-one.ipynb", "# 01 · One?\n\nA claim. See [two](02-two.ipynb) and [the program](../src/Hopfield.Course/x.cs).", "1 + 1", "The end.");
        course.Write("02-two.ipynb", "# 02 · Two?\n\n**You need** [chapter 01](01-one.ipynb) · 10 minutes", "2 + 2", "The end.");
        File.WriteAllText(Path.Combine(course.Tree.Root, "src", "Hopfield.Course", "x.cs"), "// a program");
        string index = new Site(course.Tree, new Hosting(null, null)).Write([]);
        string home = Path.GetDirectoryName(index)!;
        var links = from page in Directory.EnumerateFiles(home, "*.html")
                    from Match link in Href().Matches(File.ReadAllText(page))
                    let target = link.Groups[1].Value
                    where !target.Contains(':') && !target.StartsWith('#')
                    select (Page: Path.GetFileName(page), Target: target);
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(home, link.Target.Split('#')[0])), $"{link.Page} leads to {link.Target}"));
        Assert.Contains("data-page=\"chapter\"", File.ReadAllText(Path.Combine(home, "02-two.html")));

        using ZipArchive zip = ZipFile.OpenRead(Path.Combine(home, HostedFiles.Archive));
        Assert.Contains("hopfield-notebooks/notebooks/02-two.ipynb", zip.Entries.Select(entry => entry.FullName));
        byte[] before = File.ReadAllBytes(Path.Combine(home, HostedFiles.Archive));
        zip.Dispose();
        new HostedFiles(course.Tree).WriteArchive();
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(home, HostedFiles.Archive)));
    }

    [Fact]
    public void A_book_that_was_made_after_its_chapters_is_offered_and_an_older_one_is_not()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-one.ipynb", "# 01 · One?", "1 + 1", "The end.");
        string Index() => File.ReadAllText(new Site(course.Tree, new Hosting(null, null)).Write([]));
        Assert.DoesNotContain("Book (", Index());
        Directory.CreateDirectory(course.Tree.Book);
        foreach (string ending in BookFiles.Endings) File.WriteAllText(Path.Combine(course.Tree.Book, BookFiles.Name([]) + ending), ending);
        string index = Index();
        Assert.Contains($"<a href=\"{BookFiles.Name([])}.pdf\" download>Book (PDF)</a>", index);
        Assert.Contains($"<a href=\"{BookFiles.Name([])}.epub\" download>Book (EPUB)</a>", index);
        Assert.Equal(".epub", File.ReadAllText(Path.Combine(course.Tree.HostedSite, BookFiles.Name([]) + ".epub")));
        new HostedFiles(course.Tree).WriteWorker();
        Assert.DoesNotContain(".pdf", File.ReadAllText(Path.Combine(course.Tree.HostedSite, "sw.js"))); // not kept for reading offline: readers keep it themselves
        File.SetLastWriteTimeUtc(chapter.Path, DateTime.UtcNow.AddMinutes(1));
        Assert.DoesNotContain("Book (", Index());
    }

    [Fact]
    public void The_worker_has_another_name_when_a_page_has_changed()
    {
        using var course = new TrialCourse();
        course.Write("01-one.ipynb", "# 01 · One?", "1 + 1", "The end.");
        string home = Path.GetDirectoryName(new Site(course.Tree, new Hosting(null, null)).Write([]))!;
        string Worker()
        {
            new HostedFiles(course.Tree).WriteWorker();
            return File.ReadAllText(Path.Combine(home, "sw.js"));
        }
        string first = Worker();
        Assert.Contains("\"./\",", first);
        Assert.Contains("\"01-one.html\"", first);
        Assert.DoesNotContain("sw.js", first);
        Assert.DoesNotContain(HostedFiles.Archive, first);
        Assert.Equal(first, Worker());
        File.AppendAllText(Path.Combine(home, "01-one.html"), " ");
        Assert.NotEqual(first, Worker());
    }

    [Fact]
    public void A_page_that_is_hosted_says_what_it_is_to_previews_and_readers()
    {
        var hosted = new HostedPage(_hosting, "02-x.html", HostedPage.Chapter, "cards/02-x.png");
        string page = new Page("A \"title\"", "A claim.", "", hosted).Write("<main id=\"main\"></main>");
        Assert.Contains("<meta property=\"og:title\" content=\"A &quot;title&quot;\">", page);
        Assert.Contains("<meta property=\"og:url\" content=\"https://owner.github.io/name/02-x.html\">", page);
        Assert.Contains("<meta property=\"og:image\" content=\"https://owner.github.io/name/cards/02-x.png\">", page);
        Assert.Contains("<a href=\"https://github.com/owner/name/commit/0123456789ab\">0123456789ab</a> · <time datetime=\"2026-11-30\">2026-11-30</time>", page);
        string offline = new Page("A title", "A claim.", "").Write("<main id=\"main\"></main>");
        Assert.DoesNotContain("og:", offline);
        Assert.DoesNotContain("hosted", offline);
    }

    [GeneratedRegex("<circle cx=\"(\\d+)\"")]
    private static partial Regex Circle();

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
