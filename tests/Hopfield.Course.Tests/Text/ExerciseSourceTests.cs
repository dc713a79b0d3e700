namespace Hopfield.Course.Tests;

public class ExerciseSourceTests
{
    internal const string Text = """
        // Chapter 05.
        using Hopfield;

        #region given
        int n = 4;
        #endregion

        #region exercise 05.1 make
        // Exercise 05.1 · Square.
        int Square(int x)
        {
        #if STUB
            throw new NotImplementedException();
        #elif ANSWER
            return x * x;
        #elif WRONG // doubles
            return 2 * x;
        #elif WRONG // negates
            return -x;
        #endif
        }
        #endregion

        #region check 05.1
        Check.Exercise("05.1").Function(Square, x => (int)Math.Pow(x, 2), [n])
        #endregion

        #region why 05.1
        // Times itself.
        //
        // - first
        //   second
        #endregion

        #region exercise 05.2 open
        #endregion
        #region why 05.2
        // A discussion.
        #endregion
        """;

    private static readonly ExerciseSource _source = ExerciseSource.Parse(Text, "05.csx");

    [Fact]
    public void Stub_answer_and_wrong_answers_share_every_line_that_is_not_marked()
    {
        Exercise square = _source.Find("05.1");
        Assert.Equal("// Exercise 05.1 · Square.\nint Square(int x)\n{\n    throw new NotImplementedException();\n}", square.Stub);
        Assert.Equal("// Exercise 05.1 · Square.\nint Square(int x)\n{\n    return x * x;\n}", square.Answer);
        Assert.Equal(["doubles", "negates"], square.Wrong.Select(wrong => wrong.Mistake));
        Assert.Equal("// Exercise 05.1 · Square.\nint Square(int x)\n{\n    return -x;\n}", square.Wrong[1].Code);
        Assert.Equal((square.Stub, square.Check), (_source.StubFor("05.1"), _source.CheckFor("05.1")));
    }

    [Fact]
    public void What_stands_beside_the_code_is_read_as_well()
    {
        Assert.Equal(("using Hopfield;", "int n = 4;"), (_source.Usings, _source.Given));
        Assert.Equal("Times itself.\n\n- first\n  second", _source.Find("05.1").Why);
        Assert.Equal([ExerciseKind.Make, ExerciseKind.Open], _source.Exercises.Select(exercise => exercise.Kind));
    }

    [Fact]
    public void Windows_line_ends_change_nothing() =>
        Assert.Equal(_source.StubFor("05.1"), ExerciseSource.Parse(Text.ReplaceLineEndings("\r\n"), "05.csx").StubFor("05.1"));

    [Fact]
    public void Several_marked_places_take_the_lines_of_the_same_mistake()
    {
        string twice = Text.Replace("int Square(int x)\n{", "#if WRONG // doubles\nint two = 2;\n#endif\nint Square(int x)\n{");
        Exercise square = ExerciseSource.Parse(twice, "05.csx").Find("05.1");
        Assert.StartsWith("// Exercise 05.1 · Square.\nint two = 2;\nint Square", square.Wrong[0].Code);
        Assert.DoesNotContain("two", square.Answer + square.Stub + square.Wrong[1].Code);
        Assert.Equal(2, square.Wrong.Count);
    }

    [Theory]
    [InlineData("#endregion\n\n#region exercise 05.1", "#region exercise 05.1", "line 6: a region inside a region.")]
    [InlineData("#region given", "#region giben", "line 4: expected #region given,")]
    [InlineData("#region exercise 05.2 open", "#region exercise 05.1 open", "line 35: a second region exercise 05.1.")]
    [InlineData("#region check 05.1", "#region check 05.3", "the exercise 05.3 has to stand before it.")]
    [InlineData("// Times itself.", "Times itself.", "line 29: reasons and rubrics are comment lines")]
    [InlineData("#elif ANSWER\n    return x * x;\n", "", "line 8: no ANSWER in the exercise.")]
    [InlineData("#elif WRONG // doubles", "#elif WRONG", "line 16: name the mistake")]
    [InlineData("#elif WRONG // negates\n    return -x;\n#endif", "#elif WRONG // negates\n    return -x;", "#if without #endif.")]
    [InlineData("#elif ANSWER", "#if ANSWER", "line 14: #if opens the variants")]
    [InlineData("#elif WRONG // negates", "#else", "line 18: expected #if or #elif with STUB, ANSWER or WRONG")]
    [InlineData("// Chapter 05.", "int x;", "line 1: code outside a region.")]
    [InlineData("open\n#endregion", "open\n#if STUB\n#endif\n#endregion", "an open exercise has no check and no answer.")]
    [InlineData("#region why 05.2\n// A discussion.\n#endregion", "", "no why 05.2: every answer has its reasons.")]
    [InlineData("// A discussion.\n#endregion", "// A discussion.", "a region without an end.")]
    [InlineData("#region given\nint n = 4;\n#endregion", "#endregion", "line 4: an end without a region.")]
    public void A_broken_rule_is_named_with_its_line(string text, string broken, string message)
    {
        Assert.Contains(text, Text);
        var error = Assert.Throws<NotebookException>(() => ExerciseSource.Parse(Text.Replace(text, broken), "05.csx"));
        Assert.StartsWith("05.csx, line ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void An_unknown_exercise_is_answered_with_the_known_ones() =>
        Assert.Contains("there are 05.1, 05.2", Assert.Throws<KeyNotFoundException>(() => _source.Find("05.9")).Message);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("no such file", Assert.Throws<NotebookException>(() => ExerciseSource.Load(Path.Combine(Path.GetTempPath(), "none.csx"))).Message);
}
