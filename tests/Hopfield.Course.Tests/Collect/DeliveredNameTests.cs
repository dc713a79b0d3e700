namespace Hopfield.Course.Tests;

public class DeliveredNameTests
{
    [Theory]
    [InlineData("ada/13.ipynb", "ada", "13.ipynb", "", false)]
    [InlineData("Ada Lovelace/week 10/13.ipynb", "Ada Lovelace", "13.ipynb", "", false)]
    [InlineData("ada_13-continuous-retrieval.ipynb", "ada", "13-continuous-retrieval.ipynb", "", false)]
    [InlineData("ada.zip/chapters-13/13.ipynb", "ada", "13.ipynb", "", false)]
    [InlineData("ada_work.zip/13.ipynb", "ada", "13.ipynb", "", false)]
    [InlineData("submitted/ada/week10/13.ipynb", "ada", "13.ipynb", "", false)]
    [InlineData("Ada Lovelace_4711_assignsubmission_file_/13.ipynb", "Ada Lovelace_4711", "13.ipynb", "", false)]
    [InlineData("Ada Lovelace_4711_assignsubmission_file/13.ipynb", "Ada Lovelace_4711", "13.ipynb", "", false)]
    [InlineData("Ada Lovelace_4711_assignsubmission_file_13.ipynb", "Ada Lovelace_4711", "13.ipynb", "", false)]
    [InlineData("lovelaceada_123_4567_13-continuous-retrieval.ipynb", "lovelaceada_123", "13-continuous-retrieval.ipynb", "", false)]
    [InlineData("lovelaceada_LATE_123_4567_13-1.ipynb", "lovelaceada_123", "13-1.ipynb", "000001", true)]
    [InlineData("submissions.zip/lovelaceada_123_4567_13.ipynb", "lovelaceada_123", "13.ipynb", "", false)]
    [InlineData("Week 10_ada_attempt_2026-11-29-10-11-12_13.ipynb", "ada", "13.ipynb", "2026-11-29-10-11-12", false)]
    public void The_student_is_told_from_the_names_that_platforms_give(string path, string student, string file, string attempt, bool isLate) =>
        Assert.Equal(new DeliveredName(student, file, attempt, isLate), DeliveredName.Of(path));

    [Fact]
    public void A_file_of_nobody_is_nobodys() => Assert.All(["13.ipynb", "_13.ipynb", "ada_"], path => Assert.Null(DeliveredName.Of(path)));

    // What lies inside a student's folder or archive is named by the student.
    [Fact]
    public void Nobody_hands_in_for_another() =>
        Assert.Equal("Eve_2", DeliveredName.Of("Eve_2_assignsubmission_file_/Ada_1_assignsubmission_file_/13.ipynb")?.Student);

    [Theory]
    [InlineData("..", "_")]
    [InlineData("a:b\u202Ec", "a_b_c")]
    [InlineData(" ada. ", "ada")]
    public void A_name_becomes_a_folder_that_stays_in_its_place(string name, string clean) => Assert.Equal(clean, DeliveredName.Clean(name));
}
