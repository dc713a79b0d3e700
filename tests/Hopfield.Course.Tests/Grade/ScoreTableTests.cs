namespace Hopfield.Course.Tests;

public class ScoreTableTests
{
    private static readonly Exercise _sum = new("01.1", ExerciseKind.Do, "int x = 0;", "int x = 1;", [], "0", "One.");

    private static readonly Exercise _open = new("01.2", ExerciseKind.Open, "", "", [], "", "Many.")
    {
        Rubric = [new("Counts", 3, "All.", "Some.", "None."), new("Says why", 2, "A cause.", "A guess.", "Nothing.")],
    };

    private static GradedSubmission Row(string student, int points = 1, string remark = "", string chapter = "01") =>
        new(new Submission(student, "a.ipynb", chapter, new Dictionary<string, string>(), null), [_sum, _open], [new Grade(points, remark), new Grade(null, "")]);

    private const string Head = "student,chapter,01.1,01.2 Counts (3),01.2 Says why (2),adjust,points,of,comment,remarks\n";

    [Fact]
    public void There_is_room_for_each_criterion_and_nothing_is_counted_before_a_person_says_so() =>
        Assert.Equal(Head + "ada,01,1,,,,1,1,,\nbert,01,0,,,,0,1,,01.1 not begun\n", ScoreTable.Empty.With([Row("ada"), Row("bert", 0, "not begun")]));

    [Fact]
    public void What_a_person_entered_stays_and_counts()
    {
        ScoreTable before = ScoreTable.Read(Head + "ada,01,1,2.5,,-1,1,1,well read,\n");
        string again = before.With([Row("bert", 0), Row("ada")]);
        Assert.Equal(Head + "bert,01,0,,,,0,1,,\nada,01,1,2.5,,-1,2.5,4,well read,\n", again);
        Assert.Equal(again, ScoreTable.Read(again).With([Row("bert", 0), Row("ada")]));
    }

    [Fact]
    public void A_table_that_a_spreadsheet_saved_is_read()
    {
        // With a mark in front, semicolons, decimal commas, quotes, other line ends, and 01 as a number.
        ScoreTable before = ScoreTable.Read("\uFEFFstudent;chapter;01.1;01.2 Counts (3);01.2 Says why (2);adjust;points;of;comment;remarks\r\nada;1;1;2,5;0;;1;1;\"said \"\"no\"\"; twice\";\r\n\r\n");
        Assert.Equal(Head + "ada,01,1,\"2,5\",0,,3.5,6,\"said \"\"no\"\"; twice\",\n", before.With([Row("ada")]));
    }

    [Fact]
    public void Columns_and_lines_of_a_persons_own_are_kept()
    {
        ScoreTable before = ScoreTable.Read("student,chapter,01.1,01.2 Gone (4),group,comment\nada,01,1,4,Tuesday,\nzoe,01,1,3,Monday,left the course\n");
        Assert.Equal(
            "student,chapter,01.1,01.2 Counts (3),01.2 Says why (2),adjust,points,of,comment,01.2 Gone (4),group,remarks\n"
            + "ada,01,1,,,,1,1,,4,Tuesday,\nzoe,01,1,,,,,,left the course,3,Monday,\n", before.With([Row("ada")]));
    }

    [Fact]
    public void Two_submissions_of_one_student_have_lines_of_their_own()
    {
        ScoreTable before = ScoreTable.Read(Head + "ada,01,1,1,,,,,,\nada,01,1,2,,,,,,\n");
        Assert.Equal(Head + "ada,01,1,1,,,2,4,,\nada,01,1,2,,,3,4,,\n", before.With([Row("ada"), Row("ada")]));
    }

    [Theory]
    [InlineData("ada,01,1,4,,,1,1,,", "\"4\" is no mark of 01.2 Counts (3)", false)]
    [InlineData("ada,01,1,well,,,1,1,,", "\"well\" is no mark of 01.2 Counts (3)", false)]
    [InlineData("ada,01,0,2,,,1,1,,", "01.1 is 1, and 0 was in the table", true)]
    public void What_cannot_be_meant_is_said(string line, string words, bool lost)
    {
        var doubt = Assert.Single(ScoreTable.Read(Head + line + "\n").Doubts([Row("ada")]));
        Assert.Contains(words, doubt.Words);
        Assert.Equal(lost, doubt.Lost);
    }

    [Fact]
    public void Grades_are_read_back_without_a_run()
    {
        ScoreTable table = ScoreTable.Read(ScoreTable.Empty.With([Row("ada", 0, "gives 3; 4 was wanted"), Row("bert")]));
        Submission ada = Row("ada").Submission;
        Assert.Equal([new Grade(0, "gives 3; 4 was wanted"), new Grade(null, "")], table.GradesOf(ada, [_sum, _open], 0));
        Assert.Null(table.GradesOf(ada, [_sum, _open], 1));
    }

    [Fact]
    public void Fields_are_no_formulas_of_a_spreadsheet()
    {
        string table = ScoreTable.Empty.With([Row("=1+1", 0, "says \"no\", twice")]);
        Assert.Contains("\n'=1+1,01,0,,,,0,1,,\"01.1 says \"\"no\"\", twice\"\n", table);
        Assert.Equal(table, ScoreTable.Read(table).With([Row("=1+1", 0, "says \"no\", twice")]));
    }
}
