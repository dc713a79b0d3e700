namespace Hopfield.Course.Tests;

public class CriterionTests
{
    private const string Rubric = "Counts both (3)\nfull: All are counted,\nwith seeds.\npart: Some.\nnone: None.\n\nSays how sure (1)\nfull: Yes.\nnone: No.";

    [Fact]
    public void A_rubric_is_read_with_lines_that_go_on() => Assert.Equal(
        [new Criterion("Counts both", 3, "All are counted, with seeds.", "Some.", "None."), new Criterion("Says how sure", 1, "Yes.", "", "No.")], Criterion.Read(Rubric));

    [Theory]
    [InlineData("Counts both", "a criterion begins with its name and its points, Name (3); it is Counts both")]
    [InlineData("Counts (3)\nAll.", "Counts: full:, part: or none: is expected below the name")]
    [InlineData("Counts (3)\nfull: All.\nnone: None.", "Counts does not say what earns some of them: part:")]
    [InlineData("Counts (1)\nfull: All.\nfull: All.", "Counts says full twice")]
    public void What_is_missing_is_named(string rubric, string rule) =>
        Assert.Equal(rule, Assert.Throws<FormatException>(() => Criterion.Read(rubric)).Message);

    [Fact]
    public void A_fault_in_a_file_names_its_line()
    {
        string text = ExerciseSourceTests.Text + "\n#region rubric 05.2\n// Counts\n#endregion\n";
        int line = text.ReplaceLineEndings("\n").Split("#region rubric")[0].Split('\n').Length;
        Assert.StartsWith($"05.csx, line {line}: a criterion begins", Assert.Throws<NotebookException>(() => ExerciseSource.Parse(text, "05.csx")).Message);
    }
}
