namespace Hopfield.Course.Tests;

/// <summary>The exercises of a small chapter: one that a check judges, and an open one with its rubric.</summary>
internal static class TrialExercises
{
    public const string Text = """
        using Hopfield.Exercises;
        #region exercise 01.1 do
        #if STUB
        int sum = 0;
        #elif ANSWER
        int sum = 3;
        #elif WRONG // multiplies them
        int sum = 2;
        #endif
        #endregion
        #region check 01.1
        int expected = 3;
        Check.Exercise("01.1", "Count on from one.").Value(sum, expected)
        #endregion
        #region why 01.1
        // One and two make three.
        #endregion
        #region exercise 01.2 open
        #endregion
        #region why 01.2
        // There are many answers.
        #endregion
        #region rubric 01.2
        // Says <why> (2)
        // full: A cause.
        // part: A guess.
        // none: Nothing.
        #endregion
        """;

    /// <summary>Writes them beside the chapters of a course.</summary>
    public static void Write(TrialCourse course, string text = Text)
    {
        Directory.CreateDirectory(course.Tree.Exercises);
        File.WriteAllText(Path.Combine(course.Tree.Exercises, "01.csx"), text);
    }
}
