using System.Text.RegularExpressions;

namespace Hopfield.Course.Tests;

public sealed class PlaygroundPageTests
{
    private static string Publish(TrialCourse course, params (string Path, string Text)[] files)
    {
        string published = Path.Combine(course.Tree.Artifacts, "published");
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(published, path))!);
            File.WriteAllText(Path.Combine(published, path), text);
        }
        return published;
    }

    private static string Write(TrialCourse course, string script = "engine")
    {
        string published = Publish(course,
            ("index.html", "<html lang=\"en\"><!--home--><span>alone</span><!--/home--><p>x</p><!--course--></html>"), ("index.html.br", "-"), ("sw.js", "NAME FILES"),
            ("sw.js.br", "-"), ("main.js", script), ("main.js.br", "-"), ("main.js.gz", "-"), ("_framework/dotnet.js", "net"));
        new PlaygroundPage(course.Tree).Write(published);
        return Path.Combine(course.Tree.HostedSite, PlaygroundPage.Folder);
    }

    [Fact]
    public void Beside_the_course_the_page_leads_to_it_and_has_a_worker()
    {
        using var course = new TrialCourse();
        course.Write("05-full.ipynb", "# 05 · Full?");
        course.Write("06-other.ipynb", "# 06 · Other?");
        string page = File.ReadAllText(Path.Combine(Write(course), "index.html"));
        Assert.StartsWith("<html lang=\"en\" data-worker>", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"home\" href=\"../index.html\">", page);
        Assert.Contains("<a href=\"../05-full.html\">chapter 05</a>", page);
        Assert.DoesNotContain("06", page);
        Assert.DoesNotContain("alone", page);
    }

    [Fact]
    public void Its_worker_keeps_every_file_in_its_plain_form_under_a_name_that_changes_with_them()
    {
        using var course = new TrialCourse();
        string folder = Write(course), before = File.ReadAllText(Path.Combine(folder, "sw.js"));
        Assert.Matches("^[0-9a-f]{12} " + Regex.Escape("[\"./\",\"_framework/dotnet.js\",\"main.js\",\"index.html\"]") + "$", before);
        Assert.Equal(["_framework/dotnet.js", "index.html", "main.js", "main.js.br", "sw.js"], TrialCourse.Files(folder).Keys.Select(path => path.Replace('\\', '/')));
        Assert.Equal(before, File.ReadAllText(Path.Combine(Write(course), "sw.js")));
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(Write(course, "another engine"), "sw.js")));
    }

    [Fact]
    public void What_is_no_playground_is_refused()
    {
        using var course = new TrialCourse();
        string published = Publish(course, ("main.js", ""));
        Assert.Contains("index.html is not there", Assert.Throws<NotebookException>(() => new PlaygroundPage(course.Tree).Write(published)).Message);
    }

    [Theory]
    [InlineData("01", true)]
    [InlineData("02", false)]
    [InlineData("05", true)]
    [InlineData("09", true)]
    [InlineData("13", true)]
    public void Four_chapters_lead_to_it(string chapter, bool leads) =>
        Assert.Equal(leads, PlaygroundPage.Invitation(chapter, "../").Contains("href=\"../playground/index.html?", StringComparison.Ordinal));

    [Fact]
    public void Only_a_live_site_leads_to_it()
    {
        using var course = new TrialCourse();
        course.Write("05-full.ipynb", "# 05 · Full?\n\nYes.");
        Directory.CreateDirectory(course.Tree.Solutions);
        File.Copy(Path.Combine(course.Tree.Notebooks, "05-full.ipynb"), Path.Combine(course.Tree.Solutions, "05-full.ipynb"));
        string[] pages = ["index.html", "05-full.html", "solutions/05-full.html"];
        foreach (bool live in (bool[])[false, true])
        {
            new Site(course.Tree, new Hosting(null, null) { IsLive = live }).Write([]);
            Assert.Equal(live ? [true, true, false] : [false, false, false], pages.Select(page => File.ReadAllText(Path.Combine(course.Tree.HostedSite, page)).Contains("playground/", StringComparison.Ordinal)));
        }
    }
}
