using System.Xml.Linq;

namespace Hopfield.Course.Tests;

/// <summary>Other values for a chapter's variables, and the report for continuous integration.</summary>
public sealed class ParameterTests
{
    private const string Claim = "#r \"Hopfield.Exercises.dll\"\nusing Hopfield.Exercises;\nCheck.That(beta < 5, \"It is small.\")";

    [Fact]
    public async Task A_chapter_runs_with_another_value_and_nothing_of_it_is_kept_as_the_chapter_s()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# A", "double beta = 4, gamma = 1; // and a comment", "Then", "double Twice() { double beta = 3; return 2 * beta; }\nbeta + gamma + Twice()", "And", Claim);
        var before = TrialCourse.Files(course.Tree.Notebooks);
        Invocation done = await Invocation.OfAsync(course, "run", "01", "-p", "beta=2 * 4");
        Assert.True(done.ExitCode == 0, done.Output + done.Errors);
        Assert.Equal(before, TrialCourse.Files(course.Tree.Notebooks));
        Assert.False(Directory.Exists(course.Tree.Site));
        Assert.False(Directory.Exists(course.Tree.Executed));

        string path = Path.Combine(course.Tree.Trials, "01-a.ipynb");
        Notebook trial = Notebook.Read(path);
        Assert.Equal("double beta = 2 * 4, gamma = 1; // and a comment", trial.Cells[1].Source);
        Assert.Contains("15", trial.Cells[3].Outputs[0]!.ToJsonString());
        Assert.Contains("✗", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("beta", "\"beta\" is no parameter: expected name=value")]
    [InlineData("1=2", "is no parameter")]
    [InlineData("beta=", "\"\", is no C# expression")]
    [InlineData("beta=1 +", "\"1 +\", is no C# expression")]
    [InlineData("beta=1; Evil()", "is no C# expression")]
    [InlineData("beta=1 // one", "is no C# expression")]
    [InlineData("delta=1", "No cell of 01-a sets a variable delta")]
    [InlineData("twice=1", "01-a sets twice more than once, in the cells 2, 4")]
    public async Task What_cannot_be_set_is_said_in_a_line(string parameter, string says)
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# A", "double beta = 4; int twice = 1;", "Then", "int twice = 2;", "End");
        Invocation done = await Invocation.OfAsync(course, "run", "-p", parameter);
        Assert.Equal(1, done.ExitCode);
        Assert.Contains(says, Assert.Single(done.Errors.Trim().Split('\n')));
    }

    [Fact]
    public async Task A_report_has_a_case_for_each_cell_claim_and_number()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# A", "int beta = 4;", "Then", Claim, "{\"numbers\":[{\"text\":\"4\",\"value\":\"beta\"}]}\nIt is 4.");
        course.Write("02-b.ipynb", "# B", "throw new Exception(\"a < b\\u0001\");", "Then", "1", "End");
        Invocation done = await Invocation.OfAsync(course, "run", "--report", "junit");
        Assert.Equal(1, done.ExitCode);
        XElement all = XDocument.Load(course.Tree.Report).Root!;
        Assert.Equal(("6", "1", "1"), (all.Attribute("tests")!.Value, all.Attribute("failures")!.Value, all.Attribute("skipped")!.Value));
        XElement[] suites = [.. all.Elements("testsuite")];
        Assert.Equal(["01-a", "02-b"], suites.Select(s => s.Attribute("name")!.Value));
        Assert.Contains("It is small.", suites[0].Elements("testcase").ElementAt(2).Attribute("name")!.Value);
        Assert.Contains("a < b", suites[1].Descendants("failure").Single().Attribute("message")!.Value);
    }
}
