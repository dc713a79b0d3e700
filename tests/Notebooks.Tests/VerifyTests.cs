using System.CommandLine;
using System.Text.Json.Nodes;
using Hopfield.Course;

namespace Notebooks.Tests;

/// <summary>Every chapter and every solution is executed again and compared with what is committed, by the rules of the command line's <c>verify</c>.</summary>
public class VerifyTests
{
    private static async Task<(int ExitCode, string Output)> Verify(string root, params string[] options)
    {
        using var output = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = output };
        int exitCode = await CourseCommand.InvokeAsync(["verify", "--course", root, .. options], configuration, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }

    [Fact]
    public async Task Every_chapter_comes_out_as_it_is_committed()
    {
        Assert.SkipWhen(CourseFiles.Tree.Chapters.Count == 0, "notebooks/ holds no chapter yet; the other test shows that a difference is found.");
        // What a run of these very assemblies, notebooks and data has kept need not be executed once more; any doubt, and all is.
        var (exitCode, output) = await Verify(CourseFiles.Tree.Root, "--executed");
        if (exitCode != 0) (exitCode, output) = await Verify(CourseFiles.Tree.Root);
        Assert.True(exitCode == 0, output);
    }

    // Three tiny chapters: one as committed, one with another number, one that fails.
    [Fact]
    public async Task A_changed_number_and_a_failing_cell_are_found()
    {
        string root = Directory.CreateTempSubdirectory("verify-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "src", "Hopfield.Course"));
            string notebooks = Directory.CreateDirectory(Path.Combine(root, "notebooks")).FullName;
            const string code = "Console.WriteLine(6 * 7);";
            File.WriteAllText(Path.Combine(notebooks, "01-right.ipynb"), Chapter(code, "42\n"));
            var (exitCode, output) = await Verify(root);
            Assert.True(exitCode == 0, output);

            File.WriteAllText(Path.Combine(notebooks, "02-changed.ipynb"), Chapter(code, "41\n"));
            File.WriteAllText(Path.Combine(notebooks, "03-failing.ipynb"), Chapter("throw new InvalidOperationException(\"no\");", ""));
            (exitCode, output) = await Verify(root);
            Assert.Equal(1, exitCode);
            Assert.Contains("02-changed.ipynb, cell 1, text: 41 is committed, 42 came", output);
            Assert.Contains("3 notebooks, 1 failed, 1 differences", output);
            Assert.DoesNotContain("01-right.ipynb, cell", output);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Chapter(string code, string printed) => new JsonObject
    {
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
        ["metadata"] = new JsonObject(),
        ["cells"] = new JsonArray(new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = "only",
            ["execution_count"] = 1,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray("exact") },
            ["outputs"] = new JsonArray(SpecimenText.Stream(printed)),
            ["source"] = code,
        }),
    }.ToJsonString();
}
