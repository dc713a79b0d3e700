using System.Diagnostics;

namespace Hopfield.Course.Tests;

public sealed class PublishTests
{
    [Fact]
    public async Task Publishing_twice_gives_the_same_bytes_and_verify_tells_what_has_changed_since()
    {
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "# 01 · A", "[exact]Console.WriteLine(\"energy -11\");", "End", "double x = 1 / 3.0;\nx", "End");
        course.Write("02-b.ipynb", "# 02 · B", "throw new Exception();", "End");
        string ill = File.ReadAllText(course.Tree.Chapters[1].Path);

        Assert.Equal(1, (await Invocation.OfAsync(course, "publish")).ExitCode);
        SortedDictionary<string, string> once = TrialCourse.Files(course.Tree.Notebooks);
        Assert.Equal(ill, once["02-b.ipynb"]); // the one that failed is as it was
        Assert.EndsWith("**Next:** [B](02-b.ipynb)", Notebook.Read(chapter.Path).Cells[^1].Source);

        Invocation again = await Invocation.OfAsync(course, "publish", "01", "--fresh");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal(once, TrialCourse.Files(course.Tree.Notebooks));

        File.WriteAllText(chapter.Path, once["01-a.ipynb"].Replace("energy -11", "energy -9"));
        File.WriteAllText(chapter.Path, File.ReadAllText(chapter.Path).Replace("WriteLine(\\\"energy -9", "WriteLine(\\\"energy -11"));
        Invocation verified = await Invocation.OfAsync(course, "verify", "1");
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("01-a.ipynb, cell 2, text: energy -9 is committed, energy -11 came", verified.Output);
        Assert.Contains("1 notebooks, 0 failed, 1 differences", verified.Output);
    }

    [Fact]
    public async Task A_figure_gets_a_small_picture_and_keeps_it_where_no_browser_is()
    {
        Assert.SkipWhen(Chromium.Find() is null, "No Chromium, Chrome or Edge on this machine.");
        using var course = new TrialCourse();
        Chapter chapter = course.Write("01-a.ipynb", "# 01 · A", "#r \"Hopfield.Plotting.dll\"\nHopfield.Plotting.Figures.EnergyTrace([[-1, -3, -11]], alt: \"The energy falls from -1 to -11.\")", "End");
        Invocation first = await Invocation.OfAsync(course, "publish");
        Assert.True(first.ExitCode == 0, first.Output + first.Errors);
        string published = File.ReadAllText(chapter.Path);
        byte[] png = Convert.FromBase64String(MultilineText.Join(Notebook.Read(chapter.Path).Cells[1].Outputs[0]!["data"]!["image/png"]));
        Assert.InRange(png.Length, 1000, FigurePictures.Aim);
        Assert.Equal("PNG"u8, png.AsSpan(1, 3));

        // The same chapter in a process that finds no browser: unchanged it passes, with another figure it is refused.
        Assert.Equal(0, (await WithoutToolsAsync(course)).ExitCode);
        Assert.Equal(published, File.ReadAllText(chapter.Path));
        string changed = published.Replace("[[-1, -3, -11]]", "[[-1, -3, -9]]");
        File.WriteAllText(chapter.Path, changed);
        (int exitCode, string errors) = await WithoutToolsAsync(course);
        Assert.Equal(1, exitCode);
        Assert.Contains("01-a, cell 2: a figure is new or has changed, and no Chromium, Chrome or Edge was found to draw it", errors);
        Assert.Equal(changed, File.ReadAllText(chapter.Path));
    }

    [Fact]
    public async Task A_new_formula_without_node_is_refused_and_nothing_is_written()
    {
        using var course = new TrialCourse();
        string converter = course.Tree.FormulaConverter;
        Directory.CreateDirectory(converter);
        foreach (string file in (string[])["package.json", "package-lock.json", ".npmrc", "convert.mjs"]) File.WriteAllText(Path.Combine(converter, file), "{}");
        course.Write("01-a.ipynb", "# 01 · A", "1", "With $N$.");
        SortedDictionary<string, string> before = TrialCourse.Files(course.Tree.Notebooks);
        (int exitCode, string errors) = await WithoutToolsAsync(course);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("1 formulas are new, the first of them N, and node, which turns them into MathML, was not found", errors);
        Assert.Equal(before, TrialCourse.Files(course.Tree.Notebooks));
    }

    [Fact]
    public async Task An_interrupted_publication_leaves_the_notebooks_as_they_were()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# 01 · A", "1", "End");
        course.Write("02-endless.ipynb", "# 02 · B", "while (true) { }", "End");
        SortedDictionary<string, string> before = TrialCourse.Files(course.Tree.Notebooks);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(6));
        Assert.Equal(130, (await Invocation.OfAsync(course, stop.Token, "publish")).ExitCode);
        Assert.Equal(before, TrialCourse.Files(course.Tree.Notebooks));
    }

    // A path without programs, and a browser that is not there: as on a machine that has neither.
    private static async Task<(int ExitCode, string Errors)> WithoutToolsAsync(TrialCourse course)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(CourseTree).Assembly.Location, "publish", "--course", course.Tree.Root])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        info.Environment["PATH"] = "";
        info.Environment[Chromium.Variable] = "nowhere";
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
