namespace Hopfield.Course.Tests;

public class ProgramExportTests
{
    private static string Exported(params string[] cells) => ProgramExport.Write(TrialCourse.Notebook(cells), "01-trial", "../src");

    [Fact]
    public void Texts_become_comments_values_are_shown_and_exercises_stay_behind()
    {
        string program = Exported("# T\n\nWords.", "#r \"a.dll\"\nusing System.Text;\nint a = 1; // one\n\n// Shown:\na + 1", "## Exercises", "int b = 2;", "End");
        Assert.Contains("// # T\n//\n// Words.\n", program);
        Assert.Contains("\nusing System.Text;\n", program);
        Assert.Contains("int a = 1; // one\n\n// Shown:\nPage.Show(a + 1);\n", program);
        Assert.DoesNotContain("#r", program);
        Assert.DoesNotContain("int b", program);
        Assert.StartsWith("#:project ../src/Hopfield.", program);
    }

    [Fact]
    public void Types_come_last_and_functions_stay()
    {
        string program = Exported("# T", "record Pair(int A, int B);\nint Sum(Pair pair) => pair.A + pair.B;\nSum(new Pair(1, 2))", "End");
        Assert.True(program.IndexOf("record Pair", StringComparison.Ordinal) > program.IndexOf("Page.Show(Sum(new Pair(1, 2)));", StringComparison.Ordinal));
        Assert.Contains("\nint Sum(Pair pair) => pair.A + pair.B;\n", program);
    }

    [Fact]
    public void A_name_that_comes_again_gets_a_number_from_there_on()
    {
        string program = Exported(
            "# T", "int a = 1;\nint F(int x) => x + a;", "Then", "double a = 2;\nvar p = (a: 3, b: a);\nF(x: p.a)", "Then", "int F(int x) => 2 * x;\nF((int)a)", "End");
        Assert.Contains("int F(int x) => x + a;", program);
        Assert.Contains("double a2 = 2;\nvar p = (a: 3, b: a2);\nPage.Show(F(x: p.a));", program);
        Assert.Contains("int F2(int x) => 2 * x;\nPage.Show(F2((int)a2));", program);
    }

    [Fact]
    public async Task The_command_writes_a_program_for_each_chapter()
    {
        using var course = new TrialCourse();
        course.Write("01-a.ipynb", "# A", "1", "End");
        course.Write("02-b.ipynb", "# B", "2", "End");
        Invocation done = await Invocation.OfAsync(course, "export", "2");
        Assert.True(done.ExitCode == 0, done.Errors);
        string file = Assert.Single(Directory.GetFiles(course.Tree.Export));
        Assert.Equal(("02-b.cs", file), (Path.GetFileName(file), done.Output.Trim()));
        Assert.Contains("Page.Show(2);", File.ReadAllText(file));
        Assert.Contains("../../src/Hopfield.Plotting/", File.ReadAllText(file));
    }
}
